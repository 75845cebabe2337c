import { nearest } from '../lib/service/nearest.ts'
import type { Problem } from '../lib/service/problem.ts'

const problemOf = (key: string, settings: readonly string[]): Problem => {
  const near = nearest(key, settings)
  const meant = near === undefined ? '' : `; did you mean "${near}"?`
  return {
    severity: 'error',
    file: 'context',
    path: key,
    found: 'no such setting',
    allowed: `${settings.join(', ')}${meant}`,
  }
}

/** Keys of CDK and of its libraries have one of these in their names. */
const isOfCdk = (key: string): boolean => /[:@]/.test(key)

/** Problems of keys that somebody typed, none of which is meant for anything but this app or CDK. */
export const unknownIn = (typed: readonly string[], settings: readonly string[]): readonly Problem[] =>
  typed.filter(key => !isOfCdk(key) && !settings.includes(key)).map(key => problemOf(key, settings))

/**
 * The same of a whole context, of those that are near to a setting: CDK keeps a few of its own under plain names
 * (`cli-telemetry`), and a person's ~/.cdk.json may hold those of other apps.
 */
export const slipsIn = (context: readonly string[], settings: readonly string[]): readonly Problem[] =>
  unknownIn(
    context.filter(key => nearest(key, settings) !== undefined),
    settings,
  )

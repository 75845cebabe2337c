import * as v from 'valibot'
import { nearest } from './nearest.ts'

const instead = (found: unknown, keys: readonly string[]): string => {
  const meant = nearest(String(found), keys)
  if (meant === undefined) return `the keys ${keys.join(', ')}`
  const others = keys.filter(key => key !== meant)
  return others.length === 0 ? `the key "${meant}"` : `the key "${meant}", or ${others.join(', ')}`
}

/** What is said of a key that is missing, or must not be there, where a plain word is not enough. */
type Hints = Readonly<Record<string, string>>

/**
 * A strict object whose issues say, as messages, what is allowed at their place: the nearest key for an unknown
 * one, that a missing one is required, `example` for what is no object at all; `hints[key]` before all of these.
 */
export const shape = <const Entries extends v.ObjectEntries>(
  entries: Entries,
  example = `the keys ${Object.keys(entries).join(', ')}`,
  hints: Hints = {},
): v.StrictObjectSchema<Entries, (issue: v.StrictObjectIssue) => string> =>
  v.strictObject(entries, issue => {
    if (issue.expected === 'Object') return example
    if (issue.expected === 'never')
      return hints[String(issue.input)] ?? instead(issue.input, Object.keys(entries))
    return hints[issue.expected.slice(1, -1)] ?? 'some value: this key is required'
  })

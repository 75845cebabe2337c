import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RootConstruct } from 'constructs'
import * as v from 'valibot'
import { readServices } from '../../infra/services.ts'
import { readSettings, type Settings } from '../../infra/settings.ts'
import { formatProblem } from '../../lib/service/problem.ts'

type Environment = Readonly<Record<string, string | undefined>>

const cdkSchema = v.object({ context: v.optional(v.record(v.string(), v.unknown()), {}) })

const contextOf = (root: string): Readonly<Record<string, unknown>> =>
  v.parse(cdkSchema, JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context

/** The settings as cdk will give them to the app of `root`. Throws BadConfig. */
export const settingsIn = (
  root: string,
  typed: readonly (readonly [string, string])[],
  env: Environment,
): Settings => {
  const { node } = new RootConstruct()
  for (const [key, value] of [...Object.entries(contextOf(root)), ...typed]) node.setContext(key, value)
  return readSettings(node, env)
}

/** Reads the service files that the settings name, and says what they are. Throws BadConfig. */
export const checkServices = ({ config }: Settings, say: (line: string) => void): void => {
  for (const { path, service, warnings } of readServices(config)) {
    for (const warning of warnings) say(formatProblem(warning))
    say(`${path}: ok (${service.id})`)
  }
}

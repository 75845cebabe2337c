import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RootConstruct } from 'constructs'
import * as v from 'valibot'
import { BadConfig } from '../../infra/bad-config.ts'
import { readServices } from '../../infra/services.ts'
import { readSettings, type Settings, settingKeys } from '../../infra/settings.ts'
import { unknownIn } from '../../infra/unknown-settings.ts'
import { refuseHome } from '../../infra/vantages.ts'
import { formatProblem } from '../../lib/service/problem.ts'

type Environment = Readonly<Record<string, string | undefined>>

const cdkSchema = v.object({ context: v.optional(v.record(v.string(), v.unknown()), {}) })

const contextOf = (root: string): Readonly<Record<string, unknown>> =>
  v.parse(cdkSchema, JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context

/** The settings as cdk will give them to the app of `root`. Throws BadConfig, also for a typed key that is none. */
export const settingsIn = (
  root: string,
  typed: readonly (readonly [string, string])[],
  env: Environment,
): Settings => {
  const unknown = unknownIn(
    typed.map(([key]) => key),
    settingKeys,
  )
  if (unknown.length > 0) throw new BadConfig(unknown)
  const { node } = new RootConstruct()
  for (const [key, value] of [...Object.entries(contextOf(root)), ...typed]) node.setContext(key, value)
  return readSettings(node, env)
}

/**
 * Reads the service files that the settings name, and says what they are. Throws BadConfig, also for a vantage at home
 * where the home is known before anybody asks AWS.
 */
export const checkServices = (
  { config, region }: Settings,
  env: Environment,
  say: (line: string) => void,
): void => {
  const services = readServices(config)
  for (const { path, service, warnings } of services) {
    for (const warning of warnings) say(formatProblem(warning))
    say(`${path}: ok (${service.id})`)
  }
  refuseHome(services, region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'])
}

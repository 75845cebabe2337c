import { statSync } from 'node:fs'
import { join } from 'node:path'
import { hooksOf } from '../lib/adapters/webhook/hook.ts'
import { CredentialsUnset, environmentCredentials, type XCredentials } from '../lib/adapters/x-credentials.ts'
import { environment } from '../lib/contract.ts'
import type { XPlace } from '../local/run.ts'
import { defaultConfig } from './config.ts'
import { flags, httpAddress, UsageError, wholeNumber } from './usage.ts'

export const startHelp = `Watches a public body's online services on this machine; nothing is published unless you say --live.

  npm start -- [options]

  --config FILE     the service to watch             (default: ${defaultConfig})
  --data DIR        what outlives the run            (default: .atalaya)
  --port N          of the page, on 127.0.0.1 only   (default: 8080; 0: any free port)
  --x-url URL       posts go to this stand-in of X   (default: a built-in one)
  --every SECONDS   length of a round, 1 to 3600     (default: 60)
  --live            posts go to the real X: the public reads them. Needs X_APP_KEY, X_APP_SECRET,
                    X_ACCESS_TOKEN and X_ACCESS_SECRET in the environment
  --json            one JSON object a line on stdout, words for people on stderr
  --help            this text

Operators' alerts are lines of its output. They go to webhooks too, where ATALAYA_WEBHOOKS in the environment has them.

Ends 0 after Ctrl-C, 1 if it cannot run, 2 if the flags or the service file are wrong.
`

const options = {
  config: { type: 'string', default: join(import.meta.dirname, '..', defaultConfig) },
  data: { type: 'string', default: '.atalaya' },
  port: { type: 'string', default: '8080' },
  'x-url': { type: 'string' },
  every: { type: 'string', default: '60' },
  live: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export interface StartOptions {
  readonly config: string
  readonly data: string
  readonly port: number
  readonly every: number
  readonly x: XPlace
  /** The operators' webhooks, as JSON. */
  readonly webhooks: string | undefined
  readonly json: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

const liveCredentials = async (env: Environment): Promise<XCredentials> => {
  try {
    return await environmentCredentials(env).read()
  } catch (error) {
    if (error instanceof CredentialsUnset) throw new UsageError(`--live: ${error.message}`)
    throw error
  }
}

/** The real X is reached by --live alone, however its address is written. */
const standIn = (url: string): string => {
  if (!/(^|\.)(x|twitter)\.com\.?$/i.test(new URL(httpAddress('--x-url', url)).hostname)) return url
  throw new UsageError('--x-url is for stand-ins; the real X needs --live')
}

const xPlace = async (live: boolean, url: string | undefined, env: Environment): Promise<XPlace> => {
  if (live && url !== undefined) throw new UsageError('--live and --x-url exclude each other')
  if (live) return { is: 'live', credentials: await liveCredentials(env) }
  return url === undefined ? { is: 'stand-in' } : { is: 'url', url: standIn(url) }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is wrong in it is not shown: it holds secrets. */
const webhooksIn = (text: string | undefined): string | undefined => {
  if (text === undefined || text === '' || hooksOf(jsonIn(text))) return text || undefined
  throw new UsageError('ATALAYA_WEBHOOKS is not what docs/alerts.md shows')
}

/** A directory, or a name that one can get. Throws UsageError. */
const directory = (flag: string, path: string): string => {
  const found = path === '' ? undefined : statSync(path, { throwIfNoEntry: false })
  if (path !== '' && (found === undefined || found.isDirectory())) return path
  throw new UsageError(`${flag} takes a directory, not "${path}"`)
}

/** What was asked for; `help` if that. Writes nothing. Throws UsageError. */
export const startOptions = async (
  args: readonly string[],
  env: Environment,
): Promise<StartOptions | 'help'> => {
  const { values, positionals } = flags(args, options)
  if (values.help) return 'help'
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is no option`)
  return {
    config: values.config,
    data: directory('--data', values.data),
    port: wholeNumber('--port', values.port, 0, 65_535),
    every: wholeNumber('--every', values.every, 1, 3_600),
    x: await xPlace(values.live, values['x-url'], env),
    webhooks: webhooksIn(env[environment.webhooks]),
    json: values.json,
  }
}

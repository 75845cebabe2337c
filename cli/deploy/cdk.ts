import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { RunRefused } from '../../local/failure.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface CdkMeans {
  /** The command and its first arguments. */
  readonly command: readonly [string, ...string[]]
  /** Where cdk.json lies. */
  readonly root: string
  readonly env: Environment
  /** Takes what it says, as it says it. */
  readonly show: (text: string) => void
  readonly signal: AbortSignal
}

/** Runs cdk to its end; what it said, without colours. Throws RunRefused, or the signal's reason. */
export type Cdk = (...args: readonly string[]) => Promise<string>

/** Said by cdk or by AWS through it; the first that fits is told, what cdk said stands above it anyway. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/expired/i, 'your session in AWS has expired: sign in (aws sso login), or set AWS_PROFILE'],
  [
    /but the current credentials are for/i,
    'your credentials are of another account than the setting "account" says',
  ],
  [
    /no credentials have been configured|Unable to resolve AWS account|could not load credentials/i,
    'no credentials of AWS: sign in (aws sso login), or set AWS_PROFILE',
  ],
  [/AccessDenied|not authorized to perform/i, 'AWS does not let you: your role lacks a permission'],
  [/has the environment been bootstrapped/i, 'a region is not bootstrapped: --bootstrap does it'],
  [/Stack .*_IN_PROGRESS state/i, 'another deployment is under way: wait for its end'],
]

/** Only its end: a diff that was shown before holds whatever words. */
const reasonIn = (said: string): string => {
  const end = said.trimEnd().split('\n').slice(-20).join('\n')
  const known = reasons.find(([pattern]) => pattern.test(end))
  return known ? known[1] : 'it says why above'
}

/** To the whole group of a process; that it is gone already is no failure. */
const end = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {}
}

/** Milliseconds that it gets to clean up behind itself. */
const patience = 5_000

/** In a group of its own, so that Ctrl-C reaches it, and whatever it started, through us alone. */
export const cdkWith =
  ({ command: [file, ...first], root, env, show, signal }: CdkMeans): Cdk =>
  async (...args) => {
    signal.throwIfAborted()
    const child = spawn(file, [...first, ...args], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (text: string) => {
      said += text
      show(text)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    const kill = () => end(child.pid, 'SIGKILL')
    const stop = () => {
      end(child.pid, 'SIGTERM')
      setTimeout(kill, patience).unref()
    }
    process.once('exit', kill)
    signal.addEventListener('abort', stop, { once: true })
    try {
      await once(child, 'close')
    } finally {
      process.off('exit', kill)
      signal.removeEventListener('abort', stop)
    }
    signal.throwIfAborted()
    const words = stripVTControlCharacters(said)
    if (child.exitCode === 0) return words
    throw new RunRefused(
      `cdk ${args[0]} ended with ${child.exitCode ?? child.signalCode}: ${reasonIn(words)}`,
    )
  }

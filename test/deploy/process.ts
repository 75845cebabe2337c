import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Means {
  readonly cwd?: string
  /** All that it gets: nothing of the person's own environment decides what happens. */
  readonly env: Environment
  readonly signal: AbortSignal
  /** What it reads, whole; nothing, if absent. */
  readonly input?: string
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A process that we started, with all that it starts. */
export interface Running {
  /** Settles when it has ended, by itself or not; never rejects but for what cannot be started. */
  readonly ended: Promise<Ended>
  /** What it has said so far, both ways. */
  words(): string
  /** Ends it and whatever it started, and waits until it is gone. */
  stop(): Promise<void>
}

/** Milliseconds that it gets to clean up behind itself. */
const patience = 5_000

/** To the whole group of a process; that it is gone already is no failure. */
const signalGroup = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {}
}

const isGone = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null || pid === undefined

/** Starts it in a group of its own, which ends with us whatever happens. */
export const start = (
  command: string,
  args: readonly string[],
  { cwd, env, signal, input = '' }: Means,
): Running => {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  // One that ends without having read it is no failure of ours.
  child.stdin.on('error', () => {}).end(input)
  const heard = { out: '', err: '', all: '' }
  const hear = (way: 'out' | 'err') => (piece: string) => {
    heard[way] += piece
    heard.all += piece
  }
  child.stdout.setEncoding('utf8').on('data', hear('out'))
  child.stderr.setEncoding('utf8').on('data', hear('err'))
  const last = () => {
    if (!isGone(child)) signalGroup(child.pid, 'SIGKILL')
  }
  process.once('exit', last)
  const ended = once(child, 'close').then(() => {
    process.off('exit', last)
    return { code: child.exitCode, out: heard.out, err: heard.err }
  })
  const stop = async () => {
    if (isGone(child)) return
    const gone = ended.catch(() => undefined)
    signalGroup(child.pid, 'SIGTERM')
    await Promise.race([once(child, 'exit'), sleep(patience, undefined, { ref: false })])
    // What the group has left: workers that outlived their parent, or a parent that did not listen.
    signalGroup(child.pid, 'SIGKILL')
    await gone
  }
  signal.addEventListener('abort', stop, { once: true })
  void ended.catch(() => undefined).then(() => signal.removeEventListener('abort', stop))
  return { ended, words: () => heard.all, stop }
}

/** Runs it to its end. Rejects with the signal's reason if that comes first. */
export const run = async (command: string, args: readonly string[], means: Means): Promise<Ended> => {
  means.signal.throwIfAborted()
  const ended = await start(command, args, means).ended
  means.signal.throwIfAborted()
  return ended
}

/** The last lines of what was said, for people. */
export const tail = (text: string, lines = 15): string => text.trimEnd().split('\n').slice(-lines).join('\n')

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Line = Readonly<Record<string, unknown>>

/** The local run in a process of its own. */
export interface Child {
  readonly started: number
  /** Resolves with what ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** What it said to people: why it ended, if it did so by itself. */
  words(): string
  kill(signal: NodeJS.Signals): void
}

const entry = join(import.meta.dirname, '../../cli/start.ts')

/** Nothing of the person's own environment decides a run. */
const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }

/** The line that a kill cut short is none. */
const parsed = (text: string): Line | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Starts it with `--json`; `hear` gets every whole line at once. `ended` waits for the last of them. */
export const startChild = (args: readonly string[], hear: (line: Line) => void): Child => {
  const started = performance.now()
  const child = spawn(process.execPath, [entry, ...args, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    words = (words + piece).slice(-4_000)
  })
  const reading = createInterface({ input: child.stdout })
  reading.on('line', text => {
    const line = parsed(text)
    if (line) hear(line)
  })
  const exit = once(child, 'exit')
  const read = once(reading, 'close')
  const stop = () => void child.kill('SIGKILL')
  process.once('exit', stop)
  const end = async () => {
    await Promise.all([exit, read])
    process.off('exit', stop)
    return { code: child.exitCode, signal: child.signalCode }
  }
  return { started, ended: end(), words: () => words, kill: signal => void child.kill(signal) }
}

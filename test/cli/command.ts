import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

const root = join(import.meta.dirname, '../..')

/** Nothing of the person's own environment decides a test. */
const environment = (more: Readonly<Record<string, string>>) => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  ...more,
})

type Child = ChildProcessByStdio<null, Readable, Readable>

const start = (
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Child =>
  spawn(process.execPath, [join(root, 'cli', file), ...args], {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const endOf = async (child: Child): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

/** Runs a command to its end. */
export const command = async (
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const child = start(file, args, cwd, env)
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), endOf(child)])
  return { code, out, err }
}

export type Line = Readonly<Record<string, unknown>>

/** A run in a process of its own, with `--json`. */
export interface Running {
  /** The first line, told already or yet to come, that `wanted` takes; rejects if the process ends before. */
  line(wanted: (line: Line) => boolean): Promise<Line>
  readonly lines: readonly Line[]
  kill(signal: NodeJS.Signals): Promise<number | null>
}

export const running = (file: string, args: readonly string[], cwd: string): Running => {
  const child = start(file, [...args, '--json'], cwd)
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  let ended = false
  let err = ''
  child.stderr.on('data', piece => {
    err += piece
  })
  const wake = () => {
    for (const one of [...waiting]) one()
  }
  const reading = createInterface({ input: child.stdout })
  reading.on('line', line => {
    lines.push(JSON.parse(line))
    wake()
  })
  reading.on('close', () => {
    ended = true
    wake()
  })
  return {
    lines,
    line: async wanted => {
      for (;;) {
        const found = lines.find(wanted)
        if (found) return found
        if (ended) throw new Error(`ended without it: ${err}`)
        await new Promise<void>(resolve => {
          const go = () => {
            waiting.delete(go)
            resolve()
          }
          waiting.add(go)
        })
      }
    },
    kill: async signal => {
      child.kill(signal)
      return endOf(child)
    },
  }
}

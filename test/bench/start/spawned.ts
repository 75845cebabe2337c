import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { join } from 'node:path'
import * as v from 'valibot'
import { jsonOf } from '../../../local/body.ts'
import { end, listen } from '../../../local/listen.ts'

/** What a process spent until it first asked something of another, or until its handler had ended. */
export interface Spent {
  /** Milliseconds of all its threads since it began. */
  readonly cpu: number
  /** MB. */
  readonly rss: number
  /** What it asked, such as `GetItem`; `nothing`, if it ended without. */
  readonly asked: string
}

const toldSchema = v.union([
  v.object({ cpu: v.number(), rss: v.number() }),
  v.object({ is: v.literal('ended'), fault: v.optional(v.string()) }),
])

const runtime = join(import.meta.dirname, 'runtime.cjs')

/** Everything that a bundle could speak to, on one port. It hears the first question and answers none. */
export const startListener = async () => {
  let heard: (asked: string) => void = () => undefined
  const server = createServer(request => {
    const target = request.headers['x-amz-target']
    heard(String(target ?? request.url).replace(/^.*\./, ''))
  })
  const port = await listen(server, 0)
  return {
    url: `http://127.0.0.1:${port}`,
    hear: (take: (asked: string) => void) => {
      heard = take
    },
    close: async () => {
      server.closeAllConnections()
      await end(server)
    },
  }
}
export type Listener = Awaited<ReturnType<typeof startListener>>

/** Starts a process that gives the bundle one event, and ends it as soon as it has told. */
export const spent = (
  listener: Listener,
  path: string,
  event: unknown,
  environment: Readonly<Record<string, string>>,
): Promise<Spent> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runtime, path, JSON.stringify(event)], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let asked: string | undefined
    const hear = (what: string) => {
      if (asked !== undefined) return
      asked = what
      child.kill('SIGUSR2')
    }
    listener.hear(hear)
    let text = ''
    child.stderr.on('data', piece => {
      text += piece
      for (const line of text.split('\n').slice(0, -1)) take(line)
      text = text.slice(text.lastIndexOf('\n') + 1)
    })
    const take = (line: string) => {
      const told = v.safeParse(toldSchema, jsonOf(line))
      if (!told.success) return
      if ('is' in told.output) return hear(told.output.fault ?? 'nothing')
      child.kill('SIGKILL')
      resolve({ ...told.output, asked: asked ?? 'nothing' })
    }
    child.on('error', reject)
    child.on('exit', code => reject(new TypeError(`${path} ended by itself (${code}): ${text}`)))
  })

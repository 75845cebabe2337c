import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { end, listen } from '../../local/listen.ts'
import type { FaultInput, FaultName, StandInX } from '../../local/x.ts'

/** What one request to X meets. Times are milliseconds. */
export interface Fate {
  readonly name: string
  readonly fault?: FaultName | FaultInput
  /** On the way to X. */
  readonly before?: number
  /** On the way back. */
  readonly after?: number
  /** Until the timeline shows the post. */
  readonly lag?: number
}

export type Kind = 'post' | 'timeline'

/** Where a post is: on its way to X, or taken there (or not) and its answer on the way back. */
export type Passage = 'arrived' | 'answered'

export interface Front {
  readonly url: string
  close(): Promise<void>
}

interface Options {
  readonly x: StandInX
  readonly fate: (kind: Kind) => Fate
  readonly passes: (passage: Passage) => void
}

const kindOf = ({ method }: IncomingMessage): Kind => (method === 'POST' ? 'post' : 'timeline')

const forward = (
  { x, passes }: Options,
  asked: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
  { after = 0 }: Fate,
) => {
  const { method, url, headers } = asked
  const onward = request(
    { host: '127.0.0.1', port: x.port, method, path: url, headers, agent: false },
    reply => {
      const pieces: Buffer[] = []
      const pass = async (whole: boolean) => {
        if (kindOf(asked) === 'post') passes('answered')
        if (after > 0) await sleep(after)
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        if (whole) answer.end(Buffer.concat(pieces))
        else answer.write(Buffer.concat(pieces), () => answer.destroy())
      }
      reply.on('data', piece => pieces.push(piece))
      // A reply that is cut short ends with an error, and closes all the same.
      reply.on('error', () => {})
      reply.on('close', () => void pass(reply.complete))
    },
  )
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  onward.end(body)
}

/** The way to X: by it the seed decides what each request meets, and by it we know where a post is. */
export const startFront = async (options: Options): Promise<Front> => {
  const { x, fate, passes } = options
  const server = createServer(async (asked, answer) => {
    answer.on('error', () => {})
    const pieces: Buffer[] = []
    asked.on('error', () => {})
    asked.on('data', piece => pieces.push(piece))
    asked.on('end', async () => {
      const kind = kindOf(asked)
      const meets = fate(kind)
      if (kind === 'post') passes('arrived')
      if (meets.before) await sleep(meets.before)
      // Nothing lands long after its sender has hung up.
      if (answer.destroyed) return
      if (kind === 'post') x.lag(meets.lag ?? 0)
      x.next(meets.fault ?? {}, { on: kind })
      forward(options, asked, Buffer.concat(pieces), answer, meets)
    })
  })
  return { url: `http://127.0.0.1:${await listen(server, 0)}`, close: () => end(server) }
}

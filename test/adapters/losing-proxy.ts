import { createServer, request } from 'node:http'
import { end, listen } from '../../local/listen.ts'

/** A way to the database that can lose answers: what was asked has landed, and nobody hears of it. */
export interface LosingProxy {
  readonly url: string
  /** Swallows the answers to the next `count` calls of this operation, such as `PutItem`. */
  lose(operation: string, count: number): void
  /** How many answers were swallowed. */
  lost(): number
  close(): Promise<void>
}

export const startLosingProxy = async (port: number): Promise<LosingProxy> => {
  let wanted = { operation: '', count: 0 }
  let lost = 0
  const server = createServer((asked, answer) => {
    const operation = String(asked.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1)
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method: asked.method,
        path: asked.url,
        headers: asked.headers,
        agent: false,
      },
      reply => {
        const chunks: Buffer[] = []
        reply.on('data', chunk => chunks.push(chunk))
        reply.on('end', () => {
          if (operation === wanted.operation && wanted.count > 0) {
            wanted = { operation, count: wanted.count - 1 }
            lost += 1
            asked.socket.destroy()
            return
          }
          answer.writeHead(reply.statusCode ?? 502, reply.headers).end(Buffer.concat(chunks))
        })
      },
    )
    onward.on('error', () => asked.socket.destroy())
    asked.pipe(onward)
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    lose: (operation, count) => {
      wanted = { operation, count }
    },
    lost: () => lost,
    close: () => end(server),
  }
}

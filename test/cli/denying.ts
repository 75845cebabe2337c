import { createServer, request } from 'node:http'
import { end, listen } from '../../local/listen.ts'

/** A way to the database with an IAM in front, which lets everything through until it is told otherwise. */
export interface Denying {
  readonly url: string
  /** Says no to an operation, such as `PutItem`, once so many have passed. */
  deny(operation: string, after?: number): void
  allowAll(): void
  close(): Promise<void>
}

const no = JSON.stringify({
  __type: 'com.amazon.coral.service#AccessDeniedException',
  message: 'ana may not',
})

export const startDenying = async (port: number): Promise<Denying> => {
  let [denied, left] = ['', 0]
  const server = createServer((asked, answer) => {
    const [, operation] = String(asked.headers['x-amz-target']).split('.')
    if (operation === denied && left-- <= 0) {
      asked.resume()
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(no)
      return
    }
    const { method, url, headers } = asked
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, reply => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    onward.on('error', () => asked.socket.destroy())
    asked.pipe(onward)
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    deny: (operation, after = 0) => {
      ;[denied, left] = [operation, after]
    },
    allowAll: () => {
      denied = ''
    },
    close: () => end(server),
  }
}

import type { ServerResponse } from 'node:http'
import type { Served } from './desk.ts'

const json = { 'content-type': 'application/json; charset=utf-8' }

/** Puts an answer on the socket, or what a fault makes of it. */
export const answer = (response: ServerResponse, { status, headers, body, how }: Served): void => {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const type = typeof body === 'string' && body === '' ? {} : json
  switch (how) {
    case 'lost':
      response.destroy()
      return
    case 'hang':
      return
    case 'truncated':
      response.writeHead(status, { ...type, ...headers, 'content-length': bytes.length })
      response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy())
      return
    case 'whole':
      response.writeHead(status, { ...type, ...headers, 'content-length': bytes.length })
      response.end(bytes)
  }
}

import { createServer, type IncomingHttpHeaders } from 'node:http'
import { bodyOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'

/** A request as it arrived. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** `hangs`: no answer at all; `trickles`: the head of an answer, and then nothing; `cuts`: the connection is reset. */
export type Mood = number | 'hangs' | 'trickles' | 'cuts' | { readonly redirect: string }

/** Somebody's webhook on a loopback port: takes everything with 200, unless told otherwise. */
export const startWebhook = async () => {
  const received: Received[] = []
  let mood: Mood = 200
  const server = createServer(async (request, response) => {
    const body = (await bodyOf(request, 1_000_000)) ?? ''
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
    if (mood === 'hangs') return
    if (mood === 'cuts') return request.socket.resetAndDestroy()
    if (mood === 'trickles') return response.writeHead(200, { 'content-length': '100' }).write('o')
    if (typeof mood === 'number') return response.writeHead(mood).end(`no: ${request.url}`)
    return response.writeHead(307, { location: mood.redirect }).end()
  })
  const url = `http://127.0.0.1:${await listen(server, 0)}`
  return {
    url,
    received,
    be: (next: Mood) => {
      mood = next
    },
    close: () => end(server),
  }
}

export type Webhook = Awaited<ReturnType<typeof startWebhook>>

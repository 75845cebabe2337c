import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { challengePage, healthyPage, type PageWords, unmarkedPage } from './page.ts'

const compress = {
  gzip: gzipSync,
  deflate: deflateSync,
  'raw-deflate': deflateRawSync,
  br: brotliCompressSync,
}

/** What a stand-in site does with a request. Times are milliseconds. */
export type Behaviour =
  | { readonly is: 'healthy'; readonly charset?: 'utf-8' | 'windows-1252' }
  /** Healthy, but late. */
  | { readonly is: 'slow'; readonly by: number }
  | { readonly is: 'status'; readonly status: number; readonly retryAfter?: string }
  /** 200 with another page. */
  | { readonly is: 'unmarked' }
  /** 200 with a firewall's page. */
  | { readonly is: 'challenge' }
  /** No answer, or no end of it. */
  | { readonly is: 'hang'; readonly in: 'headers' | 'body' }
  /** A byte at a time, for ever. */
  | { readonly is: 'drip'; readonly every: number }
  | { readonly is: 'reset'; readonly in: 'request' | 'headers' | 'body' }
  /** Closes before as many bytes came as were announced. */
  | { readonly is: 'truncated' }
  /** As many bytes without a marker. */
  | { readonly is: 'huge'; readonly bytes: number }
  /** Sent on so many times before the healthy page comes, each after a pause. */
  | { readonly is: 'redirects'; readonly times: number; readonly pause?: number }
  | { readonly is: 'redirect'; readonly to: string }
  /** To itself. */
  | { readonly is: 'redirect-loop' }
  /** Healthy only for who brings back the cookie that was set on the way. */
  | { readonly is: 'cookies' }
  | { readonly is: 'compressed'; readonly encoding: keyof typeof compress }
  | { readonly is: 'garbage' }
  /** These very pieces of a body, 20 ms apart unless `pause` says otherwise. */
  | {
      readonly is: 'pieces'
      readonly type: string
      readonly pieces: readonly Buffer[]
      readonly encoding?: string
      readonly pause?: number
    }

export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The TCP connection below, also where TLS is spoken on it. */
  readonly connection: Socket
  /** The site's own path, such as `/sede/`. */
  readonly home: string
  readonly url: URL
  readonly words: PageWords
}

const htmlType = { 'content-type': 'text/html; charset=utf-8' }

const healthy = ({ response, words }: Visit, charset: 'utf-8' | 'windows-1252' = 'utf-8') => {
  const bytes = Buffer.from(healthyPage(words, charset), charset === 'utf-8' ? 'utf8' : 'latin1')
  response.writeHead(200, { 'content-type': `text/html; charset=${charset}` }).end(bytes)
}

const sendOn = ({ response }: Visit, location: string, headers: Readonly<Record<string, string>> = {}) => {
  response.writeHead(302, { ...headers, location }).end()
}

const status = ({ response }: Visit, code: number, retryAfter?: string) => {
  const headers = retryAfter === undefined ? htmlType : { ...htmlType, 'retry-after': retryAfter }
  response.writeHead(code, headers).end(unmarkedPage())
}

const raw = ({ response }: Visit, text: string) => response.socket?.write(text)

const reset = async (visit: Visit, where: 'request' | 'headers' | 'body') => {
  if (where === 'headers') raw(visit, 'HTTP/1.1 200 OK\r\nContent-Type: text/')
  if (where === 'body') {
    visit.response.writeHead(200, { ...htmlType, 'content-length': '50000' })
    visit.response.write('<!DOCTYPE html>')
  }
  // What was written must leave before the reset, which throws away what has not.
  if (where !== 'request') await sleep(20)
  visit.connection.resetAndDestroy()
}

const drip = async ({ response }: Visit, every: number) => {
  response.writeHead(200, htmlType)
  while (!response.destroyed) {
    response.write('.')
    await sleep(every)
  }
}

function* pad(bytes: number) {
  const piece = Buffer.alloc(64 * 1024, 'x')
  for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, left)
}

const huge = ({ response }: Visit, bytes: number) => {
  response.writeHead(200, { ...htmlType, 'content-length': String(bytes) })
  return pipeline(Readable.from(pad(bytes)), response)
}

const truncated = async ({ response }: Visit) => {
  response.writeHead(200, { ...htmlType, 'content-length': '50000' })
  response.write('<!DOCTYPE html><title>Sede')
  await sleep(20)
  response.socket?.end()
}

const redirects = async (visit: Visit, times: number, pause = 0) => {
  if (pause > 0) await sleep(pause)
  const been = Number(visit.url.searchParams.get('n') ?? 0)
  return been < times ? sendOn(visit, `?n=${been + 1}`) : healthy(visit)
}

const cookies = (visit: Visit) => {
  if (!visit.url.searchParams.has('back'))
    return sendOn(visit, `${visit.home}?back`, { 'set-cookie': 'JSESSIONID=0000abc; Path=/; HttpOnly' })
  return visit.request.headers.cookie === 'JSESSIONID=0000abc' ? healthy(visit) : status(visit, 500)
}

const compressed = ({ response, words }: Visit, encoding: keyof typeof compress) => {
  const bytes = compress[encoding](healthyPage(words, 'utf-8'))
  response.writeHead(200, { ...htmlType, 'content-encoding': encoding.replace('raw-', '') }).end(bytes)
}

const pieces = async (
  { response }: Visit,
  { type, pieces: list, encoding, pause = 20 }: Extract<Behaviour, { is: 'pieces' }>,
) => {
  response.writeHead(200, {
    'content-type': type,
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  })
  for (const piece of list) {
    response.write(piece)
    if (pause > 0) await sleep(pause)
  }
  response.end()
}

/** Answers one visit as the behaviour says. */
export const behave = async (behaviour: Behaviour, visit: Visit): Promise<unknown> => {
  const { response } = visit
  switch (behaviour.is) {
    case 'healthy':
      return healthy(visit, behaviour.charset)
    case 'slow':
      await sleep(behaviour.by)
      return healthy(visit)
    case 'status':
      return status(visit, behaviour.status, behaviour.retryAfter)
    case 'unmarked':
      return response.writeHead(200, htmlType).end(unmarkedPage())
    case 'challenge':
      return response.writeHead(200, htmlType).end(challengePage())
    case 'hang':
      return behaviour.in === 'body' ? response.writeHead(200, htmlType).write('<!DOCTYPE html>') : undefined
    case 'drip':
      return drip(visit, behaviour.every)
    case 'reset':
      return reset(visit, behaviour.in)
    case 'truncated':
      return truncated(visit)
    case 'huge':
      return huge(visit, behaviour.bytes)
    case 'redirects':
      return redirects(visit, behaviour.times, behaviour.pause)
    case 'redirect':
      return sendOn(visit, behaviour.to)
    case 'redirect-loop':
      return sendOn(visit, visit.home)
    case 'cookies':
      return cookies(visit)
    case 'compressed':
      return compressed(visit, behaviour.encoding)
    case 'garbage':
      return response.socket?.end('220 mail.example ESMTP\r\n')
    case 'pieces':
      return pieces(visit, behaviour)
    default:
      return behaviour satisfies never
  }
}

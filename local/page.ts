import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { markup } from '../lib/page/markup.ts'
import { plainPage } from '../lib/site/plain-page.ts'
import { edgeOf } from './page-edge.ts'
import type { PagePlace } from './page-place.ts'
import type { Objects, StoredObject } from './s3/objects.ts'

/** Serves one request for the page. */
export type PageServer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Encoding = 'br' | 'gzip'
type Bytes = Pick<StoredObject, 'etag' | 'body'>

/** The network compresses what is text and no shorter than this. */
const shortest = 1_000
const isText = (type: string) => /^text\/|json|xml|javascript|\bsvg\b/.test(type)

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const compress = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br' ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : zip(body)

const encodingFor = ({ headers }: IncomingMessage, { body, headers: own }: StoredObject) => {
  const accepted = String(headers['accept-encoding'] ?? '')
  if (body.length < shortest || !isText(own['content-type'])) return undefined
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\b)/.test(accepted)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\b)/.test(accepted) ? 'gzip' : undefined
}

/** Compressed once for each of its bytes, as the network keeps it; the oldest are forgotten. */
const compressing = () => {
  const known = new Map<string, Promise<Buffer>>()
  const most = 500
  return ({ etag, body }: Bytes, encoding: Encoding): Promise<Buffer> => {
    const key = `${encoding} ${etag}`
    const made = known.get(key) ?? compress(body, encoding)
    known.set(key, made)
    if (known.size > most) for (const oldest of [...known.keys()].slice(0, most / 2)) known.delete(oldest)
    return made
  }
}

/** Weak and strong marks stand for the same here, as for who asks whether anything changed. */
const isKnown = ({ headers }: IncomingMessage, etag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some(one => {
    const mark = one.trim().replace(/^W\//, '')
    return mark === etag || mark === '*'
  })

const making = plainPage({
  path: 'index.html',
  title: 'La página se está haciendo',
  isHidden: true,
  body: markup`<p>Nadie ha mirado todavía. Vuelve a abrirla en un minuto.</p>`,
})

const pathOf = (url = '/'): string => url.replace(/[?#].*$/s, '')

const keyOf = (uri: string): string => {
  try {
    return decodeURIComponent(uri.slice(1))
  } catch {
    return uri.slice(1)
  }
}

/** The page as the network of the template serves it: its function first, then the bucket's file, with its headers. */
export const pageServer = (place: PagePlace, objects: Objects): PageServer => {
  const edge = edgeOf(place.edge)
  const compressed = compressing()

  const headersFor = (request: IncomingMessage) => ({
    ...place.headers,
    ...(request.headers.origin !== undefined && place.forOthers),
  })

  const sendObject = async (
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    found: StoredObject,
  ) => {
    const encoding = encodingFor(request, found)
    const headers = {
      ...found.headers,
      ...headersFor(request),
      etag: encoding ? `W/${found.etag}` : found.etag,
      vary: 'accept-encoding',
      'last-modified': found.modified.toUTCString(),
    }
    if (status === 200 && isKnown(request, found.etag)) {
      response.writeHead(304, headers)
      return void response.end()
    }
    const body = encoding ? await compressed(found, encoding) : found.body
    response.writeHead(status, {
      ...headers,
      'content-length': body.length,
      ...(encoding && { 'content-encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  /** Nothing has been written yet, or this is no address of the page. */
  const sendMissing = async (request: IncomingMessage, response: ServerResponse) => {
    const found = await objects.read(place.bucket, place.missing)
    if (found) return sendObject(request, response, 404, found)
    response.writeHead(503, {
      ...headersFor(request),
      'content-type': making.type,
      'cache-control': 'no-store',
      'retry-after': '5',
      refresh: '5',
    })
    response.end(request.method === 'HEAD' ? undefined : making.body)
  }

  return async (request, response) => {
    const edged = edge(request.method ?? 'GET', pathOf(request.url))
    if ('status' in edged) {
      response.writeHead(edged.status, { ...headersFor(request), ...edged.headers })
      return void response.end()
    }
    const found = await objects.read(place.bucket, keyOf(edged.uri))
    return found ? sendObject(request, response, 200, found) : sendMissing(request, response)
  }
}

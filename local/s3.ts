import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { end, listen } from './listen.ts'
import { type Objects, openObjects, type StoredObject } from './s3/objects.ts'
import { errorXml, listingXml } from './s3/xml.ts'

export interface StandInS3Options {
  /** Where buckets and their objects are kept. */
  readonly directory: string
  /** Buckets that there are; anything else is no bucket. */
  readonly buckets: readonly string[]
  /** Objects in one page of a listing. */
  readonly page?: number | undefined
}

/** An S3 on 127.0.0.1, by path: PUT with conditions, GET, HEAD and listings of what was put whole. Nobody signs. */
export interface StandInS3 {
  readonly url: string
  readonly objects: Objects
  /** Requests that were answered: writes and listings, which cost the same. */
  requests(): number
  close(): Promise<void>
}

/** S3 takes 5 GB in one piece; a page that has a megabyte is none. */
const longest = 16 * 1_024 * 1_024

interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly bucket: string
  readonly key: string
  readonly query: URLSearchParams
}

const answer = (response: ServerResponse, status: number, body = '', headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/xml', ...headers })
  response.end(body)
}

const refuse = (response: ServerResponse, status: number, code: string) =>
  answer(response, status, errorXml(code, `the stand-in answers ${code}`))

const bytesOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request) {
    length += piece.length
    if (length > longest) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const mayReplace =
  ({ 'if-match': wanted, 'if-none-match': none }: IncomingMessage['headers']) =>
  (there: StoredObject | undefined): boolean => {
    if (none === '*' && there) return false
    return wanted === undefined || wanted === there?.etag
  }

const put = async (objects: Objects, { request, response, bucket, key }: Asked) => {
  const { 'content-type': type = 'binary/octet-stream', 'cache-control': cache } = request.headers
  const body = await bytesOf(request)
  if (!body) return refuse(response, 400, 'EntityTooLarge')
  const headers = { 'content-type': type, ...(cache !== undefined && { 'cache-control': cache }) }
  const done = await objects.put(bucket, key, { headers, body }, mayReplace(request.headers))
  if (done !== 'refused') return answer(response, 200, '', { etag: done.etag })
  // As S3 does: what should be replaced and is not there is missing, not changed.
  const isGone = request.headers['if-match'] !== undefined && !(await objects.read(bucket, key))
  return isGone ? refuse(response, 404, 'NoSuchKey') : refuse(response, 412, 'PreconditionFailed')
}

const get = async (objects: Objects, { request, response, bucket, key }: Asked) => {
  const found = await objects.read(bucket, key)
  if (!found) return refuse(response, 404, 'NoSuchKey')
  const headers = {
    ...found.headers,
    etag: found.etag,
    'last-modified': found.modified.toUTCString(),
    'content-length': found.body.length,
  }
  if (request.headers['if-none-match'] === found.etag) {
    response.writeHead(304, { etag: found.etag })
    return response.end()
  }
  response.writeHead(200, headers)
  return response.end(request.method === 'HEAD' ? undefined : found.body)
}

const list = async (objects: Objects, page: number, { response, bucket, query }: Asked) => {
  const prefix = query.get('prefix') ?? ''
  const after = query.get('continuation-token') ?? ''
  const most = Math.min(page, Number(query.get('max-keys') ?? page))
  const keys = (await objects.keys(bucket, prefix)).filter(key => key > after)
  const some = keys.slice(0, most)
  const found = await Promise.all(some.map(async key => ({ key, object: await objects.read(bucket, key) })))
  const last = some.at(-1)
  const listing = {
    bucket,
    prefix,
    most,
    objects: found.flatMap(({ key, object }) =>
      object ? [{ key, etag: object.etag, size: object.body.length, modified: object.modified }] : [],
    ),
    ...(keys.length > some.length && last !== undefined && { next: last }),
  }
  return answer(response, 200, listingXml(listing))
}

const serve = async (objects: Objects, { buckets, page = 1_000 }: StandInS3Options, asked: Asked) => {
  const { request, response, bucket, key } = asked
  if (!buckets.includes(bucket)) return refuse(response, 404, 'NoSuchBucket')
  if (key === '')
    return request.method === 'GET' ? list(objects, page, asked) : refuse(response, 405, 'MethodNotAllowed')
  if (request.method === 'PUT') return put(objects, asked)
  if (request.method === 'GET' || request.method === 'HEAD') return get(objects, asked)
  return refuse(response, 405, 'MethodNotAllowed')
}

const askedOf = (request: IncomingMessage, response: ServerResponse): Asked => {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://s3')
  const [bucket = '', ...parts] = pathname.slice(1).split('/')
  return { request, response, bucket, key: parts.map(decodeURIComponent).join('/'), query }
}

/** Starts a stand-in S3 on any free port. */
export const startS3 = async (options: StandInS3Options): Promise<StandInS3> => {
  const objects = openObjects(options.directory, Date.now)
  let requests = 0
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const asked = askedOf(request, response)
      if (request.method === 'PUT' || asked.key === '') requests += 1
      await serve(objects, options, asked)
    } catch {
      // A request that was cut while it was read, an address that is none, or a disk that is full.
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'InternalError')
    }
  }
  const server = createServer((request, response) => void take(request, response))
  const port = await listen(server, 0)
  return { url: `http://127.0.0.1:${port}`, objects, requests: () => requests, close: () => end(server) }
}

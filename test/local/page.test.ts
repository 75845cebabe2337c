import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'
import { pageServer } from '../../local/page.ts'
import { pagePlaceOf } from '../../local/page-place.ts'
import { type Objects, openObjects } from '../../local/s3/objects.ts'
import { TemplateProblem } from '../../local/template.ts'
import { stackOf } from '../infra/synthesized.ts'

const template = stackOf()
const place = pagePlaceOf(template)
const long = `<p>${'a'.repeat(2_000)}</p>`

let directory: string
let objects: Objects
let server: Server
let port: number
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'atalaya-local-page-'))
  server = createServer((asked, response) => void pageServer(place, objects)(asked, response))
  port = await listen(server, 0)
})
let n = 0
beforeEach(() => {
  objects = openObjects(join(directory, String(n++)), Date.now)
})
afterAll(async () => {
  await end(server)
  await rm(directory, { recursive: true })
})

const put = (key: string, body: string, type = 'text/html; charset=utf-8') =>
  objects.put(
    place.bucket,
    key,
    { headers: { 'content-type': type, 'cache-control': 'public, max-age=30' }, body: Buffer.from(body) },
    () => true,
  )

/** A raw request: fetch would decompress and follow. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, answer => {
      const pieces: Buffer[] = []
      answer.on('data', piece => pieces.push(piece))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(pieces) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })

describe('the page on this machine', () => {
  it('says that it is being made before it is', async () => {
    const answer = await ask('/')
    expect(answer).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store', refresh: '5' } })
    expect(answer.body.toString()).toContain('La página se está haciendo')
  })

  it('finds the page of a folder as the network does', async () => {
    await put('index.html', 'front')
    await put('ca/index.html', 'portada')
    expect((await ask('/?utm=1')).body.toString()).toBe('front')
    expect((await ask('/ca/')).body.toString()).toBe('portada')
    expect(await ask('/ca')).toMatchObject({ status: 301, headers: { location: './ca/' } })
  })

  it('shows its own page for what is missing', async () => {
    await put('404.html', 'nothing here')
    const answer = await ask('/incidents/SS-9999/')
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(answer.body.toString()).toBe('nothing here')
  })

  it('sends what the template says to browsers', async () => {
    await put('index.html', 'front')
    const { headers } = await ask('/')
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=30',
      'content-security-policy': expect.stringContaining("script-src 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(String(headers['content-security-policy'])).not.toContain('unsafe')
  })

  it('lets pages of other sites read it', async () => {
    await put('api/v2/summary.json', '{}', 'application/json')
    const origin = 'https://elsewhere.example'
    expect((await ask('/api/v2/summary.json', { origin })).headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'etag',
    })
    expect(await ask('/api/v2/summary.json', { origin }, 'OPTIONS')).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-methods': 'GET, HEAD, OPTIONS' },
    })
  })

  it('answers 304 to who has it already', async () => {
    await put('index.html', long)
    const { headers } = await ask('/')
    const zipped = (await ask('/', { 'accept-encoding': 'gzip' })).headers
    for (const mark of [headers.etag, zipped.etag, '"other", *'])
      expect(await ask('/', { 'if-none-match': String(mark) })).toMatchObject({
        status: 304,
        body: Buffer.of(),
      })
    await put('index.html', `${long}!`)
    expect((await ask('/', { 'if-none-match': String(headers.etag) })).status).toBe(200)
  })

  it('compresses what is text and not short', async () => {
    await put('index.html', long)
    await put('short.html', 'front')
    const br = await ask('/', { 'accept-encoding': 'gzip, br' })
    const gzip = await ask('/', { 'accept-encoding': 'gzip, br;q=0' })
    expect([br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip'])
    expect(brotliDecompressSync(br.body).toString()).toBe(long)
    expect(gunzipSync(gzip.body).toString()).toBe(long)
    expect((await ask('/')).headers).not.toHaveProperty('content-encoding')
    expect((await ask('/short.html', { 'accept-encoding': 'br' })).headers).not.toHaveProperty(
      'content-encoding',
    )
  })

  it('tells as much of a file without sending it', async () => {
    await put('index.html', 'front')
    const answer = await ask('/', {}, 'HEAD')
    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '5' }, body: Buffer.of() })
  })

  it('serves nothing from outside its bucket', async () => {
    await put('index.html', 'front')
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2f..%2fetc/passwd',
      '/%00.txt',
      '/%.txt',
    ])
      expect([301, 503]).toContain((await ask(path)).status)
  })
})

describe('a template', () => {
  it('without a network for the page cannot be run', () => {
    const { Resources } = template
    const without = Object.entries(Resources).filter(
      ([, { Type }]) => Type !== 'AWS::CloudFront::Distribution',
    )
    expect(() => pagePlaceOf({ Resources: Object.fromEntries(without) })).toThrow(TemplateProblem)
  })
})

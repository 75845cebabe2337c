import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Client } from '../../lib/adapters/aws-clients.ts'
import { s3Shelf } from '../../lib/adapters/s3-shelf.ts'
import type { PageFile } from '../../lib/page/file.ts'
import { end, listen } from '../../local/listen.ts'
import { type StandInS3, startS3 } from '../../local/s3.ts'
import { shelfContract } from '../contracts/shelf.contract.ts'
import { awsEnvironment } from './dynalite.ts'

const buckets = Array.from({ length: 30 }, (_, n) => `bucket-${n}`)
let directory: string
let s3: StandInS3
let next = 0
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'atalaya-s3-'))
  // Two objects a page, so that every listing goes on.
  s3 = await startS3({ directory, buckets, page: 2 })
})
afterAll(async () => {
  await s3.close()
  await rm(directory, { recursive: true })
})

const clientOf = (url: string) => s3Client({ ...awsEnvironment, AWS_ENDPOINT_URL_S3: url })
const open = (url = s3.url) => {
  const bucket = buckets[next++] ?? ''
  return { bucket, shelf: s3Shelf(clientOf(url), bucket) }
}
const file: PageFile = { path: 'ca/index.html', type: 'text/html; charset=utf-8', body: 'año', keep: 'state' }

describe('the shelf on S3', () => {
  shelfContract(async () => open().shelf)

  it('keeps the type of a file, and how long it may be kept', async () => {
    const { bucket, shelf } = open()
    await shelf.put(file, undefined)
    const answer = await fetch(`${s3.url}/${bucket}/ca/index.html`)
    expect(await answer.text()).toBe('año')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=30, stale-while-revalidate=30, stale-if-error=86400',
      etag: shelf.markOf('año'),
    })
  })

  it('throws where there is no bucket', async () => {
    const shelf = s3Shelf(clientOf(s3.url), 'nobodys')
    await expect(shelf.put(file, undefined)).rejects.toThrow('NoSuchBucket')
    await expect(shelf.put(file, shelf.markOf('año'))).rejects.toThrow('NoSuchBucket')
    await expect(shelf.marks('')).rejects.toThrow('NoSuchBucket')
  })
})

/** Passes everything on to the stand-in, but loses the first answer. */
const losing = async () => {
  let isLost = false
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    const on = httpRequest(`${s3.url}${url}`, { method, headers }, answer => {
      if (!isLost) {
        isLost = true
        answer.resume()
        return void response.destroy()
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    request.pipe(on)
  })
  const port = await listen(server, 0)
  return { url: `http://127.0.0.1:${port}`, close: () => end(server) }
}

describe('an answer of S3 that is lost', () => {
  it('is a conflict, though the file is written', async () => {
    const proxy = await losing()
    const { shelf } = open(proxy.url)
    expect(await shelf.put(file, undefined)).toBe('conflict')
    expect(await shelf.marks('')).toEqual(new Map([['ca/index.html', shelf.markOf('año')]]))
    await proxy.close()
  })
})

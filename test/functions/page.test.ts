import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire } from '../../functions/page.ts'
import { wire as probe } from '../../functions/probe.ts'
import { type StandInS3, startS3 } from '../../local/s3.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const tick = { tick: true }
const bucket = 'the-page'
let world: World
let s3: StandInS3
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'atalaya-page-'))
  ;[world, s3] = await Promise.all([startWorld(), startS3({ directory, buckets: [bucket] })])
})
afterEach(async () => {
  await Promise.all([world.close(), s3.close()])
  await rm(directory, { recursive: true })
})

const wired = (over = {}) =>
  world.wired(wire, {
    AWS_ENDPOINT_URL_S3: s3.url,
    PAGE_BUCKET: bucket,
    PAGE_URL: 'https://page.example',
    ...over,
  })
const rounds = async (from: number, to: number, services = ['seguridad-social']) => {
  const look = world.wired(probe)
  for (let n = from; n < to; n++) await look(roundEvent(n, services))
}
const read = async (path: string) => (await s3.objects.read(bucket, path))?.body.toString()

describe('the page function', () => {
  it('writes the page in six languages at a tick', async () => {
    await rounds(0, 1)
    await wired()(tick)
    const paths = await s3.objects.keys(bucket, '')
    const fronts = ['', 'ca/', 'en/', 'eu/', 'gl/', 'va/'].map(folder => `${folder}index.html`)
    expect(paths).toEqual(expect.arrayContaining([...fronts, '404.html', 'about/index.html']))
    expect(await read('index.html')).toContain('<link rel="canonical" href="https://page.example/">')
  })

  it('tells of a fall when the bus says so', async () => {
    const page = wired()
    await page(tick)
    world.site.be({ is: 'status', status: 503 })
    await rounds(0, 3)
    const { DetailType, Detail } = world.aws.entries[0] ?? { DetailType: '', Detail: '{}' }
    await page({ source: 'atalaya', 'detail-type': DetailType, detail: JSON.parse(Detail) })
    expect(await read('incidents/SS-0001/index.html')).toContain('la Sede Electrónica')
    expect(await read('index.html')).toContain('incidents/SS-0001/')
  })

  it('writes nothing at a second tick', async () => {
    await rounds(0, 1)
    await wired()(tick)
    const before = await Promise.all(
      (await s3.objects.keys(bucket, '')).map(key => s3.objects.read(bucket, key)),
    )
    await wired()(tick)
    const after = await Promise.all(
      (await s3.objects.keys(bucket, '')).map(key => s3.objects.read(bucket, key)),
    )
    expect(after.map(one => one?.modified)).toEqual(before.map(one => one?.modified))
  })

  it('gives each of several services a folder, and a list of them', async () => {
    await world.deploy(
      world.service(),
      world.service({ id: 'segovia', code: 'SG', name: { es: 'el ayuntamiento de "Segovia"' } }),
    )
    await rounds(0, 1, ['seguridad-social', 'segovia'])
    await wired()(tick)
    expect(await read('segovia/index.html')).toContain('href="https://page.example/segovia/"')
    expect(await read('seguridad-social/ca/index.html')).toContain('<html lang="ca">')
    expect(await read('index.html')).toContain(
      '<a href="segovia/">el ayuntamiento de &quot;Segovia&quot;</a>',
    )
  })

  it('makes the pages of others where one record is broken', async () => {
    await world.deploy(world.service(), world.service({ id: 'segovia', code: 'SG' }))
    await world.spoil('seguridad-social', 'record')
    await rounds(0, 1, ['segovia'])
    await wired()(tick)
    expect(await read('segovia/index.html')).toContain('</html>')
    expect(await read('seguridad-social/index.html')).toBeUndefined()
    expect(world.lines('alarm')).toMatchObject([{ service: 'seguridad-social' }])
  })

  it('lays the root where a service cannot be served', async () => {
    await world.deploy(world.service(), world.service({ id: 'segovia', code: 'SG' }))
    await rounds(0, 1, ['segovia'])
    const page = wired({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' })
    await expect(page(tick)).rejects.toThrow('2 of 2 services failed')
    expect(await read('404.html')).toContain('Esta página no existe')
    expect(await read('index.html')).toContain('href="segovia/"')
  })

  it('fails where the bucket does not answer', async () => {
    await rounds(0, 1)
    await expect(wired({ PAGE_BUCKET: 'nobodys' })(tick)).rejects.toThrow()
    expect(world.lines('fault')).toMatchObject([{ service: 'seguridad-social' }])
  })

  it('drops what is no event of ours', async () => {
    await wired()({ what: 'ever' })
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'bad-event' }])
    expect(await s3.objects.keys(bucket, '')).toEqual([])
  })

  it('needs its bucket and its address', () => {
    expect(() => wired({ PAGE_BUCKET: undefined })).toThrow('PAGE_BUCKET is not set')
    expect(() => wired({ PAGE_URL: undefined })).toThrow('PAGE_URL is not set')
  })
})

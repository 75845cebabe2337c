import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hubTeller } from '../../functions/hub.ts'
import { wire } from '../../functions/page.ts'
import { wire as probe } from '../../functions/probe.ts'
import { type StandInS3, startS3 } from '../../local/s3.ts'
import { startWebhook, type Webhook } from '../adapters/webhook-server.ts'
import { fakeClock, fakeJournal } from '../fakes.ts'
import { aService, eleven, minute } from '../given.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const tick = { tick: true }
const base = 'https://page.example'
let hub: Webhook
beforeEach(async () => {
  hub = await startWebhook()
})
afterEach(() => hub.close())

const topics = () => hub.received.map(({ body }) => new URLSearchParams(body).getAll('hub.topic'))

describe('the page function of a service with a hub', () => {
  let world: World
  let s3: StandInS3
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'atalaya-hub-'))
    ;[world, s3] = await Promise.all([startWorld(), startS3({ directory, buckets: ['the-page'] })])
    await world.deploy(world.service({ hub: `${hub.url}/publish` }))
  })
  afterEach(async () => {
    await Promise.all([world.close(), s3.close()])
    await rm(directory, { recursive: true })
  })
  const wired = (url = base) =>
    world.wired(wire, { AWS_ENDPOINT_URL_S3: s3.url, PAGE_BUCKET: 'the-page', PAGE_URL: url })
  const rounds = async (from: number, to: number) => {
    const look = world.wired(probe)
    for (let n = from; n < to; n++) await look(roundEvent(n))
  }
  const feed = async () => (await s3.objects.read('the-page', 'feed.atom'))?.body.toString()

  it('names it in its feeds, and tells it of them', async () => {
    await rounds(0, 1)
    await wired()(tick)
    expect(await feed()).toContain(`<link rel="hub" href="${hub.url}/publish"/>`)
    expect(topics()).toEqual([expect.arrayContaining([`${base}/feed.atom`, `${base}/eu/feed.json`])])
  })

  it('tells it of a fall, and nothing where no feed changed', async () => {
    const page = wired()
    await rounds(0, 1)
    await page(tick)
    await rounds(1, 2)
    await page(tick)
    expect(topics()).toHaveLength(1)
    world.site.be({ is: 'status', status: 503 })
    await rounds(2, 5)
    await page(tick)
    expect(topics()).toHaveLength(2)
    expect(topics()[1]).toHaveLength(18)
  })

  it('ends well where the hub does not, with a line that says so', async () => {
    hub.be('cuts')
    await rounds(0, 1)
    await wired()(tick)
    expect(await feed()).toContain('</feed>')
    const said = { service: 'seguridad-social', where: 'hub', error: expect.any(String) }
    expect(world.lines('fault')).toMatchObject([said])
    expect(world.lines('alarm')).toEqual([])
  })

  it.each(['http://localhost:8080', 'http://127.0.0.1:8080'])('leaves it alone at %s', async here => {
    await rounds(0, 1)
    await wired(here)(tick)
    expect(hub.received).toEqual([])
    expect(await feed()).not.toContain('rel="hub"')
  })
})

describe('a hub', () => {
  const stage = () => {
    const clock = fakeClock(eleven)
    const journal = fakeJournal()
    return { clock, journal, tell: hubTeller({ clock, journal }) }
  }
  const service = () => aService({ hub: hub.url })

  it('is told again once old copies have run out', async () => {
    const { clock, tell } = stage()
    await tell(service(), base, ['feed.atom', 'index.html'])
    await tell(service(), base, [])
    expect(topics()).toEqual([[`${base}/feed.atom`]])
    clock.set(eleven + minute)
    await tell(service(), base, ['feed.rss'])
    expect(topics()[1]).toEqual([`${base}/feed.atom`, `${base}/feed.rss`])
    clock.set(eleven + 2 * minute)
    await tell(service(), base, [])
    await tell(service(), base, [])
    expect(topics().slice(2)).toEqual([[`${base}/feed.rss`]])
  })

  it('of several services is told of each apart', async () => {
    const { tell } = stage()
    await tell(service(), `${base}/one`, ['feed.atom'])
    await tell(aService({ id: 'other', hub: hub.url }), `${base}/other`, ['feed.atom'])
    expect(topics()).toEqual([[`${base}/one/feed.atom`], [`${base}/other/feed.atom`]])
  })

  it('that is not named is not told', async () => {
    const { journal, tell } = stage()
    await tell(aService(), base, ['feed.atom'])
    expect([hub.received, journal.lines]).toEqual([[], []])
  })
})

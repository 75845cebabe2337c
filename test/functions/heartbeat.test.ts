import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire } from '../../functions/probe.ts'
import { startWebhook, type Webhook } from '../adapters/webhook-server.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const id = 'seguridad-social'
let world: World
let dead: Webhook
beforeEach(async () => {
  ;[world, dead] = await Promise.all([startWorld(), startWebhook()])
})
afterEach(() => Promise.all([world.close(), dead.close()]))

const probe = () => world.wired(wire, { HEARTBEAT_URL: `${dead.url}/s3cr3t` })
const beatingEvent = (n: number, services?: readonly string[]) => ({
  ...roundEvent(n, services),
  beats: true,
})

describe('the heartbeat of the probe', () => {
  it('beats once for each call whose rounds were taken in', async () => {
    const handler = probe()
    await handler(beatingEvent(0))
    await handler(beatingEvent(1))
    expect(dead.received.map(({ path }) => path)).toEqual(['/s3cr3t', '/s3cr3t'])
    expect(world.lines('fault')).toEqual([])
  })

  it('beats only after the round is written', async () => {
    const handler = probe()
    dead.be('hangs')
    const running = handler(beatingEvent(0))
    while (dead.received.length === 0) await new Promise(resolve => setImmediate(resolve))
    expect(await world.store.readRecord(id)).toMatchObject({ version: 1 })
    await dead.close()
    await running
  })

  it('beats while a site is down, as the watch goes on', async () => {
    world.site.be({ is: 'status', status: 503 })
    await probe()(beatingEvent(0))
    expect(dead.received).toHaveLength(1)
  })

  it('does not beat for other shards', async () => {
    await probe()(roundEvent(0))
    expect(dead.received).toEqual([])
  })

  it('does not beat for a repeat, which took nothing in', async () => {
    const handler = probe()
    await handler(beatingEvent(0))
    await handler(beatingEvent(0))
    expect(dead.received).toHaveLength(1)
  })

  it('does not beat where one service of several failed', async () => {
    await expect(probe()(beatingEvent(0, [id, 'correos']))).rejects.toThrow('1 of 2 services failed')
    expect(dead.received).toEqual([])
  })

  it('does not beat where a record cannot be read', async () => {
    await world.spoil(id, 'record')
    await probe()(beatingEvent(0))
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'broken-item' }])
    expect(dead.received).toEqual([])
  })

  it('fails no round where nobody hears it', async () => {
    dead.be(500)
    await probe()(beatingEvent(0))
    expect(world.lines('round')).toMatchObject([{ taken: true, Rounds: 1 }])
    expect(world.lines('fault')).toMatchObject([{ where: 'heartbeat', error: 'status-500' }])
    expect(world.written.join('')).not.toContain('s3cr3t')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire as probe } from '../../functions/probe.ts'
import { wire } from '../../functions/publish.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const id = 'seguridad-social'
const tick = { tick: true }
let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

/** Rounds of a failing site, so that an incident is open, of every service that is deployed. */
const fallen = async (services: readonly string[] = [id]) => {
  world.site.be({ is: 'status', status: 503 })
  const look = world.wired(probe)
  for (let n = 0; n < 3; n++) await look(roundEvent(n, services))
}
const recovered = async () => {
  world.site.be({ is: 'healthy' })
  const look = world.wired(probe)
  for (let n = 3; n < 5; n++) await look(roundEvent(n))
}
const texts = () => world.x.posts().map(({ text }) => text)
const deployed = (over: Partial<ServiceFile>) => world.deploy(world.service(over))
/** The event as EventBridge hands it on. */
const asDelivered = ({ Source, DetailType, Detail }: World['aws']['entries'][number]) => ({
  version: '0',
  id: 'an-id-of-eventbridge',
  source: Source,
  'detail-type': DetailType,
  detail: JSON.parse(Detail),
})

describe('the publisher', () => {
  it('tells the beginning and the end once each', async () => {
    const publish = world.wired(wire)
    await fallen()
    await publish(tick)
    await publish(tick)
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toMatch(/Sede Electrónica.*SS-0001/s)
    await recovered()
    await publish(tick)
    await publish(tick)
    expect(texts()).toHaveLength(2)
    expect(texts()[1]).toContain('SS-0001')
    expect(await world.store.readLedger(id, 'x')).toMatchObject({
      account: '1234567890',
      told: { 'SS-0001': { is: 'up', step: 2 } },
    })
  })

  it('takes every event of the bus for a hint', async () => {
    const publish = world.wired(wire)
    await fallen()
    for (const entry of [...world.aws.entries, ...world.aws.entries]) await publish(asDelivered(entry))
    expect(texts()).toHaveLength(1)
  })

  it('tells once where a tick and an event come at once', async () => {
    await fallen()
    const publishers = [world.wired(wire), world.wired(wire), world.wired(wire)]
    await Promise.all(publishers.map(publish => publish(tick)))
    expect(texts()).toHaveLength(1)
  })

  it('asks nobody where nothing is live', async () => {
    await world.wired(probe)(roundEvent(0))
    await world.wired(wire)(tick)
    expect(world.x.requests()).toEqual([])
    expect(await world.store.readLedger(id, 'x')).toBeUndefined()
  })

  it('only rehearses in shadow mode', async () => {
    await deployed({ channels: { x: { mode: 'shadow' } } })
    await fallen()
    await world.wired(wire)(tick)
    expect(world.x.requests()).toEqual([])
    expect(await world.store.readLedger(id, 'x')).toBeUndefined()
    expect(await world.store.readLedger(id, 'x.shadow')).toMatchObject({
      told: { 'SS-0001': { is: 'down', step: 1 } },
    })
  })

  it('leaves services without its channel alone', async () => {
    await deployed({ channels: {} })
    await fallen()
    await world.wired(wire)(tick)
    expect(world.x.requests()).toEqual([])
  })

  it('reads the four values from the one secret', async () => {
    await fallen()
    const values = { X_APP_KEY: undefined, X_APP_SECRET: undefined, X_ACCESS_TOKEN: undefined }
    const publish = world.wired(wire, { ...values, X_ACCESS_SECRET: undefined, X_SECRET_ID: 'the-secret' })
    expect(world.aws.asked).not.toContain('GetSecretValue')
    await publish(tick)
    await publish(tick)
    expect(texts()).toHaveLength(1)
    expect(world.aws.asked.filter(operation => operation === 'GetSecretValue')).toHaveLength(1)
  })
})

describe('what the publisher says', () => {
  it('is each step of a post', async () => {
    await fallen()
    await world.wired(wire)(tick)
    const [post] = world.x.posts()
    expect(world.lines('post')).toMatchObject([
      { service: id, channel: 'x', notice: 'SS-0001/1', state: 'sending' },
      { service: id, channel: 'x', notice: 'SS-0001/1', state: 'sent', id: post?.id, text: post?.text },
    ])
  })

  it.each([
    ['unpaid', 402, 'PostTrouble'],
    ['unauthorized', 401, 'Alarms'],
  ])('is an alarm with its metric: %s', async (alarm, status, metric) => {
    await fallen()
    world.x.next({ status })
    await world.wired(wire)(tick)
    expect(texts()).toEqual([])
    expect(world.lines('alarm')).toMatchObject([
      { alarm, service: id, [metric]: 1, _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: metric }] }] } },
    ])
  })
})

describe('services of one publisher', () => {
  const other = () => world.service({ id: 'hacienda', code: 'AEAT', name: { es: 'la Agencia Tributaria' } })

  it('are served though one was taken out of the config', async () => {
    await world.deploy(world.service(), other())
    await fallen([id, 'hacienda'])
    await world.wired(wire)(tick)
    expect(texts()).toHaveLength(2)
    await world.deploy(world.service())
    await recovered()
    await world.wired(wire)(tick)
    expect(texts()).toHaveLength(3)
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'stray-ledger', service: 'hacienda', Alarms: 1 }])
  })
})

describe('what is no event of the bus or the scheduler', () => {
  const newer = { id: 'SS-0001/1', service: id, at: '2026-11-21T10:00:00Z', components: [], what: 'outage' }
  it.each([
    [undefined],
    [{}],
    [{ tick: false }],
    [{ detail: { service: id } }],
    [{ detail: { ...newer, schema: 2 } }],
  ])('is an alarm and dropped, and asks nobody: %j', async event => {
    await fallen()
    await world.wired(wire)(event)
    expect(world.x.requests()).toEqual([])
    expect(world.lines('alarm')).toMatchObject([
      { alarm: 'bad-event', event: JSON.stringify(event) ?? 'undefined', Alarms: 1 },
    ])
  })

  it('is kept in the log up to some length', async () => {
    await world.wired(wire)({ detail: 'x'.repeat(200_000) })
    expect(String(world.lines('alarm')[0]?.event)).toHaveLength(4_000)
  })
})

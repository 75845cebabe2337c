import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wire as probe } from '../../functions/probe.ts'
import { wire as publish } from '../../functions/publish.ts'
import { roundEvent, startWorld, type World } from './world.ts'

const well = 'seguridad-social'
const ill = 'hacienda'
const both = [ill, well]
const tick = { tick: true }

let world: World
beforeEach(async () => {
  world = await startWorld()
  await world.deploy(world.service(), world.service({ id: ill, code: 'AEAT' }))
  world.site.be({ is: 'status', status: 503 })
})
afterEach(() => world.close())

const fallen = async () => {
  const look = world.wired(probe)
  for (let n = 0; n < 3; n++) await look(roundEvent(n, both))
}
const texts = () => world.x.posts().map(({ text }) => text)
const copies = async () => Object.entries(await world.items(ill)).filter(([sk]) => sk.startsWith('broken#'))

const unreadable = [
  ['of another schema', '{"schema":1,"service":"hacienda"}'],
  ['of a newer version', '{"schema":99,"service":"hacienda","version":1}'],
  ['half-written', '{"schema":1,"service":"hac'],
  ['no JSON', 'Hacienda somos todos'],
  ['oversized', JSON.stringify({ schema: 1, service: ill, version: 1, more: 'x'.repeat(310_000) })],
] as const

describe.each(unreadable)('a record that is %s', (_, body) => {
  it('is set aside with an alarm while others are served', async () => {
    await world.spoil(ill, 'record', body)

    await fallen()
    await world.wired(publish)(tick)

    expect(texts()).toEqual([expect.stringContaining('SS-0001')])
    expect(await world.items(ill)).toMatchObject({ record: body })
    const [copy, ...more] = await copies()
    expect(more).toEqual([])
    expect(copy).toEqual([expect.stringMatching(/^broken#record#/), body])
    expect(world.lines('fault')).toEqual([])
    // Three rounds and a tick met it.
    expect(world.lines('alarm')).toHaveLength(4)
    for (const line of world.lines('alarm'))
      expect(line).toMatchObject({
        alarm: 'broken-item',
        service: ill,
        item: 'record',
        kept: copy?.[0],
        Alarms: 1,
      })
  })
})

describe.each(unreadable)('a ledger that is %s', (_, body) => {
  it('is set aside with an alarm and nothing is published', async () => {
    await fallen()
    await world.spoil(ill, 'ledger#x', body)

    await world.wired(publish)(tick)
    await world.wired(publish)(tick)

    expect(texts()).toEqual([expect.stringContaining('SS-0001')])
    expect(await world.items(ill)).toMatchObject({ 'ledger#x': body })
    expect(await copies()).toEqual([[expect.stringMatching(/^broken#ledger#x#/), body]])
    expect(world.lines('fault')).toEqual([])
    expect(world.lines('alarm')).toMatchObject([
      { alarm: 'broken-item', service: ill, item: 'ledger#x', Alarms: 1 },
      { alarm: 'broken-item', service: ill, item: 'ledger#x', Alarms: 1 },
    ])
  })
})

describe('a broken item that was mended', () => {
  it('is told from as if nothing had been', async () => {
    await fallen()
    const { record = '' } = await world.items(ill)
    const version = JSON.parse(record).version
    await world.spoil(ill, 'record', '{}')
    await world.wired(publish)(tick)
    expect(texts()).toHaveLength(1)

    await world.spoil(ill, 'record', JSON.stringify({ ...JSON.parse(record), version: 1 }))
    await world.wired(publish)(tick)

    expect(version).toBeGreaterThan(1)
    expect(texts()).toEqual([expect.stringContaining('SS-0001'), expect.stringContaining('AEAT-0001')])
  })
})

describe('an archived incident that is broken', () => {
  it('is an alarm and stops no other service', async () => {
    await fallen()
    await world.wired(publish)(tick)
    const record = JSON.parse((await world.items(ill)).record ?? '')
    await world.spoil(ill, 'record', JSON.stringify({ ...record, version: 1, incidents: [] }))
    await world.spoil(ill, 'incident#AEAT-0001', '{"id":"AEAT-0001"}')
    world.site.be({ is: 'healthy' })
    for (let n = 3; n < 5; n++) await world.wired(probe)(roundEvent(n, [well]))

    await world.wired(publish)(tick)

    expect(texts().filter(text => text.includes('SS-0001'))).toHaveLength(2)
    expect(world.lines('alarm')).toMatchObject([{ alarm: 'broken-item', service: ill, Alarms: 1 }])
  })
})

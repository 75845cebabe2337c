import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { roundOf } from '../../lib/incident/take-round.ts'
import { operate } from '../../lib/operate/operate.ts'
import type { Store } from '../../lib/ports.ts'
import { clientTo, type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWatch } from './watch.ts'

const service = aService()

let database: Dynalite
let store: Store
let asked: string[] = []
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(() => database.close())
beforeEach(async () => {
  const client = clientTo(database.url)
  client.middlewareStack.add(
    (next, { commandName }) =>
      args => {
        asked.push(String(commandName))
        return next(args)
      },
    { step: 'initialize' },
  )
  store = dynamodbStore(client, await database.table())
  asked = []
  return () => client.destroy()
})

const watch = () => aWatch(service, store)
/** Three bad rounds: an incident is open, and told to the bus. */
const fallen = async (its = watch()) => {
  its.sees('sede', 'down')
  for (let n = 0; n < 3; n++) await its.round(eleven + n * minute)
  return its
}

describe('a quiet round', () => {
  it('makes one read and one write', async () => {
    const { round } = watch()
    await round(eleven)
    expect(asked).toEqual(['GetItemCommand', 'PutItemCommand'])
    asked = []
    await round(eleven + minute)
    expect(asked).toEqual(['GetItemCommand', 'PutItemCommand'])
  })

  it('makes one more write where an hour ends', async () => {
    const { round } = watch()
    await round(eleven)
    asked = []
    await round(eleven + 60 * minute)
    expect(asked).toEqual(['GetItemCommand', 'PutItemCommand', 'PutItemCommand'])
    expect(await store.readArchived(service.id, 'hour#2026-11-21T10')).toMatchObject({
      from: '2026-11-21T10',
    })
  })

  it('is counted for the alarm that misses rounds', async () => {
    const { round, journal } = watch()
    await round(eleven)
    expect(journal.of('round')).toMatchObject([
      { service: service.id, taken: true, up: 3, metrics: { Rounds: 1 } },
    ])
  })
})

describe('a round that comes twice', () => {
  it('is taken once and writes nothing again', async () => {
    const { round, record, journal } = watch()
    await round(eleven)
    asked = []
    await round(eleven)
    expect(asked).toEqual(['GetItemCommand'])
    expect(await record()).toMatchObject({ version: 1, day: { counts: { sede: [1, 0, 0, 0] } } })
    expect(journal.of('round').map(({ taken }) => taken)).toEqual([true, false])
  })

  it('is taken once when both come at once', async () => {
    const one = watch()
    const other = watch()
    await Promise.all([one.round(eleven), other.round(eleven)])
    expect(await one.record()).toMatchObject({ version: 1, day: { counts: { sede: [1, 0, 0, 0] } } })
    const rounds = [...one.journal.of('round'), ...other.journal.of('round')]
    expect(rounds.filter(({ taken }) => taken)).toHaveLength(1)
  })

  it('opens one incident when both see it fall at once', async () => {
    const one = watch()
    const other = watch()
    for (const its of [one, other]) its.sees('sede', 'down')
    for (let n = 0; n < 3; n++)
      await Promise.all([one.round(eleven + n * minute), other.round(eleven + n * minute)])
    const { incidents, outbox, round } = await one.record()
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.steps).toHaveLength(1)
    expect(round).toBe(eleven + 2 * minute)
    expect(outbox).toEqual([])
    expect(new Set([...one.bus.ids(), ...other.bus.ids()])).toContain('SS-0001/1')
  })
})

describe('different rounds at once', () => {
  it('leave the newest, and a stale one counts for nothing', async () => {
    const watches = [0, 1, 2, 3].map(n => ({ its: watch(), at: eleven + n * minute }))
    await Promise.all(watches.map(({ its, at }) => its.round(at)))
    const last = watches.at(-1)
    const record = await last?.its.record()
    const taken = watches.flatMap(({ its }) => its.journal.of('round')).filter(one => one.taken).length
    expect(record?.round).toBe(last?.at)
    expect(record?.day.counts.sede).toEqual([taken, 0, 0, 0])
    expect(taken).toBeGreaterThan(0)
  })

  it('do not lose what an operator does meanwhile', async () => {
    const its = await fallen()
    const ack = { command: 'ack', incident: 'SS-0001', request: 'r1', by: 'ana' }
    await Promise.all([
      its.round(eleven + 3 * minute),
      operate(its.ports, new Map([[service.id, service]]), ack),
    ])
    const record = await its.record()
    expect(record.incidents[0]?.status).toMatchObject({ is: 'acknowledged', by: 'ana' })
    expect(record.round).toBe(eleven + 3 * minute)
    expect(record.outbox).toEqual([])
  })
})

describe('a clock that jumps back', () => {
  it('by less than ten minutes takes no round until it has caught up', async () => {
    const { round, record, journal } = watch()
    await round(eleven)
    for (const n of [-9, -5, -1]) await round(eleven + n * minute)
    expect(await record()).toMatchObject({ version: 1, round: eleven })
    await round(eleven + minute)
    expect(await record()).toMatchObject({ version: 2, round: eleven + minute })
    expect(journal.of('alarm')).toEqual([])
  })

  it('by more than ten minutes goes on from there, with an alarm', async () => {
    const { round, record, journal } = watch()
    await round(eleven + 60 * minute)
    await round(eleven)
    expect(await record()).toMatchObject({ version: 2, round: eleven })
    expect(journal.of('alarm')).toMatchObject([{ alarm: 'clock', metrics: { Alarms: 1 } }])
    await round(eleven + minute)
    expect(await record()).toMatchObject({ version: 3, round: eleven + minute })
    expect(journal.of('alarm')).toHaveLength(1)
  })

  it('keeps the incident that is open and still ends it', async () => {
    const its = await fallen()
    const back = eleven - 60 * minute
    its.sees('sede', 'up')
    await its.round(back)
    await its.round(back + minute)
    const { incidents, outbox } = await its.record()
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.status).toMatchObject({ is: 'resolved', how: 'recovery' })
    expect(outbox).toEqual([])
  })
})

describe('an outbox that is left over', () => {
  it('goes out with the next round', async () => {
    const its = watch()
    its.bus.takes(async () => [])
    await fallen(its)
    const { outbox } = await its.record()
    expect(outbox).toContain('SS-0001/1')
    its.bus.takes(async all => all.map(({ detail }) => detail.id))
    await its.round(eleven + 3 * minute)
    expect(its.bus.ids()).toEqual(outbox)
    expect(await its.record()).toMatchObject({ outbox: [] })
  })

  it('goes out even with a round that changes nothing', async () => {
    const its = watch()
    its.bus.takes(async () => [])
    await fallen(its)
    its.bus.takes(async all => all.map(({ detail }) => detail.id))
    await its.round(eleven + 2 * minute)
    expect(its.bus.ids()).toContain('SS-0001/1')
    expect(await its.record()).toMatchObject({ outbox: [] })
  })

  it('has an age, which its rounds tell', async () => {
    const its = watch()
    its.bus.takes(async () => [])
    await fallen(its)
    for (let n = 3; n < 8; n++) await its.round(eleven + n * minute)
    const ages = its.journal.of('round').map(({ outbox }) => outbox)
    expect(ages[0]).toBeUndefined()
    const [, ...waiting] = ages.map(Number)
    expect(waiting.at(-1)).toBeGreaterThanOrEqual(5 * 60)
    expect(waiting).toEqual(waiting.toSorted((a, b) => a - b))
  })

  it('wakes somebody after three minutes, while it lasts', async () => {
    const its = watch()
    its.bus.takes(async () => [])
    await fallen(its)
    expect(its.journal.of('alarm')).toEqual([])
    await its.round(eleven + 3 * minute)
    expect(its.journal.of('alarm')).toMatchObject([
      { alarm: 'outbox-old', text: expect.stringMatching(/for 1[89]\d seconds/), metrics: { Alarms: 1 } },
    ])
    its.bus.takes(async all => all.map(({ detail }) => detail.id))
    await its.round(eleven + 4 * minute)
    expect(its.journal.of('alarm')).toHaveLength(1)
  })
})

describe("a round's id", () => {
  it.each([
    ['2026-11-21T10:00:00Z', 60_000, '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:59.999Z', 60_000, '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:07Z', 5_000, '2026-11-21T10:00:05.000Z'],
    ['<aws.scheduler.scheduled-time>', 60_000, '2026-11-21T10:33:00.000Z'],
  ])('of %s in rounds of %d ms is %s', (scheduled, length, expected) => {
    const now = Date.parse('2026-11-21T10:33:33Z')
    expect(new Date(roundOf(scheduled, length, now)).toISOString()).toBe(expected)
  })
})

import { readFileSync } from 'node:fs'
import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import { parseService } from '../../lib/service/parse.ts'
import type { Service } from '../../lib/service/service.ts'
import { type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { fakeBus, fakeClock, fakeJournal, fakeProber } from '../fakes.ts'
import { minute } from '../given.ts'

let database: Dynalite
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(() => database.close())

const file = 'services/seguridad-social.yaml'
const shipped = (): Service => {
  const parsed = parseService(readFileSync(file, 'utf8'), file)
  if ('problems' in parsed) throw new TypeError(`${file} has problems`)
  return parsed.service
}

/** Every bucket of an hour fills up, with every phase: looks from fast to slow, one after another. */
const manyPhases = () => {
  const latencies = [40, 150, 300, 700, 1_500, 3_000]
  let n = 0
  return () => {
    const total = latencies[n++ % latencies.length] ?? 0
    const phase = total / 6
    return { dns: phase, tcp: phase, tls: phase, firstByte: 2 * phase, total }
  }
}

const bytes = (text: string) => Buffer.byteLength(text)
/** As DynamoDB counts: names and values in UTF-8, a number as half its digits and one more. */
const sizeOf = (item: Record<string, AttributeValue>): number =>
  Object.entries(item).reduce(
    (sum, [name, { S, N = '' }]) =>
      sum + bytes(name) + (S === undefined ? Math.ceil(N.length / 2) + 1 : bytes(S)),
    0,
  )

/** Nothing was written down by this version, though something was before. */
const isQuiet = ({ trail }: ServiceRecord): boolean => trail?.entries.length === 0

/** Lives through a local day, a round a minute; returns the largest record that it wrote, of those that count. */
const aDay = async (
  service: Service,
  isBlip: (n: number) => boolean,
  counts: (record: ServiceRecord) => boolean = () => true,
): Promise<ServiceRecord> => {
  const midnight = Date.parse('2026-11-20T23:00:00Z')
  const store = memoryStore()
  const clock = fakeClock(midnight)
  const prober = fakeProber(manyPhases())
  const ports = { store, bus: fakeBus(), clock, journal: fakeJournal(), prober }
  const urls = service.components.flatMap(one => ('targets' in one ? one.targets.map(({ url }) => url) : []))
  let largest: ServiceRecord | undefined
  for (let n = 0; n < 24 * 60; n++) {
    clock.set(midnight + n * minute)
    for (const url of urls) prober.see(url, isBlip(n) ? 'down' : 'up')
    await takeRound(ports, service, { round: midnight + n * minute, length: minute, vantage: 'home' })
    const record = await store.readRecord(service.id)
    const isLarger = JSON.stringify(record).length > JSON.stringify(largest ?? '').length
    if (record && counts(record) && isLarger) largest = record
  }
  if (!largest) throw new TypeError('nothing was written')
  return largest
}

/** The item that the table holds once this record was written over the one before it. */
const stored = async (record: ServiceRecord) => {
  const table = await database.table()
  const Key = { pk: { S: `service#${record.service}` }, sk: { S: 'record' } }
  const before = { ...Key, version: { N: String(record.version - 1) } }
  await database.client.send(new PutItemCommand({ TableName: table, Item: before }))
  expect(await dynamodbStore(database.client, table).writeRecord(record)).toBe('written')
  const { Item = {} } = await database.client.send(new GetItemCommand({ TableName: table, Key }))
  return Item
}

describe('the record of a quiet day', () => {
  it('stays under 2 KB for eight components', async () => {
    const service = shipped()
    expect(service.components).toHaveLength(8)
    const record = await aDay(service, () => false)
    expect(record.day.counts.sede).toEqual([expect.any(Number), 0, 0, 0])
    expect(record.day.counts.sede?.[0]).toBeGreaterThan(1_000)
    const size = sizeOf(await stored(record))
    expect(size).toBeGreaterThan(500)
    expect(size).toBeLessThan(2_048)
  })

  it('stays under 2 KB between bad looks now and then', async () => {
    const record = await aDay(shipped(), n => n % 7 === 0, isQuiet)
    expect(record.incidents).toEqual([])
    expect(record.trail).toMatchObject({ n: expect.any(Number), entries: [] })
    expect(sizeOf(await stored(record))).toBeLessThan(2_048)
  })

  it('is two units of writing larger while it logs that all is bad', async () => {
    const record = await aDay(shipped(), n => n % 7 === 0)
    expect(record.trail?.entries).toHaveLength(1)
    expect(sizeOf(await stored(record))).toBeLessThan(4_096)
  })
})

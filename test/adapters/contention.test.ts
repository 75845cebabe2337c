import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { systemClock } from '../../lib/adapters/system-clock.ts'
import { type Changed, change } from '../../lib/incident/change.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { isRefusal, type RecordEvent, type Refusal } from '../../lib/incident/events.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { Channel } from '../../lib/ports.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { fakeBus, fakeClock, fakeJournal } from '../fakes.ts'
import { aService, beginning, eleven, live, round } from '../given.ts'
import { clientTo, type Dynalite, startDynalite } from './dynalite.ts'
import { type LosingProxy, startLosingProxy } from './losing-proxy.ts'

const id = 'seguridad-social'
const writers = 50
const publishers = 20
/** Real waiting between tries; how long this machine takes for all of them is not what is asked. */
const clock = { ...systemClock, monotonic: () => 0 }

let database: Dynalite
let proxy: LosingProxy
beforeAll(async () => {
  database = await startDynalite()
  proxy = await startLosingProxy(database.port)
})
afterAll(async () => {
  await proxy.close()
  await database.close()
})

/** So many stores on one table, each with a client of its own, as functions in many places have. */
const storesTo = async (url: string, count: number) => {
  const table = await database.table()
  const clients = Array.from({ length: count }, () => clientTo(url))
  return {
    stores: clients.map(client => dynamodbStore(client, table)),
    mine: dynamodbStore(database.client, table),
    end: () => clients.forEach(client => void client.destroy()),
  }
}

type Decide = (record: ServiceRecord, writer: number) => readonly RecordEvent[] | Refusal

const fallen: ServiceRecord = { ...live(beginning(), aService(), { sede: 'ddd' }).record, version: 1 }

/** Every writer changes the one record at once; `first`: what it is before. */
const race = async (url: string, decide: Decide, lost = 0, first?: ServiceRecord) => {
  const { stores, mine, end } = await storesTo(url, writers)
  if (first) await mine.writeRecord(first)
  const before = proxy.lost()
  proxy.lose('PutItem', lost)
  const changes = await Promise.all(
    stores.map((store, writer) =>
      change({ store, bus: fakeBus(), clock, journal: fakeJournal() }, id, record => decide(record, writer)),
    ),
  )
  proxy.lose('', 0)
  const record = await mine.readRecord(id)
  end()
  return { changes, record, swallowed: proxy.lost() - before }
}

const approval = (writer: number) => ({
  command: 'approve' as const,
  channel: 'x',
  notice: 'SS-0001/1',
  text: `post ${writer}`,
  request: `request-${writer}`,
  by: `writer ${writer}`,
})
const approves: Decide = (record, writer) => decideCommand(record, aService(), approval(writer), eleven)
const everyText = Array.from({ length: writers }, (_, writer) => approval(writer).text).toSorted()
const everyRequest = Array.from(
  { length: writers },
  (_, writer) => `request-${writer} approve SS-0001/1`,
).toSorted()

const changed = (one: Changed | Refusal): boolean => !isRefusal(one) && one.events.length > 0

describe('fifty writers of one record', () => {
  it('each change it once, and none is lost', async () => {
    const { changes, record } = await race(database.url, approves, 0, fallen)
    expect(changes.filter(changed)).toHaveLength(writers)
    expect(record?.approvals.map(({ text }) => text).toSorted()).toEqual(everyText)
    expect(Object.keys(record?.requests ?? {}).toSorted()).toEqual(everyRequest)
    expect(record?.version).toBe(writers + 1)
  })

  it('settle the answers that were lost on the way', async () => {
    const { changes, record, swallowed } = await race(proxy.url, approves, 25, fallen)
    expect(swallowed).toBe(25)
    expect(changes.filter(isRefusal)).toEqual([])
    expect(record?.approvals.map(({ text }) => text).toSorted()).toEqual(everyText)
    expect(Object.keys(record?.requests ?? {}).toSorted()).toEqual(everyRequest)
    expect(record?.version).toBe(writers + 1)
  })

  it.each([
    ['all answers come', 0],
    ['answers are lost', 10],
  ])('count one round once where %s', async (_, lost) => {
    const seen = round(eleven, {})
    const { record } = await race(proxy.url, before => decideRound(before, aService(), seen), lost)
    expect(record).toMatchObject({ version: 1, round: eleven })
    for (const counts of Object.values(record?.day.counts ?? {}))
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1)
  })

  it('apply one repeated request once', async () => {
    const same: Decide = record => decideCommand(record, aService(), approval(7), eleven)
    const { record } = await race(proxy.url, same, 5, fallen)
    expect(record).toMatchObject({ version: 2, requests: { 'request-7 approve SS-0001/1': eleven } })
    expect(record?.approvals).toHaveLength(1)
  })
})

/** A channel that remembers what was sent, and answers when it is told to. */
const memory = () => {
  const sends: string[] = []
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const channel: Channel = {
    account: async () => '1001',
    send: async text => {
      sends.push(text)
      begun.resolve()
      await answer.promise
      return { is: 'sent', id: String(5_000 + sends.length) }
    },
    find: async () => ({ is: 'unclear', why: 'nobody should look' }),
  }
  return { channel, sends, begun: begun.promise, answer: answer.resolve }
}

/** Publishers of one channel that all see the same outage; the one that sends waits for all others to have ended. */
const published = async (url: string, lost: number) => {
  const service = aService()
  const { stores, mine, end } = await storesTo(url, publishers)
  const story = live(beginning(), service, { sede: 'ddd' })
  await mine.writeRecord({ ...story.record, version: 1 })
  const { channel, sends, begun, answer } = memory()
  const before = proxy.lost()
  proxy.lose('PutItem', lost)
  let ended = 0
  const allOthers = Promise.withResolvers<void>()
  const running = stores.map(async (store, n) => {
    let claims = 0
    const uniqueId = () => `publisher ${n}, claim ${++claims}`
    const ports = {
      store,
      channel,
      rehearsal: channel,
      clock: fakeClock(story.at),
      journal: fakeJournal(),
      uniqueId,
    }
    await reconcile(ports, service, 'x')
    if (++ended === publishers - 1) allOthers.resolve()
  })
  await begun
  await Promise.race([allOthers.promise, Promise.all(running)])
  const during = await mine.readLedger(id, 'x')
  const swallowed = proxy.lost() - before
  answer()
  await Promise.all(running)
  const after = await mine.readLedger(id, 'x')
  end()
  proxy.lose('', 0)
  return { sends, during, after, swallowed }
}

describe('twenty publishers of one ledger', () => {
  it.each([
    ['all answers come', 0],
    ['answers are lost', 6],
  ])('claim once and send once where %s', async (_, lost) => {
    const { sends, during, after, swallowed } = await published(proxy.url, lost)
    expect(swallowed).toBe(lost)
    expect(sends).toHaveLength(1)
    expect(during).toMatchObject({
      flight: { notice: 'SS-0001/1', state: 'sending', attempt: 1, text: sends[0] },
      spent: { n: 1 },
    })
    expect(after?.flight).toBeUndefined()
    expect(after).toMatchObject({
      told: { 'SS-0001': { is: 'down', step: 1 } },
      spent: { n: 1 },
      log: [{ notice: 'SS-0001/1', state: 'sent', id: '5001' }],
    })
    // Its birth, the claim and the answer: every other write lost its race.
    expect(after?.version).toBe(3)
  })
})

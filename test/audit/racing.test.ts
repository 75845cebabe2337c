import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { systemClock } from '../../lib/adapters/system-clock.ts'
import { ChangeFailed, change } from '../../lib/incident/change.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import type { Clock, Store } from '../../lib/ports.ts'
import { clientTo, type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { type LosingProxy, startLosingProxy } from '../adapters/losing-proxy.ts'
import { fakeBus, fakeClock, fakeJournal } from '../fakes.ts'
import { aService, beginning, eleven, live, minute, round } from '../given.ts'
import { breakIn, wholeLog } from './log.ts'

const service = aService()
const writers = 20
const fallen = { ...live(beginning(), service, { sede: 'ddd' }).record, version: 1 }
// The rounds before it were written down by versions that this store never saw.
const { trail: _, ...first } = fallen

const requests = Array.from({ length: writers }, (_, n) => `r${n}`).toSorted()
const noting = (store: Store, request: string, clock: Clock = fakeClock(eleven)) =>
  change({ store, bus: fakeBus(), clock, journal: fakeJournal() }, service.id, record =>
    decideCommand(
      record,
      service,
      { command: 'note', incident: 'SS-0001', text: `nota ${request}`, public: false, request, by: 'ana' },
      eleven,
    ),
  )
const looking = (store: Store, n: number) =>
  change({ store, bus: fakeBus(), clock: fakeClock(eleven), journal: fakeJournal() }, service.id, record =>
    decideRound(record, service, round(fallen.round + n * minute, { sede: 'd' })),
  )

/** A change of which nothing is written down: what was before is copied out. */
const quietly = (store: Store) =>
  change({ store, bus: fakeBus(), clock: fakeClock(eleven), journal: fakeJournal() }, service.id, () => [
    { is: 'published', ids: [] },
  ])

const commandsIn = async (store: Store) =>
  (await wholeLog(store, service.id, 'record')).flatMap(entry =>
    entry.kind === 'command' ? [entry.request] : [],
  )

/** What becomes of a write: `lost` is taken, `down` is not, and nobody hears of either; `late` after all the others. */
type Fate = 'written' | 'lost' | 'down' | 'conflict' | 'late'

class StoreDown extends Error {
  override readonly name = 'StoreDown'
}

/** A store whose writes of the record meet these fates, one after another; copies are made all the same. */
const fateful = (fates: readonly Fate[]): Store => {
  const store = memoryStore()
  let writes = 0
  return {
    ...store,
    writeRecord: async next => {
      const fate = fates[writes++] ?? 'written'
      if (fate === 'down') throw new StoreDown('not written')
      if (fate === 'conflict') return 'conflict'
      if (fate === 'late') for (let turn = 0; turn < 50; turn++) await Promise.resolve()
      const written = await store.writeRecord(next)
      if (fate === 'lost') throw new StoreDown('written, but nobody hears of it')
      return written
    },
  }
}

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

describe('the log under racing writers', () => {
  it('has every command once, whatever becomes of writes', async () => {
    const fate = fc.constantFrom<Fate>('written', 'written', 'lost', 'down', 'conflict', 'late')
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 60 }), async fates => {
        const store = fateful(['written', ...fates])
        await store.writeRecord(first)
        const done = await Promise.allSettled(requests.map(request => noting(store, request)))
        const failed = requests.filter((_, n) => done[n]?.status === 'rejected')
        // Whoever gave up asks again, as an operator would.
        for (const request of failed) await noting(store, request)
        for (let n = 1; n <= 3; n++) await looking(store, n)
        await quietly(store)
        expect((await store.readRecord(service.id))?.trail?.entries).toEqual([])
        expect(await breakIn(store, service.id, 'record')).toBeUndefined()
        expect((await commandsIn(store)).toSorted()).toEqual(requests)
      }),
      { numRuns: 60 },
    )
  })

  it('is whole after a crash between the copy and the write', async () => {
    const store = fateful(['written', 'written', 'down', 'down', 'down'])
    await store.writeRecord(first)
    await looking(store, 1)
    await expect(quietly(store)).rejects.toBeInstanceOf(ChangeFailed)
    expect(await store.readTrail(service.id, 'record', 1, 9)).toMatchObject([{ n: 1, kind: 'round' }])
    expect(await breakIn(store, service.id, 'record')).toBeUndefined()
    await noting(store, 'r2')
    await noting(store, 'r1')
    await quietly(store)
    expect(await breakIn(store, service.id, 'record')).toBeUndefined()
    expect(await commandsIn(store)).toEqual(['r2', 'r1'])
  })

  it('copies nothing that was not written', async () => {
    const store = fateful(['written', 'written', 'down', 'down', 'down'])
    await store.writeRecord(first)
    await noting(store, 'r1')
    await expect(looking(store, 1)).rejects.toBeInstanceOf(ChangeFailed)
    await quietly(store)
    expect(await store.readTrail(service.id, 'record', 1, 9)).toMatchObject([{ n: 1, kind: 'command' }])
  })

  it.each([
    ['all answers come', 0],
    ['answers are lost', 12],
  ])('is whole on DynamoDB where %s', async (_, lost) => {
    const table = await database.table()
    const mine = dynamodbStore(database.client, table)
    await mine.writeRecord(first)
    const clients = requests.map(() => clientTo(proxy.url))
    const before = proxy.lost()
    proxy.lose('PutItem', lost)
    // Real waiting between tries; how long this machine takes for all of them is not what is asked.
    const clock = { ...systemClock, monotonic: () => 0 }
    await Promise.all(requests.map((request, n) => noting(dynamodbStore(clients[n]!, table), request, clock)))
    expect(proxy.lost() - before).toBe(lost)
    proxy.lose('', 0)
    for (const client of clients) client.destroy()
    await looking(mine, 1)
    expect(await breakIn(mine, service.id, 'record')).toBeUndefined()
    expect((await commandsIn(mine)).toSorted()).toEqual(requests)
  })
})

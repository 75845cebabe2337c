import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { ChangeFailed, change } from '../../lib/incident/change.ts'
import type { Command } from '../../lib/incident/command.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { Store } from '../../lib/ports.ts'
import { clientTo, type Dynalite, startDynalite } from '../adapters/dynalite.ts'
import { type LosingProxy, startLosingProxy } from '../adapters/losing-proxy.ts'
import { fakeBus, fakeClock, fakeJournal } from '../fakes.ts'
import { aService, beginning, eleven, live, round } from '../given.ts'

const service = aService()
const fallen = { ...live(beginning(), service, { sede: 'ddd' }).record, version: 1 }
const ack: Command = { command: 'ack', incident: 'SS-0001', request: 'r1', by: 'ana' }

let database: Dynalite
let proxy: LosingProxy
let store: Store
beforeAll(async () => {
  database = await startDynalite()
  proxy = await startLosingProxy(database.port)
})
afterAll(async () => {
  await proxy.close()
  await database.close()
})

const ports = () => ({ store, bus: fakeBus(), clock: fakeClock(eleven), journal: fakeJournal() })
const acknowledging = (command: Command = ack) => {
  const its = ports()
  const done = change(its, service.id, record => decideCommand(record, service, command, its.clock.now()))
  return { ...its, done }
}
const stored = async (): Promise<ServiceRecord> =>
  (await store.readRecord(service.id)) ?? emptyRecord(service.id)

describe('a change whose answer is lost', () => {
  const client = () => clientTo(proxy.url)
  let through: ReturnType<typeof client>
  let before = 0
  beforeEach(async () => {
    through = client()
    store = dynamodbStore(through, await database.table())
    await store.writeRecord(fallen)
    before = proxy.lost()
    return () => through.destroy()
  })

  it('is applied once when the SDK asks again', async () => {
    proxy.lose('PutItem', 1)
    await acknowledging().done
    expect(proxy.lost() - before).toBe(1)
    expect(await stored()).toMatchObject({ version: 2, requests: { 'r1 ack SS-0001': eleven } })
    expect((await stored()).incidents[0]?.steps.map(({ facts }) => facts.what)).toEqual([
      'outage',
      'acknowledged',
    ])
  })

  it('is applied once when every answer of a call is lost', async () => {
    proxy.lose('PutItem', 4)
    await acknowledging().done
    expect(proxy.lost() - before).toBe(4)
    expect(await stored()).toMatchObject({ version: 2, outbox: [...fallen.outbox, 'SS-0001/2'] })
  })

  it('counts a round once', async () => {
    proxy.lose('PutItem', 1)
    const seen = round(fallen.round + 60_000, { sede: 'd' })
    await change(ports(), service.id, record => decideRound(record, service, seen))
    expect(proxy.lost() - before).toBe(1)
    expect(await stored()).toMatchObject({ version: 2, day: { counts: { sede: [0, 0, 4, 0] } } })
  })

  it('is told to the journal all the same', async () => {
    proxy.lose('PutItem', 1)
    const { done, journal } = acknowledging()
    await done
    expect(journal.of('incident')).toMatchObject([{ incident: 'SS-0001', what: 'acknowledged' }])
    expect(journal.of('command')).toMatchObject([{ request: 'r1' }])
  })

  it('reads on where the answer to a read is lost', async () => {
    proxy.lose('GetItem', 1)
    await acknowledging().done
    expect(proxy.lost() - before).toBe(1)
    expect(await stored()).toMatchObject({ version: 2 })
  })
})

describe('changes that race', () => {
  beforeEach(async () => {
    store = dynamodbStore(database.client, await database.table())
    await store.writeRecord(fallen)
  })

  it('are all applied, one after another', async () => {
    const requests = Array.from({ length: 8 }, (_, n) => `r${n}`)
    const approve = (request: string) =>
      acknowledging({
        command: 'approve',
        channel: 'x',
        notice: 'SS-0001/1',
        text: request,
        request,
        by: 'ana',
      })
    await Promise.all(requests.map(request => approve(request).done))
    const { version, approvals } = await stored()
    expect(version).toBe(1 + requests.length)
    expect(approvals.map(({ text }) => text).toSorted()).toEqual(requests)
  })

  it('take the same request in once', async () => {
    const all = Array.from({ length: 5 }, () => acknowledging())
    await Promise.all(all.map(({ done }) => done))
    expect(await stored()).toMatchObject({ version: 2 })
    expect(all.flatMap(({ journal }) => journal.of('command'))).toHaveLength(1)
  })
})

describe('a store that fails', () => {
  it('ends the change with the service and the cause', async () => {
    store = dynamodbStore(database.client, 'no-such-table')
    const fault = await acknowledging().done.catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(ChangeFailed)
    expect(fault).toMatchObject({ service: service.id, cause: { name: 'ResourceNotFoundException' } })
  })

  it('is not written to for a refusal', async () => {
    store = dynamodbStore(database.client, await database.table())
    await store.writeRecord(fallen)
    expect(await acknowledging({ ...ack, incident: 'SS-0099' }).done).toMatchObject({
      refused: expect.stringContaining('SS-0099'),
    })
    expect(await stored()).toEqual(fallen)
  })
})

import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { ChangeFailed, change } from '../../lib/incident/change.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import type { Store } from '../../lib/ports.ts'
import { fakeBus, fakeClock, fakeJournal } from '../fakes.ts'
import { aService, beginning, eleven, live, minute, round } from '../given.ts'

const service = aService()
type Command = Parameters<typeof decideCommand>[2]
const ack: Command = { command: 'ack', incident: 'SS-0001', request: 'r1', by: 'ana' }

/** A store that holds an open incident, and what it does with each write of the record. */
const aStore = async (write: (n: number) => 'written' | 'conflict' | 'fault' | 'lost') => {
  const store = memoryStore()
  // Its log was copied out before.
  const { trail: _, ...fallen } = live(beginning(), service, { sede: 'ddd' }).record
  await store.writeRecord({ ...fallen, version: 1 })
  const done: string[] = []
  let writes = 0
  const its: Store = {
    ...store,
    readRecord: async id => {
      done.push('read')
      return store.readRecord(id)
    },
    writeRecord: async next => {
      const how = write(++writes)
      done.push(how)
      if (how === 'conflict') return 'conflict'
      if (how === 'fault') throw new TypeError(`fault ${writes}`)
      const written = await store.writeRecord(next)
      if (how === 'lost') throw new TypeError('the answer was lost')
      return written
    },
    archive: async item => {
      done.push(item.key)
      return store.archive(item)
    },
  }
  return { store: its, done }
}

const changing = async (write: Parameters<typeof aStore>[0], command: Command = ack) => {
  const { store, done } = await aStore(write)
  const ports = { store, bus: fakeBus(), clock: fakeClock(eleven), journal: fakeJournal() }
  const answer = await change(ports, service.id, record =>
    decideCommand(record, service, command, eleven),
  ).catch((fault: unknown) => fault)
  return { ...ports, answer, done, record: await store.readRecord(service.id) }
}

describe('a change', () => {
  it('is one read and one write, and is told', async () => {
    const { answer, done, journal } = await changing(() => 'written')
    expect(answer).toMatchObject({ record: { version: 2 }, events: { length: 3 } })
    expect(done.slice(0, 2)).toEqual(['read', 'written'])
    expect(journal.of('incident')).toMatchObject([{ what: 'acknowledged', at: eleven }])
  })

  it('that is refused writes and tells nothing', async () => {
    const { answer, done, journal } = await changing(() => 'written', { ...ack, incident: 'SS-0099' })
    expect(answer).toMatchObject({ refused: expect.stringContaining('SS-0099') })
    expect(done).toEqual(['read', 'read'])
    expect(journal.lines).toEqual([])
  })

  it('of nothing leaves the record as it is', async () => {
    const store = memoryStore()
    const ports = { store, bus: fakeBus(), clock: fakeClock(eleven), journal: fakeJournal() }
    expect(await change(ports, 'new', () => [])).toEqual({ record: emptyRecord('new'), events: [] })
    expect(await store.readRecord('new')).toBeUndefined()
  })

  it('puts what leaves the record aside before it is written', async () => {
    const { store, done } = await aStore(() => 'written')
    const ports = { store, bus: fakeBus(), clock: fakeClock(eleven), journal: fakeJournal() }
    const later = round(eleven + 61 * minute, { sede: 'd' })
    await change(ports, service.id, record => decideRound(record, service, later))
    expect(done).toEqual(['read', 'hour#2026-11-21T10', 'written'])
  })
})

describe('a change that loses', () => {
  it('is decided again on what is there by then, after a pause', async () => {
    const { answer, done, clock } = await changing(n => (n < 3 ? 'conflict' : 'written'))
    expect(answer).toMatchObject({ record: { version: 2 } })
    expect(done.slice(0, 6)).toEqual(['read', 'conflict', 'read', 'conflict', 'read', 'written'])
    expect(clock.monotonic()).toBe(5 + 10)
  })

  it('gives up after twenty seconds, with pauses of a tenth at most', async () => {
    const { answer, clock, done } = await changing(() => 'conflict')
    expect(answer).toBeInstanceOf(ChangeFailed)
    expect(answer).toMatchObject({ name: 'ChangeFailed', service: service.id, cause: undefined })
    expect(answer).toHaveProperty('message', expect.stringContaining(service.id))
    expect(clock.monotonic()).toBeGreaterThanOrEqual(20_000)
    expect(clock.monotonic()).toBeLessThanOrEqual(20_100)
    expect(done.filter(one => one === 'conflict').length).toBeGreaterThan(200)
  })

  it('bears two faults of the store', async () => {
    const { answer } = await changing(n => (n < 3 ? 'fault' : 'written'))
    expect(answer).toMatchObject({ record: { version: 2 } })
  })

  it('ends at the third, with the newest', async () => {
    const { answer, done } = await changing(() => 'fault')
    expect(answer).toMatchObject({ service: service.id, cause: { message: 'fault 3' } })
    expect(done.filter(one => one === 'fault')).toHaveLength(3)
  })

  it('is applied once though its answer was lost', async () => {
    const { answer, record } = await changing(n => (n === 1 ? 'lost' : 'written'))
    expect(answer).toMatchObject({ events: [] })
    expect(record).toMatchObject({ version: 2, requests: { 'r1 ack SS-0001': eleven } })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evolved } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { BrokenItem } from '../../lib/incident/schema.ts'
import type { Store } from '../../lib/ports.ts'
import { born, emptyLedger } from '../../lib/publish/flight.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { ledger as anyLedger } from '../arbitrary/ledger.ts'
import { record as anyRecord, incident } from '../arbitrary/record.ts'
import { aService, beginning, eleven, live } from '../given.ts'
import { bookContract } from './book.contract.ts'
import { spanContract } from './span.contract.ts'
import { trailContract } from './trail.contract.ts'

const id = 'seguridad-social'
const quiet: ServiceRecord = evolved(beginning().record, [])
const following = (record: ServiceRecord): ServiceRecord => evolved(record, [])
const fallen: ServiceRecord = { ...live(beginning(), aService(), { sede: 'ddd' }).record, version: 1 }

const ledgerOf = (channel: string): Ledger => born(emptyLedger(id, channel, eleven))
const owing = (channel: string): Ledger => ({
  ...ledgerOf(channel),
  told: { 'SS-0001': { is: 'down', step: 1 } },
})

const caught = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => undefined,
    (fault: unknown) => fault,
  )

/** What every store does. `open` gives an empty one. */
export const storeContract = (open: () => Promise<Store>) => {
  describe('a record', () => {
    it('is absent before the first write', async () => {
      const store = await open()
      expect(await store.readRecord(id)).toBeUndefined()
      expect(await store.readLedger(id, 'x')).toBeUndefined()
      expect(await store.readArchived(id, 'incident#SS-0001')).toBeUndefined()
      expect(await store.live()).toEqual([])
    })

    it('is written first only where there is none', async () => {
      const store = await open()
      expect(await store.writeRecord({ ...quiet, round: 60_000 })).toBe('written')
      expect(await store.writeRecord(quiet)).toBe('conflict')
      expect(await store.readRecord(id)).toMatchObject({ version: 1, round: 60_000 })
    })

    it('is written where its version follows the stored one', async () => {
      const store = await open()
      const second = following(quiet)
      await store.writeRecord(quiet)
      expect(await store.writeRecord(second)).toBe('written')
      expect(await store.readRecord(id)).toEqual(second)
    })

    it.each([
      ['the same version again', 2],
      ['an older version', 1],
      ['a version that skips one', 4],
    ])('refuses %s and keeps what it has', async (_, version) => {
      const store = await open()
      const second = following(quiet)
      await store.writeRecord(quiet)
      await store.writeRecord(second)
      expect(await store.writeRecord({ ...quiet, version, round: 1 })).toBe('conflict')
      expect(await store.readRecord(id)).toEqual(second)
    })

    it('refuses a later version where there is none', async () => {
      const store = await open()
      expect(await store.writeRecord(following(quiet))).toBe('conflict')
      expect(await store.readRecord(id)).toBeUndefined()
    })

    it('lets one of many racing writers win', async () => {
      const store = await open()
      await store.writeRecord(quiet)
      const racers = Array.from({ length: 10 }, (_, round) => ({ ...following(quiet), round }))
      const written = await Promise.all(racers.map(store.writeRecord))
      expect(written.filter(one => one === 'written')).toHaveLength(1)
      expect(await store.readRecord(id)).toEqual(racers[written.indexOf('written')])
    })

    it('lets one of many first writers win', async () => {
      const store = await open()
      const racers = Array.from({ length: 10 }, (_, round) => ({ ...quiet, round }))
      const written = await Promise.all(racers.map(store.writeRecord))
      expect(written.filter(one => one === 'written')).toHaveLength(1)
      expect(await store.readRecord(id)).toEqual(racers[written.indexOf('written')])
    })

    it('stands apart from those of other services', async () => {
      const store = await open()
      await store.writeRecord(quiet)
      expect(await store.writeRecord({ ...quiet, service: 'hacienda' })).toBe('written')
      expect(await store.readRecord('hacienda')).toMatchObject({ service: 'hacienda' })
    })

    it('comes back as it was written', async () => {
      const store = await open()
      let n = 0
      await fc.assert(
        fc.asyncProperty(anyRecord('any'), async some => {
          const record = { ...some, service: `any-${n++}` }
          await store.writeRecord(record)
          expect(await store.readRecord(record.service)).toEqual(record)
        }),
        { numRuns: 60 },
      )
    })

    it('says what it found where it is broken', async () => {
      const store = await open()
      const broken = { ...quiet, components: 'all well' }
      await store.writeRecord(broken as never)
      const fault = await store.readRecord(id).catch((error: unknown) => error)
      expect(fault).toBeInstanceOf(BrokenItem)
      expect(fault).toHaveProperty('found', broken)
    })

    it('that is broken stays, and is copied once', async () => {
      const store = await open()
      const broken = { ...fallen, components: 'all well' }
      await store.writeRecord(broken as never)
      const faults = [await caught(store.readRecord(id)), await caught(store.readRecord(id))]
      const kept = faults.map(fault => (fault as { readonly kept?: string }).kept ?? '')
      expect(kept[0]).toMatch(/^broken#record#[0-9a-f]{16}$/)
      expect(kept[1]).toBe(kept[0])
      expect(await store.readArchived(id, kept[0]!)).toEqual(broken)
      expect(await caught(store.readRecord(id))).toHaveProperty('found', broken)
      expect(await store.live()).toEqual([{ service: id }])
    })

    it('that has run away in length is broken', async () => {
      const store = await open()
      await store.writeRecord({ ...quiet, outbox: ['x'.repeat(310_000)] })
      expect(await caught(store.readRecord(id))).toBeInstanceOf(BrokenItem)
    })

    it('of a newer schema is not understood', async () => {
      const store = await open()
      await store.writeRecord({ ...quiet, schema: 3 } as never)
      await expect(store.readRecord(id)).rejects.toThrow(BrokenItem)
    })
  })

  describe('a ledger', () => {
    it('is written where its version follows the stored one', async () => {
      const store = await open()
      const first = ledgerOf('x')
      expect(await store.writeLedger(first)).toBe('written')
      expect(await store.writeLedger(first)).toBe('conflict')
      expect(await store.writeLedger({ ...first, version: 3 })).toBe('conflict')
      expect(await store.writeLedger({ ...first, version: 2, account: '7' })).toBe('written')
      expect(await store.readLedger(id, 'x')).toEqual({ ...first, version: 2, account: '7' })
    })

    it('stands apart from those of other channels and modes', async () => {
      const store = await open()
      for (const channel of ['x', 'x.shadow', 'bluesky'])
        expect(await store.writeLedger({ ...ledgerOf(channel), account: `on ${channel}` })).toBe('written')
      for (const channel of ['x', 'x.shadow', 'bluesky'])
        expect(await store.readLedger(id, channel)).toMatchObject({ channel, account: `on ${channel}` })
      expect(await store.readRecord(id)).toBeUndefined()
    })

    it('is claimed by one of many racing publishers', async () => {
      const store = await open()
      await store.writeLedger(ledgerOf('x'))
      const racers = Array.from({ length: 10 }, (_, n) => ({
        ...ledgerOf('x'),
        version: 2,
        account: String(n),
      }))
      const written = await Promise.all(racers.map(store.writeLedger))
      expect(written.filter(one => one === 'written')).toHaveLength(1)
      expect(await store.readLedger(id, 'x')).toEqual(racers[written.indexOf('written')])
    })

    it('comes back as it was written', async () => {
      const store = await open()
      let n = 0
      await fc.assert(
        fc.asyncProperty(anyLedger('any', 'x'), async some => {
          const ledger = { ...some, service: `any-${n++}` }
          await store.writeLedger(ledger)
          expect(await store.readLedger(ledger.service, 'x')).toEqual(ledger)
        }),
        { numRuns: 60 },
      )
    })

    it('says what it found where it is broken', async () => {
      const store = await open()
      const broken = { ...ledgerOf('x'), told: { 'SS-0001': 'down' } }
      await store.writeLedger(broken as never)
      const fault = await store.readLedger(id, 'x').catch((error: unknown) => error)
      expect(fault).toBeInstanceOf(BrokenItem)
      expect(fault).toHaveProperty('found', broken)
    })
  })

  describe('the archive', () => {
    const item = (version: number, body: unknown) => ({
      service: id,
      key: 'incident#SS-0001',
      version,
      body,
    })

    it('takes the same thing twice as once', async () => {
      const store = await open()
      await store.archive(item(5, { told: true }))
      await store.archive(item(5, { told: true }))
      expect(await store.readArchived(id, 'incident#SS-0001')).toEqual({ told: true })
    })

    it('is never covered by what is older or as old', async () => {
      const store = await open()
      await store.archive(item(5, 'fifth'))
      await store.archive(item(4, 'fourth'))
      await store.archive(item(5, 'another fifth'))
      expect(await store.readArchived(id, 'incident#SS-0001')).toBe('fifth')
    })

    it('is covered by what is newer', async () => {
      const store = await open()
      await store.archive(item(5, 'fifth'))
      await store.archive(item(10, 'tenth'))
      expect(await store.readArchived(id, 'incident#SS-0001')).toBe('tenth')
    })

    it('keeps the newest of those that race', async () => {
      const store = await open()
      await Promise.all([3, 7, 1, 5].map(version => store.archive(item(version, version))))
      expect(await store.readArchived(id, 'incident#SS-0001')).toBe(7)
    })

    it('leaves the record and other things alone', async () => {
      const store = await open()
      await store.writeRecord(quiet)
      await store.archive({ ...item(9, 'hour'), key: 'hour#2026-11-21T10', expires: eleven })
      expect(await store.readRecord(id)).toEqual(quiet)
      expect(await store.readArchived(id, 'day#2026-11-21')).toBeUndefined()
      expect(await store.live()).toEqual([])
    })

    it('gives incidents back as they were', async () => {
      const store = await open()
      let n = 0
      await fc.assert(
        fc.asyncProperty(incident, async one => {
          const key = `incident#${n++}`
          await store.archive({ service: id, key, version: 1, body: one })
          expect(await store.readArchived(id, key)).toEqual(one)
        }),
        { numRuns: 30 },
      )
    })
  })

  describe('the log', () => trailContract(open))

  spanContract(open)

  describe('a book of alerts', () => bookContract(open))

  describe('the live index', () => {
    it('finds a record while it has an incident', async () => {
      const store = await open()
      await store.writeRecord(fallen)
      expect(await store.live()).toEqual([{ service: id }])
      await store.writeRecord({ ...fallen, version: 2, incidents: [], components: {} })
      expect(await store.live()).toEqual([])
    })

    it('finds a ledger while the public waits for an end', async () => {
      const store = await open()
      await store.writeLedger(owing('x.shadow'))
      expect(await store.live()).toEqual([{ service: id, channel: 'x.shadow' }])
      await store.writeLedger({
        ...owing('x.shadow'),
        version: 2,
        told: { 'SS-0001': { is: 'up', step: 2 } },
      })
      expect(await store.live()).toEqual([])
    })

    it('leaves out what is quiet', async () => {
      const store = await open()
      await store.writeRecord(quiet)
      await store.writeLedger(ledgerOf('x'))
      expect(await store.live()).toEqual([])
    })

    it('finds every record and ledger that is live', async () => {
      const store = await open()
      await store.writeRecord(fallen)
      await store.writeRecord({ ...quiet, service: 'quiet' })
      await store.writeRecord({ ...fallen, service: 'hacienda' })
      await store.writeLedger(owing('x'))
      await store.writeLedger(owing('bluesky'))
      const found = await store.live()
      expect(found).toHaveLength(4)
      expect(found).toEqual(
        expect.arrayContaining([
          { service: id },
          { service: 'hacienda' },
          { service: id, channel: 'x' },
          { service: id, channel: 'bluesky' },
        ]),
      )
    })
  })
}

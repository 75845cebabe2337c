import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { detailSchema, detailTypes } from '../../lib/contract.ts'
import { drain } from '../../lib/incident/change.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import { operate } from '../../lib/operate/operate.ts'
import { aService, eleven, live, minute } from '../given.ts'
import { aWatch } from './watch.ts'

const service = aService()
const services = new Map([[service.id, service]])
const ack = { command: 'ack', incident: 'SS-0001', request: 'r1', by: 'ana' }
const all = async (events: readonly { detail: { id: string } }[]) => events.map(({ detail }) => detail.id)

/** The sede fell, and the bus has taken none of it. */
const leftOver = async () => {
  const its = aWatch(service, memoryStore())
  its.bus.takes(async () => [])
  its.sees('sede', 'down')
  for (let n = 0; n < 3; n++) await its.round(eleven + n * minute)
  return its
}

describe('an outbox', () => {
  it('keeps what the bus has not taken', async () => {
    const its = await leftOver()
    const { outbox } = await its.record()
    expect(outbox).toHaveLength(2)
    its.bus.takes(async () => ['SS-0001/1'])
    await drain(its.ports, await its.record())
    expect((await its.record()).outbox).toEqual(outbox.filter(id => id !== 'SS-0001/1'))
  })

  it('keeps what another writer adds while it is sent', async () => {
    const its = await leftOver()
    const before = await its.record()
    its.bus.takes(async events => {
      its.bus.takes(async () => [])
      await operate(its.ports, services, ack)
      return all(events)
    })
    await drain(its.ports, before)
    const { outbox, version } = await its.record()
    expect(outbox).toEqual(['SS-0001/2'])
    expect(version).toBe(before.version + 2)
  })

  it('is cleared once when two drain at once', async () => {
    const its = await leftOver()
    its.bus.takes(all)
    const before = await its.record()
    await Promise.all([drain(its.ports, before), drain(its.ports, before)])
    expect(await its.record()).toMatchObject({ outbox: [], version: before.version + 1 })
    expect(new Set(its.bus.ids())).toEqual(new Set(before.outbox))
  })

  it('is left as it is where the bus takes nothing', async () => {
    const its = await leftOver()
    const before = await its.record()
    await drain(its.ports, before)
    expect(await its.record()).toEqual(before)
  })

  it('asks nobody where it is empty', async () => {
    const its = aWatch(service, memoryStore())
    let asked = 0
    its.bus.takes(async () => {
      asked += 1
      return []
    })
    await its.round(eleven)
    expect(asked).toBe(0)
  })

  it('lets go of an id whose incident is gone', async () => {
    const its = await leftOver()
    const before = await its.record()
    await its.store.writeRecord({ ...before, version: before.version + 1, incidents: [] })
    its.bus.takes(all)
    await drain(its.ports, await its.record())
    expect(await its.record()).toMatchObject({ outbox: [] })
    expect(its.bus.events.map(({ type }) => type)).toEqual(['component.changed'])
  })
})

describe('every event that leaves', () => {
  const strict = v.strictObject(detailSchema.entries)
  const letters = fc.string({
    unit: fc.constantFrom('u', 'u', 's', 'd', 'd', 'b', '.'),
    minLength: 4,
    maxLength: 60,
  })

  it('matches the schema of the contract', async () => {
    const types = new Set<string>()
    await fc.assert(
      fc.asyncProperty(letters, letters, fc.boolean(), async (sede, web, official) => {
        const by = aService({ official })
        const its = aWatch(by, memoryStore())
        const { record } = live({ record: await its.record(), at: eleven, events: [] }, by, { sede, web })
        await its.store.writeRecord({ ...record, version: 1 })
        if (record.incidents[0]) await operate(its.ports, new Map([[by.id, by]]), ack)
        await drain(its.ports, await its.record())
        for (const { type, detail } of its.bus.events) {
          types.add(type)
          expect(detailTypes).toContain(type)
          expect(v.parse(strict, detail)).toEqual(detail)
          expect(detail.service).toBe(by.id)
          expect(new Date(detail.at).toISOString()).toBe(detail.at)
        }
      }),
      {
        examples: [
          ['ddduu', 'uuuu', false],
          ['ddddd', 'uuddd', true],
        ],
      },
    )
    expect([...types]).toEqual(
      expect.arrayContaining([
        'component.changed',
        'incident.opened',
        'incident.updated',
        'incident.acknowledged',
        'incident.resolved',
      ]),
    )
  })

  it('tells of a certificate that expires', async () => {
    const its = aWatch(service, memoryStore())
    const expires = eleven + 20 * 86_400_000
    const { look } = its.prober
    const prober = {
      look: async (...asked: Parameters<typeof look>) => ({
        ...(await look(...asked)),
        certificateExpires: expires,
      }),
    }
    await takeRound({ ...its.ports, prober }, service, { round: eleven, length: minute, vantage: 'home' })
    expect(its.bus.events.map(({ type }) => type)).toContain('certificate.expiring')
    for (const { detail } of its.bus.events) expect(v.parse(strict, detail)).toEqual(detail)
  })
})

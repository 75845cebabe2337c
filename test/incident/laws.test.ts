import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen } from '../../lib/incident/incident.ts'
import { parseRecord } from '../../lib/incident/schema.ts'
import { aService, beginning, live } from '../given.ts'

const service = aService()
const letters = fc.string({
  unit: fc.constantFrom('u', 'u', 's', 'd', 'd', 'b', '.'),
  minLength: 1,
  maxLength: 120,
})
const rounds = fc.record({ sede: letters, web: letters })

describe('whatever a service goes through', () => {
  it('has one automatic incident at a time', () => {
    fc.assert(
      fc.property(rounds, seen => {
        const { record } = live(beginning(), service, seen)
        expect(record.incidents.filter(isOpen).length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('alternates beginnings and ends in every incident', () => {
    fc.assert(
      fc.property(rounds, seen => {
        for (const { steps } of live(beginning(), service, seen).record.incidents) {
          const turns = steps.filter(({ kind }) => kind !== 'update').map(({ kind }) => kind)
          turns.forEach((kind, n) => {
            expect(kind).toBe(n % 2 === 0 ? 'begin' : 'end')
          })
          expect(steps.map(({ n }) => n)).toEqual(steps.map((_, n) => n + 1))
        }
      }),
    )
  })

  it('holds an incident open exactly while something is bad', () => {
    fc.assert(
      fc.property(rounds, seen => {
        const { record } = live(beginning(), service, seen)
        const isBad = Object.values(record.components).some(({ is }) => is !== 'operational')
        const open = record.incidents.find(isOpen)
        if (!open?.unstable) expect(open !== undefined).toBe(isBad)
      }),
    )
  })

  it('opens nothing from blind rounds alone', () => {
    fc.assert(
      fc.property(fc.nat(200), n => {
        expect(live(beginning(), service, { sede: 'b'.repeat(n + 1) }).record.incidents).toEqual([])
      }),
    )
  })

  it('puts every step into the outbox once', () => {
    fc.assert(
      fc.property(rounds, seen => {
        const { record } = live(beginning(), service, seen)
        const ids = record.incidents.flatMap(({ id, steps }) => steps.map(({ n }) => `${id}/${n}`))
        expect(record.outbox.filter(id => /^SS-\d+\/\d+$/.test(id)).toSorted()).toEqual(ids.toSorted())
        expect(new Set(record.outbox).size).toBe(record.outbox.length)
      }),
    )
  })

  it('reads back what it has written', () => {
    fc.assert(
      fc.property(rounds, seen => {
        const { record } = live(beginning(), service, seen)
        expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantsOf, jumpOver, localTime, offsetAt } from '../../lib/service/local-clock.ts'

const zone = fc.constantFrom(
  'Europe/Madrid',
  'Atlantic/Canary',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
)

/** Any second, and often one of the nights in which clocks change. */
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2000-01-01') / 1_000, max: Date.parse('2060-01-01') / 1_000 }),
  fc
    .record({
      year: fc.integer({ min: 2000, max: 2037 }),
      month: fc.constantFrom(2, 3, 9, 10),
      day: fc.integer({ min: 1, max: 31 }),
      second: fc.integer({ min: -15 * 3_600, max: 8 * 3_600 }),
    })
    .map(({ year, month, day, second }) => Date.UTC(year, month, day) / 1_000 + second),
)

/** What Intl says, asked of every quarter of an hour by which a zone can differ from UTC. */
const asIntlSays = (local: string, timeZone: string): readonly number[] => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return Array.from(
    { length: 4 * 26 + 1 },
    (_, n) => Date.parse(`${local}Z`) + (n - 4 * 14) * 900_000,
  ).filter(at => format.format(at).replace(' ', 'T') === local)
}

describe('the instants of a local time', () => {
  it.each([
    ['2026-11-22 02:00', ['2026-11-22T01:00:00Z']],
    ['2026-11-22T02:00', ['2026-11-22T01:00:00Z']],
    ['2026-11-22 02:00:30', ['2026-11-22T01:00:30Z']],
    ['2026-03-29 01:59', ['2026-03-29T00:59:00Z']],
    ['2026-03-29 02:00', []],
    ['2026-03-29 02:59', []],
    ['2026-03-29 03:00', ['2026-03-29T01:00:00Z']],
    ['2026-10-25 02:00', ['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z']],
    ['2026-10-25 02:59', ['2026-10-25T00:59:00Z', '2026-10-25T01:59:00Z']],
    ['2026-10-25 03:00', ['2026-10-25T02:00:00Z']],
  ])('%s in Madrid are %j', (local, instants) => {
    expect(instantsOf(local, 'Europe/Madrid')).toEqual(instants.map(one => Date.parse(one)))
  })

  it.each(['2026-02-30 10:00', '2026-11-22 25:00', '2026-11-22 24:00', '2026-11-22', '02:00', '', 'hoy'])(
    'are none for %j',
    text => {
      expect(instantsOf(text, 'Europe/Madrid')).toEqual([])
      expect(jumpOver(text, 'Europe/Madrid')).toBeUndefined()
    },
  )

  it('are none on a day that a country skipped', () => {
    expect(instantsOf('2011-12-30 12:00', 'Pacific/Apia')).toEqual([])
    expect(jumpOver('2011-12-30 12:00', 'Pacific/Apia')).toBe(Date.parse('2011-12-30T10:00:00Z'))
  })

  it('lead back from every instant of any zone', () => {
    fc.assert(
      fc.property(instant, zone, (second, timeZone) => {
        const local = localTime(second * 1_000, timeZone)
        const instants = instantsOf(local, timeZone)
        expect(instants).toContain(second * 1_000)
        expect(instants.map(at => localTime(at, timeZone))).toEqual(instants.map(() => local))
      }),
      { numRuns: 1_000 },
    )
  })

  it('are all that Intl knows, in order', () => {
    fc.assert(
      fc.property(instant, zone, (second, timeZone) => {
        const local = new Date(second * 1_000).toISOString().slice(0, 19)
        expect(instantsOf(local, timeZone)).toEqual(asIntlSays(local, timeZone))
      }),
      { numRuns: 500 },
    )
  })

  it('are none exactly where the clocks jump', () => {
    fc.assert(
      fc.property(instant, zone, (second, timeZone) => {
        const local = new Date(second * 1_000).toISOString().slice(0, 19)
        const jump = jumpOver(local, timeZone)
        expect(jump === undefined).toBe(instantsOf(local, timeZone).length > 0)
        if (jump === undefined) return
        expect(localTime(jump - 1, timeZone) < local).toBe(true)
        expect(localTime(jump, timeZone) > local).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('an offset', () => {
  it.each([
    ['Europe/Madrid', '2026-07-01T00:00:00Z', '+02:00'],
    ['Atlantic/Canary', '2026-01-01T00:00:00Z', '+00:00'],
    ['America/New_York', '2026-07-01T00:00:00Z', '-04:00'],
    ['Asia/Kolkata', '2026-07-01T00:00:00Z', '+05:30'],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', '+11:00'],
  ])('in %s at %s is %s', (timeZone, at, offset) => {
    expect(offsetAt(Date.parse(at), timeZone)).toBe(offset)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDay, localHour, localTime } from '../../lib/service/local-clock.ts'

const zones = [
  'Europe/Madrid',
  'Atlantic/Canary',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'UTC',
]

const day = 86_400_000
const inIntl = (at: number, timeZone: string) =>
  new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')

describe('local time', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00'],
    ['2026-10-25T00:59:59Z', '2026-10-25T02:59:59'],
    ['2026-10-25T01:00:00Z', '2026-10-25T02:00:00'],
  ])('follows the change of clocks at %s', (instant, local) => {
    expect(localTime(Date.parse(instant), 'Europe/Madrid')).toBe(local)
  })

  it('agrees with Intl at any instant of any zone', () => {
    const instants = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2060-01-01') })
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, timeZone) => {
        const told = inIntl(at, timeZone)
        expect(localTime(at, timeZone)).toBe(told)
        expect(localDay(at, timeZone)).toBe(told.slice(0, 10))
        expect(localHour(at, timeZone)).toBe(Number(told.slice(11, 13)))
      }),
    )
  })

  it('agrees with Intl after months of other quarters', () => {
    const instants = Array.from(
      { length: 1_500 },
      (_, n) => Date.parse('2026-01-01T00:07:00Z') + (n * day) / 4,
    )
    const around = [...instants, ...instants]
    expect(around.map(at => localTime(at, 'Europe/Madrid'))).toEqual(
      around.map(at => inIntl(at, 'Europe/Madrid')),
    )
  })
})

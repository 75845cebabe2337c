import { describe, expect, it } from 'vitest'
import { momentOf, saidAt, saidSince } from '../../lib/page/moment.ts'
import { at, now } from './facts.ts'

const calendar = { now, timeZone: 'Europe/Madrid' }

describe('moment', () => {
  it('is UTC for machines and local for people', () => {
    expect(momentOf(at('10:41'), calendar)).toEqual({ iso: '2026-11-21T09:41:00.000Z', text: '10:41' })
  })

  it('names the day if it is another', () => {
    expect(momentOf(at('23:59', '2026-11-20'), calendar).text).toBe('20 de noviembre, 23:59')
    expect(momentOf(at('09:05', '2025-12-31'), calendar).text).toBe('31 de diciembre de 2025, 9:05')
  })

  it('follows the clock of the service', () => {
    expect(momentOf(now, { now, timeZone: 'Atlantic/Canary' }).text).toBe('9:45')
  })

  it.each([
    [at('10:41'), 'a las 10:41', 'desde las 10:41'],
    [at('01:05'), 'a la 1:05', 'desde la 1:05'],
    [at('13:00'), 'a las 13:00', 'desde las 13:00'],
    [at('01:05', '2026-11-20'), 'el 20 de noviembre a la 1:05', 'desde el 20 de noviembre a la 1:05'],
  ])('reads as one says it (%#)', (instant, said, since) => {
    expect(saidAt(instant, calendar)).toBe(said)
    expect(saidSince(instant, calendar)).toBe(since)
  })

  it('tells apart the hour that comes twice', () => {
    const first = Date.parse('2026-10-25T00:30:00Z')
    const texts = [first, first + 3_600_000, first + 7_200_000].map(
      instant => momentOf(instant, { now: first, timeZone: 'Europe/Madrid' }).text,
    )
    expect(texts).toEqual(['2:30 (antes del cambio de hora)', '2:30 (después del cambio de hora)', '3:30'])
  })
})

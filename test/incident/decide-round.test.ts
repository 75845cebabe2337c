import { describe, expect, it } from 'vitest'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import { leaving } from '../../lib/incident/tally.ts'
import { aService, beginning, eleven, live, minute, round } from '../given.ts'

const service = aService()
const day = 86_400_000

describe('a round', () => {
  it('changes nothing when it was taken in before', () => {
    const { record } = live(beginning(), service, { sede: 'dd' })
    expect(decideRound(record, service, round(eleven + minute, { sede: 'd' }))).toEqual([])
    expect(decideRound(record, service, round(eleven, { sede: 'd' }))).toEqual([])
  })

  it('is taken when the stored one lies ten minutes ahead', () => {
    const { record } = live(beginning(), service, { sede: 'u' })
    expect(decideRound(record, service, round(eleven - 10 * minute, {}))).toEqual([])
    expect(decideRound(record, service, round(eleven - 11 * minute, {}))).not.toEqual([])
  })

  it('is left out when it comes late from a process that froze', () => {
    const { record } = live(beginning(), service, { sede: 'u'.repeat(30) })
    const late = { ...round(eleven + minute, { sede: 'd' }), at: eleven + 30 * minute }
    expect(decideRound(record, service, late)).toEqual([])
  })

  it('counts the day and the hour', () => {
    const { record } = live(beginning(), service, { sede: 'uusdb' })
    expect(record.day).toMatchObject({ from: '2026-11-21', counts: { sede: [2, 1, 1, 1] } })
    expect(record.hour.from).toBe('2026-11-21T10')
    expect(record.hour.counts.sede?.reduce((sum, n) => sum + n)).toBe(5)
  })

  it('sends a finished hour and day to items of their own', () => {
    const { record } = live(beginning(Date.parse('2026-11-21T22:58:00Z')), service, { sede: 'uu' })
    const midnight = evolved(
      record,
      decideRound(record, service, round(Date.parse('2026-11-21T23:00:00Z'), {})),
    )
    expect(leaving(record, midnight, eleven).map(({ key }) => key)).toEqual([
      'day#2026-11-21',
      'hour#2026-11-21T22',
    ])
    expect(midnight.day).toMatchObject({ from: '2026-11-22', counts: { sede: [1, 0, 0, 0] } })
  })

  it('lets a closed incident go after a day', () => {
    const closed = live(beginning(), service, { sede: 'ddduu' })
    const later = live({ ...closed, at: closed.at + day - 10 * minute }, service, { sede: 'u' })
    expect(later.record.incidents).toHaveLength(1)
    const gone = live({ ...closed, at: closed.at + day }, service, { sede: 'u' })
    expect(gone.record.incidents).toEqual([])
    expect(leaving(later.record, gone.record, eleven).map(({ key }) => key)).toContain('incident#SS-0001')
  })

  it('tells of a certificate once at each milestone', () => {
    const expires = eleven + 20 * day
    const seen = (at: number) => {
      const look = round(at, {})
      return {
        ...look,
        components: { ...look.components, sede: { outcome: 'up' as const, at, certificateExpires: expires } },
      }
    }
    const first = decideRound(beginning().record, service, seen(eleven))
    expect(first).toContainEqual({ is: 'expiring', component: 'sede', expires, days: 21 })
    const told = evolved(beginning().record, first)
    expect(decideRound(told, service, seen(eleven + minute)).map(({ is }) => is)).not.toContain('expiring')
    const fortnight = decideRound(told, service, seen(eleven + 7 * day))
    expect(fortnight).toContainEqual({ is: 'expiring', component: 'sede', expires, days: 14 })
  })
})

import { describe, expect, it } from 'vitest'
import type { Incident } from '../../lib/incident/record.ts'
import { isAffordable, owed, spend, spentOn } from '../../lib/publish/budget.ts'
import type { Ledger, PostKind } from '../../lib/publish/ledger.ts'
import { aLedger } from './ledgers.ts'

const day = '2026-11-21'
const anIncident: Incident = { id: 'SS-0001', status: { is: 'open' }, names: {}, members: {}, steps: [] }
const spent = { day, n: 3, month: '2026-11', m: 9 }
const owing: Ledger['told'] = {
  one: { is: 'down', step: 1 },
  two: { is: 'maybe', step: 1 },
  over: { is: 'up', step: 2 },
}

describe('what was spent', () => {
  it.each([
    ['goes on within the day', day, spent],
    ['begins a new day within the month', '2026-11-22', { day: '2026-11-22', n: 0, month: '2026-11', m: 9 }],
    ['begins a new month', '2026-12-01', { day: '2026-12-01', n: 0, month: '2026-12', m: 0 }],
  ])('%s', (_, on, expected) => {
    expect(spentOn(spent, on)).toEqual(expected)
  })

  it('grows by a post, shrinks by one, and is never negative', () => {
    expect(spend(spent, 1)).toEqual({ ...spent, n: 4, m: 10 })
    expect(spend(spent, -1)).toEqual({ ...spent, n: 2, m: 8 })
    expect(spend({ ...spent, n: 0, m: 0 }, -1)).toEqual({ ...spent, n: 0, m: 0 })
  })
})

describe('a post can be paid', () => {
  it('owes the ends that were told or may have been', () => {
    expect(owed(aLedger({ told: owing }))).toBe(2)
    expect(owed(aLedger())).toBe(0)
  })

  it.each<[PostKind, Ledger['told'], number]>([
    ['begin', {}, 2],
    ['begin', owing, 4],
    ['update', {}, 1],
    ['update', owing, 3],
    ['end', owing, 1],
    ['whole', owing, 1],
  ])('as %s with %j told, if %d are left of the day and of the month', (kind, told, needed) => {
    const ledger = aLedger({ told, spent })
    const left = (ofDay: number, ofMonth: number) =>
      isAffordable(
        { kind, incident: anIncident },
        ledger,
        { budget: { day: spent.n + ofDay, month: spent.m + ofMonth }, price: 0.014 },
        day,
      )
    expect(left(needed, needed)).toBe(true)
    expect(left(needed - 1, 99)).toBe(false)
    expect(left(99, needed - 1)).toBe(false)
  })
})

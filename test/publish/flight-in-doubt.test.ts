import { describe, expect, it } from 'vitest'
import {
  declined,
  doubted,
  given,
  missed,
  resent,
  sent,
  stillRefused,
  unseen,
} from '../../lib/publish/flight.ts'
import type { Flight, Ledger, Told } from '../../lib/publish/ledger.ts'
import { passedOver, waits } from '../../lib/publish/waiting.ts'
import { eleven, minute } from '../given.ts'
import { aClaim, aDraft, aFlight, aLedger, anEntry } from './ledgers.ts'

const day = '2026-11-21'
const flying = (over: Partial<Flight> = {}, more: Partial<Ledger> = {}) => {
  const flight = aFlight(over)
  return { flight, ledger: aLedger({ flight, told: { 'SS-0001': { is: 'maybe', step: 1 } }, ...more }) }
}
const told = (is: Told['is'], step: number): Ledger['told'] => ({ 'SS-0001': { is, step } })

describe('a definite no', () => {
  const no = { why: 'suspended', refusedUntil: eleven + 15 * minute }

  it('to a first post leaves only why, and since when', () => {
    const { ledger, flight } = flying({}, { told: { ...told('maybe', 1), other: { is: 'down', step: 1 } } })
    expect(declined(ledger, flight, eleven, { why: 'busy' })).toEqual({
      ...aLedger(),
      version: 8,
      told: { other: { is: 'down', step: 1 } },
      spent: { day, n: 2, month: '2026-11', m: 8 },
      why: 'busy',
      declinedSince: eleven,
    })
  })

  it('restores what was told before the claim', () => {
    const { ledger, flight } = flying({ kind: 'end', before: { is: 'down', step: 1 } })
    expect(declined(ledger, flight, eleven, { why: 'busy', notBefore: 5 })).toMatchObject({
      told: told('down', 1),
      notBefore: 5,
    })
  })

  it('that refuses the post is logged once, and remembered until then', () => {
    const { ledger, flight } = flying({}, { refused: { past: eleven, coming: eleven + 1 } })
    const once = declined(ledger, flight, eleven, no)
    expect(once.refused).toEqual({ coming: eleven + 1, 'SS-0001/1': no.refusedUntil })
    expect(once.log).toEqual([anEntry({ state: 'refused', why: 'suspended' })])
    expect(declined(once, flight, eleven + minute, no).log).toEqual([
      anEntry({ state: 'refused', why: 'suspended', at: eleven + minute }),
    ])
  })

  it('covers no other line of the log', () => {
    const log = [anEntry({ state: 'refused', notice: 'SS-0002/1' }), anEntry({ state: 'skipped' })]
    const { ledger, flight } = flying({}, { log })
    expect(declined(ledger, flight, eleven, no).log).toHaveLength(3)
    const sentAfter = sent(aLedger({ log: [anEntry({ state: 'refused' })] }), flight, eleven)
    expect(sentAfter.log.map(({ state }) => state)).toEqual(['refused', 'sent'])
  })

  it('is over at its very instant', () => {
    expect(stillRefused(aLedger({ refused: { now: eleven, soon: eleven + 1 } }), eleven)).toEqual({
      soon: eleven + 1,
    })
    expect(stillRefused(aLedger(), eleven)).toEqual({})
  })
})

describe('a post in doubt', () => {
  it('is looked for from the beginning, whatever was seen before', () => {
    const { ledger, flight } = flying({ state: 'sending', looks: 1, unseen: eleven })
    const { unseen: _, ...seen } = flight
    expect(doubted(ledger, flight, eleven + 5)).toEqual({
      ...ledger,
      version: 8,
      flight: { ...seen, state: 'unknown', looks: 0, nextLook: eleven + 5 },
    })
    expect(doubted(ledger, flight, eleven, 99)).toMatchObject({ notBefore: 99 })
  })

  it('counts clear looks, which end the unclear ones', () => {
    const { ledger, flight } = flying({ looks: 1, unseen: eleven })
    const after = missed(ledger, flight, eleven + 5).flight
    expect(after).toMatchObject({ looks: 2, nextLook: eleven + 5 })
    expect(after).not.toHaveProperty('unseen')
  })

  it('remembers since when nobody could look', () => {
    const { ledger, flight } = flying()
    const first = unseen(ledger, flight, eleven)
    expect(first.flight?.unseen).toBe(eleven)
    expect(unseen(first, first.flight ?? flight, eleven + minute).flight?.unseen).toBe(eleven)
  })

  it('is sent again under a claim of its own', () => {
    const { ledger, flight } = flying({ looks: 1, unseen: eleven, since: '5001', upTo: 2 })
    const { unseen: _, ...seen } = flight
    const t0 = eleven + 5 * minute
    expect(resent(ledger, flight, { ...aClaim, t0 }).flight).toEqual({
      ...seen,
      state: 'sending',
      attempt: 2,
      by: 'attempt-9',
      t0,
      until: t0 + minute,
      looks: 0,
      nextLook: t0 + minute,
    })
  })

  it.each([
    ['a beginning stays in doubt', { kind: 'begin' }, 'maybe'],
    ['an end stays in doubt', { kind: 'end', before: { is: 'down', step: 1 } }, 'maybe'],
    ['a whole that is owed stays in doubt', { kind: 'whole', before: { is: 'maybe', step: 1 } }, 'maybe'],
    ['a whole that nobody owed is over', { kind: 'whole' }, 'up'],
    ['a whole after a told end is over', { kind: 'whole', before: { is: 'up', step: 2 } }, 'up'],
  ] as const)('is let go: %s', (_, over, is) => {
    const { ledger, flight } = flying({ ...over, step: 4, notice: 'SS-0001/4' }, { told: told('maybe', 4) })
    const after = given(ledger, flight, 'unclear', eleven, 'why not')
    expect(after.told).toEqual(told(is, 4))
    expect(after).not.toHaveProperty('flight')
    expect(after.spent).toEqual(ledger.spent)
    const doubt = { kind: over.kind, step: 4, ...('before' in over && { before: over.before }) }
    expect(after.log).toEqual([anEntry({ notice: 'SS-0001/4', state: 'unclear', why: 'why not', doubt })])
  })
})

describe('a post that waits', () => {
  it('keeps its words, and is overtaken with a line', () => {
    const waiting = waits(aLedger(), aDraft(), eleven)
    expect(waiting).toMatchObject({ version: 8, waiting: { ...aDraft(), at: eleven } })
    const after = passedOver(waiting, eleven + minute, 'overtaken')
    expect(after).not.toHaveProperty('waiting')
    expect(after.log).toEqual([
      anEntry({ state: 'skipped', unsent: true, at: eleven + minute, why: 'overtaken' }),
    ])
  })
})

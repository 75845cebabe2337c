import { describe, expect, it } from 'vitest'
import { claim, emptyLedger, isLive, newestPost, sent } from '../../lib/publish/flight.ts'
import type { Draft, Flight, Ledger, Told } from '../../lib/publish/ledger.ts'
import { eleven, minute } from '../given.ts'
import { aClaim, aDraft, aFlight, aLedger, anEntry } from './ledgers.ts'

const day = '2026-11-21'
const present = new Set(['SS-0001'])
const claimed = (ledger: Ledger, draft: Draft = aDraft()) =>
  claim(ledger, draft, aClaim, '1001', present, day)
const flying = (over: Partial<Flight> = {}, more: Partial<Ledger> = {}) => {
  const flight = aFlight(over)
  return { flight, ledger: aLedger({ flight, told: { 'SS-0001': { is: 'maybe', step: 1 } }, ...more }) }
}
const told = (is: Told['is'], step: number): Ledger['told'] => ({ 'SS-0001': { is, step } })

describe('a claim', () => {
  it('freezes the post and what was told before', () => {
    const ledger = aLedger({ told: told('up', 2), log: [anEntry({ id: '5001' })] })
    const draft = aDraft({ step: 3, notice: 'SS-0001/3' })
    expect(claimed(ledger, draft)).toEqual({
      ...ledger,
      version: 8,
      account: '1001',
      told: told('maybe', 3),
      spent: { day, n: 4, month: '2026-11', m: 10 },
      flight: {
        ...draft,
        state: 'sending',
        attempt: 1,
        by: 'attempt-9',
        first: eleven,
        t0: eleven,
        until: eleven + minute,
        looks: 0,
        nextLook: eleven + minute,
        since: '5001',
        before: { is: 'up', step: 2 },
      },
    })
  })

  it('of the first post knows nothing from before', () => {
    const { flight } = claimed(aLedger())
    expect(flight).not.toHaveProperty('since')
    expect(flight).not.toHaveProperty('before')
  })

  it('of an update leaves what the public knows', () => {
    const update = aDraft({ kind: 'update', step: 2 })
    expect(claimed(aLedger({ told: told('down', 1) }), update).told).toEqual(told('down', 2))
  })

  it('takes in every step that its words tell', () => {
    expect(claimed(aLedger(), aDraft({ upTo: 4 })).told).toEqual(told('maybe', 4))
  })

  it('forgets why the channel took nothing', () => {
    const ledger = claimed(aLedger({ notBefore: eleven, why: 'rate' }))
    expect(ledger).not.toHaveProperty('notBefore')
    expect(ledger).not.toHaveProperty('why')
  })

  it('ends the wait of its own notice, and no other', () => {
    const other = { ...aDraft({ notice: 'SS-0002/1' }), at: eleven }
    expect(claimed(aLedger({ waiting: { ...aDraft(), at: eleven } }))).not.toHaveProperty('waiting')
    expect(claimed(aLedger({ waiting: other })).waiting).toEqual(other)
  })

  it('forgets what is over for the public and gone, and only that', () => {
    const before = {
      over: { is: 'up', step: 2 },
      owed: { is: 'down', step: 1 },
      doubt: { is: 'maybe', step: 1 },
    } as const
    expect(Object.keys(claimed(aLedger({ told: before })).told)).toEqual(['owed', 'doubt', 'SS-0001'])
    expect(claimed(aLedger({ told: told('up', 2) }), aDraft({ incident: 'SS-0002' })).told).toMatchObject(
      told('up', 2),
    )
  })
})

describe('the newest post that is known', () => {
  it.each<[string, readonly (string | undefined)[], string | undefined]>([
    ['is none in an empty log', [], undefined],
    ['is none where no id is known', [undefined], undefined],
    ['is the highest number, however long', ['999', '1000', '98'], '1000'],
    ['is exact beyond what a float can hold', ['9007199254740993', '9007199254740992'], '9007199254740993'],
    ['is never one that is no number', ['at://7', '7x', 'x7'], undefined],
  ])('%s', (_, ids, newest) => {
    const log = ids.map(id => anEntry(id === undefined ? {} : { id }))
    expect(newestPost(aLedger({ log }))).toBe(newest)
  })
})

describe('a post that landed', () => {
  it.each([
    ['begin', told('down', 1)],
    ['end', told('up', 1)],
    ['whole', told('up', 1)],
    ['update', told('maybe', 1)],
  ] as const)('as %s settles what was told', (kind, expected) => {
    const { ledger, flight } = flying({ kind })
    expect(sent(ledger, flight, eleven).told).toEqual(expected)
  })

  it('tells every step that its words took in', () => {
    const { ledger, flight } = flying({ upTo: 3 })
    expect(sent(ledger, flight, eleven).told).toEqual(told('down', 3))
  })

  it('frees the flight and is logged with its id', () => {
    const { ledger, flight } = flying()
    const after = sent(ledger, flight, eleven, '5001')
    expect(after).not.toHaveProperty('flight')
    expect(after).toMatchObject({ version: 8, log: [anEntry({ id: '5001' })] })
    expect(sent(ledger, flight, eleven).log).toEqual([anEntry()])
  })

  it('as an update of what nobody knows tells nothing', () => {
    const { ledger, flight } = flying({ kind: 'update' }, { told: {} })
    expect(sent(ledger, flight, eleven).told).toEqual({})
  })
})

describe('the log', () => {
  const { flight } = flying()
  const many = (count: number, state: 'sent' | 'unclear') =>
    Array.from({ length: count }, (_, n) => anEntry({ state, notice: `${state}/${n}` }))

  it('keeps the newest fifty, and all that are unclear', () => {
    const log = [...many(2, 'unclear'), ...many(50, 'sent')]
    const kept = sent(aLedger({ log }), flight, eleven).log.map(({ notice }) => notice)
    expect(kept).toHaveLength(52)
    expect(kept.slice(0, 3)).toEqual(['unclear/0', 'unclear/1', 'sent/1'])
    expect(kept.at(-1)).toBe('SS-0001/1')
  })

  it('keeps all of fifty', () => {
    expect(sent(aLedger({ log: many(49, 'sent') }), flight, eleven).log).toHaveLength(50)
  })
})

describe('a ledger is live', () => {
  const { flight } = flying()
  it.each<[string, Partial<Ledger>, boolean]>([
    ['not when it is new', {}, false],
    ['while a post is in flight', { flight }, true],
    ['while a post waits', { waiting: { ...aDraft(), at: eleven } }, true],
    ['while an end is owed', { told: told('down', 1) }, true],
    ['while an end may be owed', { told: told('maybe', 1) }, true],
    ['not once the end was told', { told: told('up', 2) }, false],
  ])('%s', (_, over, live) => {
    expect(isLive(aLedger(over))).toBe(live)
  })

  it('begins with nothing told and nothing spent', () => {
    expect(emptyLedger('body', 'x', eleven)).toEqual({
      schema: 1,
      service: 'body',
      channel: 'x',
      version: 0,
      born: eleven,
      told: {},
      spent: { day: '', n: 0, month: '', m: 0 },
      log: [],
    })
  })
})

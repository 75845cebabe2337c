import { describe, expect, it } from 'vitest'
import type { Ruling } from '../../lib/incident/record.ts'
import type { Entry, Ledger, Told } from '../../lib/publish/ledger.ts'
import { asRuled, ruledPosts } from '../../lib/publish/ruling.ts'
import { aService, eleven, minute } from '../given.ts'
import { aLedger, anEntry } from './ledgers.ts'
import { aWorld } from './world.ts'

const said = (over: Partial<Ruling> = {}): Ruling => ({
  channel: 'x',
  notice: 'SS-0001/1',
  is: 'landed',
  at: eleven + minute,
  by: 'ana',
  ...over,
})
const doubtful = (over: Partial<Entry> = {}): Entry =>
  anEntry({ state: 'unclear', doubt: { kind: 'begin', step: 1 }, ...over })
const inDoubt = (entry: Entry, told: Told = { is: 'maybe', step: 1 }): Ledger =>
  aLedger({ log: [anEntry({ notice: 'SS-0009/1' }), entry], told: { 'SS-0001': told } })
const ruled = (is: Ruling['is'], entry = doubtful(), told?: Told) =>
  asRuled(inDoubt(entry, told), { entry, ruling: said({ is }) })

describe('an unclear post is ruled on', () => {
  it.each<[string, readonly Ruling[], readonly Ruling['is'][]]>([
    ['by nobody', [], []],
    ['by a word on that very post', [said()], ['landed']],
    ['not by a word on another post', [said({ notice: 'SS-0001/2' })], []],
    ['not by a word on another channel', [said({ channel: 'x.shadow' })], []],
    ['not by a no to one that waits', [said({ is: 'skip' })], []],
    ['not by a word from before the doubt', [said({ at: eleven })], []],
    ['by the newest word', [said(), said({ is: 'drop' }), said({ is: 'skip' })], ['drop']],
  ])('%s', (_, rulings, expected) => {
    expect(ruledPosts(inDoubt(doubtful()), rulings).map(({ ruling }) => ruling.is)).toEqual(expected)
  })

  it('but no other', () => {
    expect(ruledPosts(inDoubt(doubtful({ state: 'sent' })), [said()])).toEqual([])
  })
})

describe('the word of an operator', () => {
  it('that a beginning landed leaves its end owed', () => {
    const ledger = ruled('landed')
    expect(ledger).toMatchObject({ version: 8, told: { 'SS-0001': { is: 'down', step: 1 } } })
    expect(ledger.spent).toEqual(aLedger().spent)
    expect(ledger.log).toEqual([
      anEntry({ notice: 'SS-0009/1' }),
      anEntry({ state: 'sent', why: 'it is public, says ana' }),
    ])
  })

  it('that an end landed leaves nothing owed', () => {
    const end = doubtful({ doubt: { kind: 'end', step: 1, before: { is: 'down', step: 0 } } })
    expect(ruled('landed', end).told).toEqual({ 'SS-0001': { is: 'up', step: 1 } })
  })

  it('that it is absent undoes the claim, and gives the post back', () => {
    const ledger = ruled('absent')
    expect(ledger.told).toEqual({})
    expect(ledger.spent).toMatchObject({ n: 2, m: 8 })
    expect(ledger.log.at(-1)).toEqual(anEntry({ state: 'skipped', why: 'it is not public, says ana' }))
    const end = doubtful({ doubt: { kind: 'end', step: 1, before: { is: 'down', step: 0 } } })
    expect(ruled('absent', end).told).toEqual({ 'SS-0001': { is: 'down', step: 0 } })
  })

  it('that no more is said leaves nothing owed, in silence', () => {
    const ledger = ruled('drop')
    expect(ledger.told).toEqual({ 'SS-0001': { is: 'up', step: 1, silent: true } })
    expect(ledger.spent).toEqual(aLedger().spent)
    expect(ledger.log.at(-1)).toMatchObject({ state: 'skipped', why: 'no more is said of it, says ana' })
  })

  it.each<[string, Told]>([
    ['told since', { is: 'up', step: 1 }],
    ['claimed since', { is: 'maybe', step: 2 }],
  ])('leaves alone what was %s', (_, told) => {
    expect(ruled('landed', doubtful(), told).told).toEqual({ 'SS-0001': told })
  })

  it('changes nothing that was told where the doubt is not known', () => {
    expect(ruled('drop', anEntry({ state: 'unclear' })).told).toEqual({ 'SS-0001': { is: 'maybe', step: 1 } })
  })
})

describe('a ruling in the journal', () => {
  it.each([
    ['landed', 'sent'],
    ['drop', 'skipped'],
  ] as const)('that it is %s has a line as %s', async (ruling, state) => {
    const world = aWorld(aService({ policy: { reconcile: { attempts: 1 } } }))
    await world.rounds('ddd')
    world.acts.push({ answer: { is: 'unknown', why: 'reset' } })
    for (let n = 0; n < 3; n++) {
      await world.publish()
      world.wait(2.1 * minute)
    }
    const text = (await world.ledger())?.log.at(-1)?.text
    await world.say({ command: 'rule', channel: 'x', notice: 'SS-0001/1', ruling })
    await world.publish()
    expect(world.lines.find(({ why }) => String(why).includes('ruled'))).toEqual({
      at: world.clock.now(),
      kind: 'post',
      service: world.service.id,
      channel: 'x',
      notice: 'SS-0001/1',
      state,
      text,
      why: `ana ruled: ${ruling}`,
    })
  })
})

describe('a no to a post that waits', () => {
  it.each([
    ['another post', { notice: 'SS-0001/2' }],
    ['another channel', { channel: 'x.shadow' }],
  ])('on %s leaves it', async (_, over) => {
    const world = aWorld(aService({ channels: { x: { mode: 'approve' } } }))
    await world.rounds('ddd')
    await world.publish()
    const record = await world.record()
    const rulings = [said({ is: 'skip', at: world.clock.now(), ...over })]
    await world.store.writeRecord({ ...record, version: record.version + 1, rulings })
    await world.publish()
    expect((await world.ledger())?.waiting?.notice).toBe('SS-0001/1')
  })
})

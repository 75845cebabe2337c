import { describe, expect, it } from 'vitest'
import { busEvent } from '../../lib/incident/bus-events.ts'
import type { Asked } from '../../lib/incident/command.ts'
import { aService, beginning, eleven, live, minute, type Story, say } from '../given.ts'

const service = aService()
const day = 24 * 60 * minute
const told = (story: Story, ...asked: readonly Asked[]): Story =>
  asked.reduce((so, command) => say(so, service, command), story)
const fallen = () => live(beginning(), service, { sede: 'dddddd', web: 'uuuddd' })
const on = (notice: string, channel = 'x') => ({ channel, notice })
const hold = (channel: string): Asked => ({ command: 'hold', channel })
const rule = (ruling: 'landed' | 'absent' | 'drop', notice = 'SS-0001/1'): Asked => ({
  command: 'rule',
  ...on(notice),
  ruling,
})
const skip = (notice = 'SS-0001/1', channel = 'x'): Asked => ({ command: 'skip', ...on(notice, channel) })
const rulings = ({ record }: Story) =>
  record.rulings.map(({ notice, channel, is }) => `${notice} ${channel} ${is}`)

describe('the switch', () => {
  it('released for all frees each channel, though not all were held', () => {
    expect(told(beginning(), hold('x'), { command: 'release', channel: 'all' }).record.holds).toEqual({})
    expect(told(beginning(), { command: 'release', channel: 'all' }).events).toEqual([])
  })

  it('released for one leaves the others held', () => {
    const story = told(beginning(), hold('x'), hold('x.shadow'), { command: 'release', channel: 'x' })
    expect(Object.keys(story.record.holds)).toEqual(['x.shadow'])
  })

  it('has no reason where none was given', () => {
    expect(told(beginning(), hold('x')).record.holds).toEqual({ x: { at: eleven, by: 'ana' } })
  })
})

describe('an answer to a post that waits', () => {
  it('is a no to that post on that channel', () => {
    const story = told(fallen(), skip(), skip('SS-0001/2'), skip('SS-0001/1', 'x.shadow'))
    expect(rulings(story)).toEqual(['SS-0001/1 x skip', 'SS-0001/2 x skip', 'SS-0001/1 x.shadow skip'])
    expect(story.record.rulings[0]).toMatchObject({ at: story.at, by: 'ana' })
  })

  it.each<[string, Asked, RegExp]>([
    ['of a step that there is none of', skip('SS-0001/9'), /SS-0001\/9 is not known/],
    ['of an incident that there is none of', skip('SS-0009/1'), /SS-0009\/1 is not known/],
    ['on a channel that there is none of', skip('SS-0001/1', 'telegram'), /telegram is no channel/],
    ['on all channels', skip('SS-0001/1', 'all'), /all is no channel/],
    [
      'that is a yes to what is not known',
      { command: 'approve', ...on('SS-0001/9'), text: 'Hola' },
      /SS-0001\/9 is not known/,
    ],
  ])('is refused %s', (_, asked, why) => {
    expect(() => told(fallen(), asked)).toThrow(why)
  })
})

describe('a word on a post in doubt', () => {
  it('is written down as often as it is said', () => {
    const story = told(fallen(), rule('landed'), rule('landed'), rule('drop', 'SS-0001/2'))
    expect(rulings(story)).toEqual(['SS-0001/1 x landed', 'SS-0001/1 x landed', 'SS-0001/2 x drop'])
  })

  it('is kept as long as its incident, and a month at least', () => {
    const story = told(fallen(), rule('landed'))
    const later = (milliseconds: number, incidents: Story['record']['incidents']) =>
      live({ ...story, record: { ...story.record, incidents }, at: story.at + milliseconds }, service, {
        sede: 'd',
      }).record.rulings
    expect(later(29 * day, [])).toHaveLength(1)
    expect(later(31 * day, [])).toEqual([])
    expect(later(31 * day, story.record.incidents)).toHaveLength(1)
  })

  it('on another incident is not kept by this one', () => {
    const story = told(fallen(), rule('landed'))
    const strange = story.record.rulings.map(ruling => ({ ...ruling, notice: 'SS-00011/1' }))
    const later = { ...story, record: { ...story.record, rulings: strange }, at: story.at + 31 * day }
    expect(live(later, service, { sede: 'd' }).record.rulings).toEqual([])
  })
})

describe('the event of the posting', () => {
  it.each<[string, readonly Asked[], string]>([
    ['held', [hold('all')], 'held all'],
    ['released', [hold('x'), { command: 'release', channel: 'x' }], 'released x'],
    ['skip', [skip()], 'skip x'],
    ['approved', [{ command: 'approve', ...on('SS-0001/1'), text: 'Hola' }], 'approved x'],
  ])('says what became of it: %s', (_, asked, what) => {
    const story = told(fallen(), ...asked)
    const id = story.record.outbox.at(-1) ?? ''
    expect(busEvent(story.record, id)).toEqual({
      type: 'posting.changed',
      detail: {
        schema: 1,
        id,
        service: service.id,
        at: new Date(story.at).toISOString(),
        components: [],
        what,
      },
    })
  })
})

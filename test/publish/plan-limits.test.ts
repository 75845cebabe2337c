import { describe, expect, it } from 'vitest'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { isRefusal } from '../../lib/incident/events.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { owedElsewhere, plan, type Situation } from '../../lib/publish/plan.ts'
import { aService, beginning, eleven, live, minute, type Story } from '../given.ts'
import { aLedger } from './ledgers.ts'

const service = aService()
const told = (story: Story, command: 'ack' | 'resolve'): Story => {
  const asked = { command, incident: 'SS-0001', request: command, by: 'ana' } as const
  const events = decideCommand(story.record, service, asked, story.at)
  if (isRefusal(events)) throw new TypeError(events.refused)
  return { ...story, record: evolved(story.record, events) }
}
const due = ({ record, at }: Story, ledger: Partial<Ledger>, over: Partial<Situation> = {}) =>
  plan(
    { told: {}, born: 0, ...ledger },
    { now: at, official: true, tellAfter: 10 * minute, record, archived: [], ...over },
  ).map(({ kind, step }) => `${kind} ${step.n}`)
const down = (step: number) => ({ told: { 'SS-0001': { is: 'down' as const, step } } })

describe('the plan, at its limits', () => {
  const acknowledged = () => told(live(beginning(), service, { sede: 'ddd' }), 'ack')
  const seen = eleven + 2 * minute + 1_000

  it.each([
    [10 * minute - 1, ['update 2']],
    [10 * minute, []],
  ])('tells an update %d ms after the last look: %j', (age, expected) => {
    expect(due(acknowledged(), down(1), { now: seen + age })).toEqual(expected)
  })

  it('goes by the newest look at anything that is bad', () => {
    const story = live(beginning(), service, { sede: `ddd${'b'.repeat(12)}`, web: 'd'.repeat(15) })
    expect(due(told(story, 'ack'), down(1))).toEqual(['update 2'])
  })

  it('tells nothing but that it comes and goes', () => {
    const story = told(live(beginning(), service, { sede: 'ddduu'.repeat(3) }), 'ack')
    expect(due(story, down(5))).toEqual(['update 6'])
    expect(due(story, down(6))).toEqual([])
  })

  const ended = () => live(beginning(), service, { sede: `${'d'.repeat(10)}uu` })
  const end = eleven + 11 * minute + 5_000

  it.each<[string, Partial<Situation>, number, readonly string[]]>([
    ['that lasted just long enough', { tellAfter: 10 * minute }, 0, ['whole 2']],
    ['that lasted too short a time', { tellAfter: 10 * minute + 1 }, 0, []],
    ['that ended an hour ago', { now: end + 60 * minute }, 0, ['whole 2']],
    ['that ended longer ago', { now: end + 60 * minute + 1 }, 0, []],
    ['that ended after the channel was there', {}, end - 1, ['whole 2']],
    ['that ended as the channel came', {}, end, []],
  ])('folds an outage %s, or leaves it', (_, over, born, expected) => {
    expect(due(ended(), { born }, over)).toEqual(expected)
  })

  it('folds nothing that an operator closed', () => {
    const closed = told(live(beginning(), service, { sede: 'd'.repeat(20) }), 'resolve')
    expect(due(closed, {})).toEqual([])
    expect(due(closed, down(1))).toEqual(['end 2'])
  })
})

describe('what is owed elsewhere', () => {
  it('is what was told, or may have been, and has left the record', () => {
    const { record } = live(beginning(), service, { sede: 'ddd' })
    const ledger = aLedger({
      told: {
        'SS-0001': { is: 'down', step: 1 },
        gone: { is: 'down', step: 1 },
        doubt: { is: 'maybe', step: 1 },
        over: { is: 'up', step: 2 },
      },
    })
    expect(owedElsewhere(ledger, record)).toEqual(['gone', 'doubt'])
    expect(owedElsewhere(ledger, { ...record, incidents: [] })).toEqual(['SS-0001', 'gone', 'doubt'])
  })
})

import { describe, expect, it } from 'vitest'
import type { Incident } from '../../lib/incident/record.ts'
import type { Told } from '../../lib/publish/ledger.ts'
import { plan } from '../../lib/publish/plan.ts'
import { aService, beginning, eleven, live, minute, type Story } from '../given.ts'

const service = aService()
/** Stories are lived within a test, so that mutation testing knows whose they are. */
const begun = () => live(beginning(), service, { sede: 'd'.repeat(12) })
const ended = () => live(begun(), service, { sede: 'uu' })
const short = () => live(beginning(), service, { sede: 'ddduu' })
const again = () => live(ended(), service, { sede: 'ddd' })
const endedAgain = () => live(again(), service, { sede: 'uu' })

interface Given {
  readonly told?: Told
  readonly official?: boolean
  readonly born?: number
  readonly later?: number
}

const due = (story: Story, { told, official = false, born = 0, later = 0 }: Given = {}) =>
  plan(
    { told: told ? { 'SS-0001': told } : {}, born },
    { now: story.at + later, official, tellAfter: 10 * minute, record: story.record, archived: [] },
  ).map(({ kind, step }) => `${kind} ${step.n}`)

const down = (step: number): Given => ({ told: { is: 'down', step } })
const up = (step: number): Given => ({ told: { is: 'up', step } })
const maybe = (step: number): Given => ({ told: { is: 'maybe', step } })

describe('the plan', () => {
  it.each<[string, () => Story, Given, readonly string[]]>([
    ['begins what nobody was told', begun, {}, ['begin 1']],
    ['has nothing new once the beginning was told', begun, down(1), []],
    ['waits while the beginning is in doubt', begun, maybe(1), []],
    ['ends what was told', ended, down(1), ['end 2']],
    ['tells the whole where the beginning is in doubt', ended, maybe(1), ['whole 2']],
    ['tells the whole, however short, where the beginning is in doubt', short, maybe(1), ['whole 2']],
    ['folds what was long enough', ended, {}, ['whole 2']],
    ['leaves out what was short', short, {}, []],
    ['leaves out what ended long ago', ended, { later: 61 * minute }, []],
    ['leaves out what ended before the channel was there', ended, { born: eleven + 14 * minute }, []],
    ['has nothing new once the end was told', ended, up(2), []],
    ['waits while the end is in doubt', ended, maybe(2), []],
    ['begins again after a told end', again, up(2), ['begin 3']],
    ['begins again after an end in doubt', again, maybe(2), ['begin 3']],
    ['says nothing where the public never heard of the end', again, down(1), []],
    ['ends once after two spells of which it told one', endedAgain, down(1), ['end 4']],
    ['leaves out a short second spell that nobody was told', endedAgain, up(2), []],
  ])('%s', (_, story, given, expected) => {
    expect(due(story(), given)).toEqual(expected)
  })

  it('tells only the newest of several updates', () => {
    const joined = live(begun(), service, { sede: 'ddddddd', web: 'ddddddd', cita: 'uuudddd' })
    expect(due(joined, down(1))).toEqual(['update 3'])
    expect(due(joined, maybe(1))).toEqual([])
  })

  it('says nothing of what comes and goes', () => {
    const flapping = live(beginning(), service, { sede: 'ddduu'.repeat(3) })
    expect(due(flapping, up(4))).toEqual([])
    expect(due(flapping, down(5))).toEqual(['update 6'])
  })

  it('tells ends before beginnings before updates', () => {
    const [one] = ended().record.incidents
    const [two] = begun().record.incidents
    if (!one || !two) throw new TypeError('the stories have incidents')
    const incidents: readonly Incident[] = [{ ...two, id: 'SS-0002' }, one]
    const dues = plan(
      { told: { 'SS-0001': { is: 'down', step: 1 } }, born: 0 },
      { now: eleven, official: false, tellAfter: 0, record: { ...ended().record, incidents }, archived: [] },
    )
    expect(dues.map(({ kind }) => kind)).toEqual(['end', 'begin'])
  })
})

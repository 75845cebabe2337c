import { describe, expect, it } from 'vitest'
import { lastEnd, openIncident } from '../../lib/incident/incident.ts'
import { settle } from '../../lib/incident/settle.ts'
import { aService, beginning, eleven, live, minute, steps } from '../given.ts'

const service = aService()
const lived = (rounds: Record<string, string>, by = service) => live(beginning(), by, rounds)

describe('an outage opens', () => {
  it('opens after three bad rounds in a row', () => {
    expect(steps(lived({ sede: 'dd' }))).toEqual([])
    expect(steps(lived({ sede: 'ddd' }))).toEqual(['begin outage'])
  })

  it('dates the outage from the first bad look', () => {
    const [incident] = lived({ sede: 'uuddd' }).record.incidents
    expect(incident?.steps[0]?.facts).toEqual({
      what: 'outage',
      components: ['sede'],
      since: eleven + 2 * minute + 1_000,
    })
  })

  it('starts counting again after one good round', () => {
    expect(steps(lived({ sede: 'ddudd' }))).toEqual([])
  })

  it('neither counts nor forgets blind rounds', () => {
    expect(steps(lived({ sede: 'dbbbbd' }))).toEqual([])
    expect(steps(lived({ sede: 'dbdbbd' }))).toEqual(['begin outage'])
  })

  it('starts counting again after a gap of more than three rounds', () => {
    expect(steps(lived({ sede: 'dd..d' }))).toEqual(['begin outage'])
    expect(steps(lived({ sede: 'dd...d' }))).toEqual([])
  })

  it('opens a degraded incident after three slow rounds', () => {
    expect(steps(lived({ sede: 'sss' }))).toEqual(['begin degraded'])
  })

  it('calls a mixture of slow and down degraded, not down', () => {
    expect(steps(lived({ sede: 'dds' }))).toEqual(['begin degraded'])
  })

  it('freezes the names of the components that fell', () => {
    const [incident] = lived({ sede: 'ddd' }).record.incidents
    expect(incident?.names).toEqual({ sede: { es: 'la Sede Electrónica' } })
  })

  it('numbers incidents with the code of the service', () => {
    const twice = live(lived({ sede: 'ddduu' }), service, { sede: `${'u'.repeat(40)}ddd` })
    expect(twice.record.incidents.map(({ id }) => id)).toEqual(['SS-0001', 'SS-0002'])
  })
})

describe('an outage changes', () => {
  it('takes in more components instead of opening twice', () => {
    const story = lived({ sede: 'dddddd', web: 'uudddd' })
    expect(story.record.incidents).toHaveLength(1)
    expect(steps(story)).toEqual(['begin outage', 'update joined'])
  })

  it('says who works again while others do not', () => {
    expect(steps(lived({ sede: 'ddduu', web: 'ddddd' }))).toEqual(['begin outage', 'update left'])
  })

  it('tells degraded to down as worse', () => {
    expect(steps(lived({ sede: 'sssddd' }))).toEqual(['begin degraded', 'update worse'])
  })

  it('does not end because down becomes slow', () => {
    const story = lived({ sede: 'dddssssss' })
    expect(steps(story)).toEqual(['begin outage'])
    expect(story.record.components.sede?.is).toBe('degraded')
  })
})

describe('an outage ends', () => {
  it('ends after two good rounds, at the first of them', () => {
    const story = lived({ sede: 'dddduu' })
    expect(steps(story)).toEqual(['begin outage', 'end recovery'])
    const end = story.record.incidents[0] && lastEnd(story.record.incidents[0])
    expect(end?.facts).toMatchObject({ back: eleven + 4 * minute + 1_000, late: false })
  })

  it('starts counting good rounds again after a bad one', () => {
    expect(steps(lived({ sede: 'dddudu' }))).toEqual(['begin outage'])
    expect(steps(lived({ sede: 'dddusu' }))).toEqual(['begin outage'])
  })

  it('does not end on blind rounds', () => {
    expect(steps(lived({ sede: `ddd${'b'.repeat(30)}` }))).toEqual(['begin outage'])
  })

  it('knows that it saw the end late after a gap', () => {
    const story = lived({ sede: 'ddd.....uu' })
    expect(story.record.incidents[0]?.members.sede).toMatchObject({ is: 'back', late: true })
  })

  it('reopens the same incident within half an hour', () => {
    const story = lived({ sede: `ddduu${'u'.repeat(20)}ddd` })
    expect(story.record.incidents).toHaveLength(1)
    expect(steps(story)).toEqual(['begin outage', 'end recovery', 'begin reopened'])
  })

  it('opens another incident for another component', () => {
    const story = lived({ sede: `ddduu${'u'.repeat(5)}`, web: `${'u'.repeat(10)}ddd` })
    expect(story.record.incidents.map(({ id }) => id)).toEqual(['SS-0001', 'SS-0002'])
  })
})

describe('an outage of one of several targets', () => {
  const look = (outcome: 'up' | 'down', more: { bad?: string[]; blind?: string[] }) => ({
    outcome,
    at: eleven,
    ...more,
  })
  const down = () =>
    settle(
      { is: 'operational', since: 0 },
      look('down', { bad: ['/a'] }),
      { downRounds: 1, upRounds: 1 },
      minute,
    )

  it('does not end while that target cannot be seen', () => {
    const count = { downRounds: 1, upRounds: 1 }
    expect(settle(down(), look('up', { blind: ['/a'] }), count, minute)).toMatchObject({
      is: 'down',
      blind: eleven,
    })
    expect(settle(down(), look('up', {}), count, minute)).toMatchObject({ is: 'operational' })
  })

  it('ends though another was never seen', () => {
    const count = { downRounds: 1, upRounds: 1 }
    expect(settle(down(), look('up', { blind: ['/b'] }), count, minute)).toMatchObject({ is: 'operational' })
  })
})

describe('an outage comes and goes', () => {
  const flapping = 'ddduu'.repeat(6)

  it('holds its words back after six changes and stays open', () => {
    const story = lived({ sede: flapping })
    expect(steps(story)).toEqual([
      'begin outage',
      'end recovery',
      'begin reopened',
      'end recovery',
      'begin reopened',
      'update unstable',
    ])
    expect(openIncident(story.record)?.unstable).toBeDefined()
  })

  it('ends once it has been quiet and good', () => {
    const story = lived({ sede: flapping + 'u'.repeat(31) })
    expect(steps(story).slice(-2)).toEqual(['update unstable', 'end recovery'])
    expect(story.record.incidents[0]?.unstable).toBeUndefined()
  })

  it('takes no time in which nobody could look for quiet', () => {
    const story = lived({ sede: flapping + 'b'.repeat(60) })
    expect(steps(story).at(-1)).toBe('update unstable')
    expect(openIncident(story.record)?.unstable).toBeDefined()
  })

  it('is steady again once it has been quiet and bad', () => {
    const story = lived({ sede: flapping + 'd'.repeat(34) })
    expect(openIncident(story.record)?.unstable).toBeUndefined()
  })

  it('tells every change where the rule is turned off', () => {
    const calm = aService({ policy: { flapping: { changes: 0 } } })
    expect(steps(lived({ sede: flapping }, calm))).toHaveLength(12)
  })
})

describe('an outage lasts', () => {
  it('reminds after one hour, three, and every three', () => {
    const story = lived({ sede: 'd'.repeat(9 * 60 + 2) })
    const reminders = story.record.incidents[0]?.steps.filter(({ facts }) => facts.what === 'reminder')
    expect(reminders?.map(({ at }) => Math.round((at - eleven) / minute / 60))).toEqual([1, 3, 6, 9])
  })

  it('is silent at night and speaks at eight', () => {
    const story = live(beginning(Date.parse('2026-11-21T21:30:00Z')), service, { sede: 'd'.repeat(600) })
    const reminders = story.record.incidents[0]?.steps.filter(({ facts }) => facts.what === 'reminder')
    expect(reminders?.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual(['07:00'])
  })

  it('reminds of nothing that it cannot see', () => {
    expect(steps(lived({ sede: `ddd${'b'.repeat(70)}` }))).toEqual(['begin outage'])
  })
})

describe('the config changes under an outage', () => {
  const without = (id: string) => ({
    ...service,
    components: service.components.filter(one => one.id !== id),
  })

  it('ends as removed when its last component is gone', () => {
    const story = live(lived({ sede: 'ddd' }), without('sede'), { web: 'u' })
    expect(steps(story)).toEqual(['begin outage', 'end removed'])
    expect(story.record.incidents[0]?.names.sede).toEqual({ es: 'la Sede Electrónica' })
  })

  it('goes on without a component that is gone', () => {
    const story = live(lived({ sede: 'ddd', web: 'ddd' }), without('sede'), { web: 'd' })
    expect(steps(story)).toEqual(['begin outage'])
    expect(Object.keys(openIncident(story.record)?.members ?? {})).toEqual(['web'])
  })
})

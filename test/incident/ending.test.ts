import { describe, expect, it } from 'vitest'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { isRefusal } from '../../lib/incident/events.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import { lastEnd, openIncident } from '../../lib/incident/incident.ts'
import { aService, beginning, eleven, live, minute, type Story, steps } from '../given.ts'

const service = aService()
const lived = (rounds: Record<string, string>, by = service) => live(beginning(), by, rounds)
const without = (...gone: readonly string[]) => ({
  ...service,
  components: service.components.filter(({ id }) => !gone.includes(id)),
})
const resolved = (story: Story): Story => {
  const command = { command: 'resolve', incident: 'SS-0001', request: 'r', by: 'ana' } as const
  const events = decideCommand(story.record, service, command, story.at)
  if (isRefusal(events)) throw new TypeError(events.refused)
  return { ...story, record: evolved(story.record, events) }
}
const look = (n: number) => eleven + n * minute + 1_000
const end = ({ record }: Story) => {
  const incident = record.incidents[0]
  return incident && lastEnd(incident)?.facts
}
const ids = ({ record }: Story) => record.incidents.map(({ id }) => id)

describe('an outage of several components', () => {
  it('is dated from the first bad look at any of them', () => {
    const story = lived({ sede: 'uddd', web: 'dbdd' })
    expect(story.record.incidents[0]?.steps[0]?.facts).toMatchObject({ since: look(0) })
  })

  it('ends when the last of them was good', () => {
    const story = lived({ sede: 'dddduu', web: 'ddduuu' })
    expect(end(story)).toEqual({
      what: 'recovery',
      since: look(0),
      back: look(4),
      late: false,
    })
    expect(end(lived({ sede: 'ddduuu', web: 'dddduu' }))).toMatchObject({ back: look(4) })
  })

  it('ends late where the last of them was seen late', () => {
    const story = lived({ sede: 'ddddddd....uu', web: 'ddduuuu....uu' })
    expect(end(story)).toMatchObject({ late: true })
  })
})

describe('a fall after an end', () => {
  it('opens another incident where an operator closed the one before', () => {
    const story = live(resolved(lived({ sede: 'ddd' })), service, { sede: 'uuddd' })
    expect(ids(story)).toEqual(['SS-0001', 'SS-0002'])
  })

  it('reopens where one of those that fall was in it', () => {
    const story = lived({ sede: 'ddduuddd', web: 'uuuuuddd' })
    expect(ids(story)).toEqual(['SS-0001'])
    expect(steps(story).at(-1)).toBe('begin reopened')
    expect(Object.keys(openIncident(story.record)?.members ?? {})).toEqual(['sede', 'web'])
  })

  it('reopens until half an hour to the millisecond', () => {
    const back = 3
    const fallenAfter = (quiet: number) => lived({ sede: `ddd${'u'.repeat(quiet)}ddd` })
    expect(ids(fallenAfter(30))).toEqual(['SS-0001'])
    expect(ids(fallenAfter(31))).toEqual(['SS-0001', 'SS-0002'])
    expect(look(back + 30) - look(back)).toBe(service.policy.reopenWithin)
  })
})

describe('an end without anybody left', () => {
  it('goes by its own instant, not by a return of a spell before', () => {
    const story = lived({ sede: 'ddduudddd', web: 'ddduuuuuu' })
    const gone = live(story, without('sede'), { web: 'u' })
    expect(end(gone)).toEqual({
      what: 'removed',
      since: look(5),
      back: gone.at - minute + 5_000,
      late: false,
    })
  })

  it('is a recovery where the others came back in that round', () => {
    const gone = live(lived({ sede: 'dddu', web: 'dddd' }), without('web'), { sede: 'u' })
    expect(end(gone)).toMatchObject({ what: 'recovery', back: look(3) })
  })

  it('comes at once though it came and went', () => {
    const story = lived({ sede: 'ddduu'.repeat(3) })
    expect(openIncident(story.record)?.unstable).toBeDefined()
    expect(steps(live(story, without('sede'), { web: 'u' })).at(-1)).toBe('end removed')
  })
})

describe('an outage that comes and goes', () => {
  const flapping = 'ddduu'.repeat(3)
  const changed = (story: Story) => openIncident(story.record)?.unstable?.changed

  it('is open and steady once it has been quiet and bad', () => {
    const story = lived({ sede: `${flapping}${'d'.repeat(34)}` })
    expect(openIncident(story.record)).toBeDefined()
    expect(openIncident(story.record)?.unstable).toBeUndefined()
    expect(steps(story).at(-1)).toBe('update unstable')
  })

  it('waits half an hour from its last change', () => {
    const quiet = (rounds: number) => lived({ sede: flapping + 'u'.repeat(rounds) })
    expect(steps(quiet(29)).at(-1)).toBe('update unstable')
    expect(steps(quiet(30)).at(-1)).toBe('end recovery')
  })

  it('begins to wait again with each change', () => {
    const before = lived({ sede: flapping })
    const after = live(before, service, { sede: 'uuuuuuddd' })
    expect(changed(after)).toBeGreaterThan(changed(before) ?? 0)
    expect(steps(live(after, service, { sede: 'd'.repeat(25) })).at(-1)).toBe('update unstable')
  })

  it('waits while one of its components cannot be seen', () => {
    const story = lived({ sede: `${flapping}${'u'.repeat(40)}`, web: `ddduu${'b'.repeat(50)}` })
    expect(steps(story).at(-1)).toBe('update unstable')
  })

  it('knows all the while who is bad', () => {
    const story = live(lived({ sede: flapping }), service, { sede: 'ddd', web: 'uuu' })
    expect(openIncident(story.record)?.members.sede?.is).toBe('down')
    const again = live(lived({ sede: `${flapping}ddd` }), service, { sede: 'd' })
    expect(openIncident(again.record)?.members.sede?.is).toBe('down')
  })

  it('knows all the while how bad it is', () => {
    const story = lived({ sede: `${flapping}dddsss` })
    expect(openIncident(story.record)?.members.sede).toMatchObject({ is: 'degraded', worst: 'down' })
  })

  it('does not come from getting worse', () => {
    const story = lived({ sede: `ddduuddduusss${'ddd'}` })
    expect(steps(story).slice(-2)).toEqual(['begin reopened', 'update worse'])
  })

  it('comes from a change that somebody else gets worse beside', () => {
    const sede = 'ddduuddduusssddd'
    const web = 'ddduuddduussssuu'
    expect(steps(lived({ sede, web })).at(-1)).toBe('update unstable')
  })
})

describe('a reminder', () => {
  const many = (letter: string, n = 58) => `ddd${letter.repeat(n)}`

  it('comes for what is only slow', () => {
    expect(steps(lived({ sede: 's'.repeat(62) }))).toEqual(['begin degraded', 'update reminder'])
  })

  it('comes while one of those that fail is seen', () => {
    expect(steps(lived({ sede: many('b'), web: many('d') }))).toContain('update reminder')
  })

  it('does not come for who is back and has only faltered', () => {
    const story = lived({ sede: many('b'), web: `ddduu${'u'.repeat(55)}d` })
    expect(steps(story)).toEqual(['begin outage', 'update left'])
  })

  it('has the next number', () => {
    const story = lived({ sede: 'd'.repeat(182) })
    expect(story.record.incidents[0]?.steps.map(({ n }) => n)).toEqual([1, 2, 3])
  })
})

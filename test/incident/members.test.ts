import { describe, expect, it } from 'vitest'
import { passed } from '../../lib/incident/instant.ts'
import { settle } from '../../lib/incident/settle.ts'
import { fakeClock } from '../fakes.ts'
import { aService, beginning, eleven, live, minute, type Story, steps } from '../given.ts'

const service = aService()
const lived = (rounds: Record<string, string>) => live(beginning(), service, rounds)
const look = (n: number) => eleven + n * minute + 1_000
const member = (story: Story, id = 'sede') => story.record.incidents[0]?.members[id]
const health = (rounds: string) => lived({ sede: rounds }).record.components.sede
const facts = ({ record }: Story) => record.incidents[0]?.steps.map(({ facts: one }) => one)

describe('a member of an incident', () => {
  it.each([
    ['dddsss', { is: 'degraded', since: look(0), worst: 'down' }],
    ['sssddd', { is: 'down', since: look(0), worst: 'down' }],
    ['ssssss', { is: 'degraded', since: look(0), worst: 'degraded' }],
    ['dddddd', { is: 'down', since: look(0), worst: 'down' }],
    ['ddduusss', { is: 'degraded', since: look(5), worst: 'degraded' }],
    ['dddsssuu', { is: 'back', since: look(0), worst: 'down', at: look(6), late: false }],
  ])('after %s is %j', (rounds, expected) => {
    expect(member(lived({ sede: rounds }))).toEqual(expected)
  })

  it('makes an outage of it, whoever else is only slow', () => {
    expect(steps(lived({ sede: 'sss', web: 'ddd' }))).toEqual(['begin outage'])
  })
})

describe('a belief', () => {
  it('holds no more than what is true of it', () => {
    expect(health('u')).toEqual({ is: 'operational', since: look(0) })
    expect(health('ddd')).toEqual({ is: 'down', since: look(0), seen: look(2) })
    expect(health('dddd')).toEqual({ is: 'down', since: look(0), seen: look(3) })
  })

  it('changes its badness after three rounds, not before', () => {
    expect(health('dddss')).toMatchObject({
      is: 'down',
      since: look(0),
      shift: { rounds: 2, first: look(3) },
    })
    expect(health('dddsss')).toEqual({ is: 'degraded', since: look(3), seen: look(5) })
    expect(health('dddssd')).toEqual({ is: 'down', since: look(0), seen: look(5) })
  })

  it('goes on while what failed is hidden and something else fails', () => {
    const down = { is: 'down', since: 0, seen: 0, targets: ['/a'] } as const
    const seen = { outcome: 'down', at: eleven, bad: ['/b'], blind: ['/a'] } as const
    expect(settle(down, seen, { downRounds: 1, upRounds: 1 }, minute)).toEqual({
      is: 'down',
      since: 0,
      seen: eleven,
      targets: ['/a', '/b'],
    })
  })

  it('is late only beyond the gap', () => {
    const down = { is: 'down', since: 0, seen: eleven } as const
    const up = (at: number) => settle(down, { outcome: 'up', at }, { downRounds: 1, upRounds: 1 }, minute)
    expect(up(eleven + minute)).not.toHaveProperty('late')
    expect(up(eleven + minute + 1)).toMatchObject({ late: true })
  })
})

describe('the news of one round', () => {
  it('is numbered, those that left before those that joined', () => {
    const story = lived({ sede: 'dddduu', web: 'ddddddd', cita: 'uuuddd' })
    expect(story.record.incidents[0]?.steps.map(({ n, facts: { what } }) => [n, what])).toEqual([
      [1, 'outage'],
      [2, 'left'],
      [3, 'joined'],
    ])
  })

  it('is dated from the first of those it is about', () => {
    const joined = lived({ sede: 'dddddd', web: 'uudbdd', cita: 'uuuddd' })
    expect(facts(joined)?.at(-1)).toEqual({ what: 'joined', components: ['web', 'cita'], since: look(2) })
    const left = lived({ sede: 'ddduu', web: 'ddddd' })
    expect(facts(left)?.at(-1)).toEqual({ what: 'left', components: ['sede'], since: look(3) })
  })
})

describe('the turns of an outage', () => {
  const toggling = (pause: number) =>
    lived({ sede: 'd'.repeat(pause + 20), web: `uuu${'ddduu'.repeat(2)}${'u'.repeat(pause)}ddd` })

  it('are its joins and leaves as well', () => {
    expect(steps(toggling(0))).toContain('update unstable')
  })

  it('count for two hours', () => {
    expect(steps(toggling(140))).not.toContain('update unstable')
    expect(steps(toggling(140)).filter(step => step === 'update joined')).toHaveLength(3)
  })

  it('are not what only got worse', () => {
    const story = lived({ sede: `${'sssddd'.repeat(3)}${'d'.repeat(9)}`, web: `${'u'.repeat(18)}ddduuddd` })
    expect(steps(story)).toEqual([
      'begin degraded',
      ...Array.from({ length: 3 }, () => 'update worse'),
      'update joined',
      'update left',
      'update joined',
    ])
  })
})

describe('the time that has passed', () => {
  it('is what the clock says that went further', async () => {
    const clock = fakeClock(eleven)
    const since = { wall: eleven, monotonic: 0 }
    await clock.sleep(5)
    clock.set(eleven - minute)
    expect(passed(clock, since)).toBe(5)
    clock.set(eleven + minute)
    expect(passed(clock, since)).toBe(minute)
  })
})

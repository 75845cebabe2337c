import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/check/check.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { decideRound, isClockFault } from '../../lib/incident/decide-round.ts'
import { isRefusal } from '../../lib/incident/events.ts'
import { emptyRecord, evolved } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { aService, beginning, eleven, live, minute, round, type Story, steps } from '../given.ts'

const service = aService()
const second = 1_000
const hour = 60 * minute
const lived = (rounds: Record<string, string>, by = service) => live(beginning(), by, rounds)
const at = (story: Story, later: number): Story => ({ ...story, at: story.at + later })

describe('rounds of five seconds whose rechecks take longer', () => {
  /** Bad rounds so many seconds after the first. */
  const badAt = (...times: readonly number[]) =>
    times.reduce<ServiceRecord>((record, after) => {
      const instant = eleven + after * second
      const sede: { outcome: Outcome; at: number } = { outcome: 'down', at: instant }
      const seen = { ...round(instant, {}), length: 5 * second, components: { sede } }
      return evolved(record, decideRound(record, service, seen))
    }, emptyRecord(service.id))

  it('count on after as long as a bad round may take', () => {
    expect(badAt(0, 5, 55).incidents).toHaveLength(1)
    expect(badAt(0, 5, 60).incidents).toEqual([])
  })
})

describe('an end after a gap', () => {
  it('is late if nobody looked for more than three and a half rounds', () => {
    const late = (rounds: string) => lived({ sede: rounds }).record.components.sede
    expect(late('ddd..uu')).not.toHaveProperty('late')
    expect(late('ddd...uu')).toMatchObject({ late: true })
  })
})

describe('a clock fault', () => {
  it('is a stored round more than ten minutes ahead', () => {
    const record = { ...emptyRecord('body'), round: eleven }
    const seen = round(eleven - 10 * minute, {})
    expect(isClockFault(record, { ...seen, at: eleven - 10 * minute })).toBe(false)
    expect(isClockFault(record, { ...seen, at: eleven - 10 * minute - 1 })).toBe(true)
  })
})

describe('a component that an operator spoke for', () => {
  const resolved = (): Story => {
    const story = lived({ sede: 'ddd' })
    const command = { command: 'resolve', incident: 'SS-0001', request: 'r', by: 'ana' } as const
    const events = decideCommand(story.record, service, command, story.at)
    if (isRefusal(events)) throw new TypeError(events.refused)
    return { ...story, record: evolved(story.record, events) }
  }
  const muted = (rounds: string) => live(resolved(), service, { sede: rounds }).record.muted

  it('counts its good rounds in a row', () => {
    expect(muted('d')).toEqual({ sede: 0 })
    expect(muted('u')).toEqual({ sede: 1 })
    expect(muted('ub')).toEqual({ sede: 1 })
    expect(muted('ud')).toEqual({ sede: 0 })
    expect(muted('us')).toEqual({ sede: 0 })
    expect(muted('uu')).toEqual({})
  })

  it('opens nothing until it was good twice', () => {
    expect(live(resolved(), service, { sede: 'uddddd' }).record.incidents).toHaveLength(1)
    expect(live(resolved(), service, { sede: 'uuddd' }).record.incidents).toHaveLength(2)
  })

  it('is forgotten where the config no longer names it', () => {
    const story = resolved()
    const seen = round(story.at, {})
    const { sede: _, ...components } = seen.components
    const events = decideRound(story.record, service, { ...seen, components })
    expect(evolved(story.record, events).muted).toEqual({})
  })
})

describe('what a record forgets', () => {
  const day = 24 * hour
  const ago = (milliseconds: number): ServiceRecord => {
    const then = eleven + 5 * second - milliseconds
    const approval = { channel: 'x', notice: 'SS-0001/1', text: 'La web', at: then, by: 'ana' }
    return { ...emptyRecord(service.id), requests: { r: then }, approvals: [approval] }
  }
  const next = (record: ServiceRecord) => evolved(record, decideRound(record, service, round(eleven, {})))

  it('is a request after a day', () => {
    expect(next(ago(day - 1)).requests).toHaveProperty('r')
    expect(next(ago(day)).requests).toEqual({})
  })

  it('is an approval after a day', () => {
    expect(next(ago(day - 1)).approvals).toHaveLength(1)
    expect(next(ago(day)).approvals).toEqual([])
  })

  it('is a closed incident after a day, and no other', () => {
    const first = lived({ sede: 'ddduu' })
    const two = live(at(first, 20 * hour), service, { web: 'ddd' })
    expect(steps(two)).toEqual(['begin outage'])
    const later = live(at(two, 5 * hour), service, { web: 'd' })
    expect(later.record.incidents.map(({ id }) => id)).toEqual(['SS-0002'])
  })

  it('is a closed incident after twice the time of reopening, where that is longer', () => {
    const patient = aService({ policy: { reopenWithin: '24h' } })
    const closed = lived({ sede: 'ddduu' }, patient)
    const kept = live(at(closed, 47 * hour), patient, { sede: 'u' })
    expect(kept.record.incidents).toHaveLength(1)
    expect(live(at(closed, 49 * hour), patient, { sede: 'u' }).record.incidents).toEqual([])
  })

  it('is nothing of who has no latency', () => {
    const look = round(eleven, {})
    const components = { sede: { outcome: 'blind' as const, at: eleven } }
    const record = emptyRecord(service.id)
    const { hour: counted, day: told } = evolved(
      record,
      decideRound(record, service, { ...look, components }),
    )
    expect(counted.counts).toEqual({})
    expect(told.counts).toEqual({ sede: [0, 0, 0, 1] })
  })
})

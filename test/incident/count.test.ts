import { describe, expect, it } from 'vitest'
import { rowOf, tallied } from '../../lib/incident/count.ts'
import { decideRound } from '../../lib/incident/decide-round.ts'
import { emptyRecord, evolved } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { parseRecord } from '../../lib/incident/schema.ts'
import type { Seen } from '../../lib/incident/settle.ts'
import { aService, beginning, eleven, live, minute, say } from '../given.ts'

const phases = { dns: 4.4, tcp: 10.2, tls: 20.1, firstByte: 60, total: 100 }
const up: Seen = { outcome: 'up', at: eleven, latency: 100, phases }
const day = '2026-11-21'
const hour = '2026-11-21T10'

/** After a round that saw the sede so. */
const lookedAt = (record: ServiceRecord, sede: Seen, covered?: readonly string[], from = day) => ({
  ...record,
  ...tallied(record, {
    is: 'looked',
    round: eleven,
    length: minute,
    at: eleven,
    vantage: 'home',
    components: {},
    muted: {},
    outcomes: { sede },
    ...(covered && { covered }),
    day: from,
    hour,
  }),
})

const empty = emptyRecord('seguridad-social')

describe('a good look', () => {
  it('adds its phases in whole milliseconds', () => {
    expect(rowOf(phases)).toEqual([1, 4, 10, 20, 60, 6])
  })

  it('that reused nothing measured is all receiving', () => {
    expect(rowOf({ total: 80 })).toEqual([1, 0, 0, 0, 0, 80])
  })

  it('never receives for less than nothing', () => {
    expect(rowOf({ firstByte: 60, total: 50 })).toEqual([1, 0, 0, 0, 60, 0])
  })

  it('is summed up in its day and its hour', () => {
    const record = lookedAt(lookedAt(empty, up), up)
    expect(record.day).toEqual({
      from: day,
      counts: { sede: [2, 0, 0, 0] },
      phases: { sede: [2, 8, 20, 40, 120, 12] },
    })
    expect(record.hour.phases).toEqual({ sede: [2, 8, 20, 40, 120, 12] })
  })

  it('begins anew with a new day, while its hour goes on', () => {
    const record = lookedAt(lookedAt(empty, up), up, undefined, '2026-11-22')
    expect(record.day.phases).toEqual({ sede: [1, 4, 10, 20, 60, 6] })
    expect(record.hour.phases).toEqual({ sede: [2, 8, 20, 40, 120, 12] })
  })
})

describe('a bad look', () => {
  it('has no phases to be summed up', () => {
    const record = lookedAt(lookedAt(empty, up), { outcome: 'down', at: eleven })
    expect(record.day.counts).toEqual({ sede: [1, 0, 1, 0] })
    expect(record.day.phases).toEqual({ sede: [1, 4, 10, 20, 60, 6] })
  })
})

describe('a look inside a window', () => {
  it('counts as maintenance and nowhere else', () => {
    const record = lookedAt(empty, { ...up, outcome: 'slow' }, ['sede'])
    expect(record.day).toEqual({ from: day, counts: { sede: [0, 0, 0, 0, 1] } })
    expect(record.hour).toEqual({ from: hour, counts: {} })
  })

  it('is added to a row that was stored without it', () => {
    const old = { ...empty, day: { from: day, counts: { sede: [7, 0, 0, 0] } } }
    expect(lookedAt(old, up, ['sede']).day.counts).toEqual({ sede: [7, 0, 0, 0, 1] })
    expect(lookedAt(lookedAt(old, up, ['sede']), up).day.counts).toEqual({ sede: [8, 0, 0, 0, 1] })
  })

  it('counts for the covered component while the window runs', () => {
    const window = {
      command: 'plan',
      components: ['sede'],
      from: eleven + 2 * minute,
      to: eleven + 4 * minute,
      announce: eleven,
    } as const
    const story = live(say(beginning(), aService(), window), aService(), { sede: 'uudduuu' })
    expect(story.record.day.counts.sede).toEqual([4, 0, 0, 0, 3])
    expect(story.record.day.counts.web).toEqual([7, 0, 0, 0])
  })
})

describe('a stored record', () => {
  it('of before there were phases is read as it was', () => {
    const story = live(beginning(), aService(), { sede: 'uuu' })
    expect(story.record.day).not.toHaveProperty('phases')
    expect(parseRecord(JSON.parse(JSON.stringify(story.record)))).toEqual(story.record)
  })

  it('of now comes back with its phases', () => {
    const seen = { round: eleven, length: minute, at: eleven, vantage: 'home', components: { sede: up } }
    const record = evolved(empty, decideRound(empty, aService(), seen))
    expect(record.day.phases).toEqual({ sede: [1, 4, 10, 20, 60, 6] })
    expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
  })
})

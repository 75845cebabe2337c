import { describe, expect, it } from 'vitest'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import { latencyBucket, leaving } from '../../lib/incident/tally.ts'
import { aService, beginning, eleven, live, minute } from '../given.ts'

const tally = (from: string) => ({ from, counts: { sede: [1, 0, 0, 0] } })
const before = { ...emptyRecord('body'), version: 7, day: tally('2026-11-21'), hour: tally('2026-11-21T10') }

describe('a latency', () => {
  it.each([
    [0, 0],
    [100, 0],
    [101, 1],
    [200, 1],
    [6_400, 6],
    [6_401, 7],
  ])('of %d ms falls into bucket %d', (latency, bucket) => {
    expect(latencyBucket(latency)).toBe(bucket)
  })

  it('is counted in the hour, beside those before', () => {
    const { record } = live(beginning(), aService(), { sede: 'uuu' })
    expect(record.hour.counts.sede).toEqual([0, 3, 0, 0, 0, 0, 0, 0])
  })
})

describe('what leaves a record', () => {
  it('is a finished day for ever, and a finished hour for forty days', () => {
    const after = { ...before, day: tally('2026-11-22'), hour: tally('2026-11-22T00') }
    expect(leaving(before, after, eleven)).toEqual([
      { service: 'body', key: 'day#2026-11-21', version: 7, body: before.day },
      {
        service: 'body',
        key: 'hour#2026-11-21T10',
        version: 7,
        body: before.hour,
        expires: eleven + 40 * 24 * 60 * minute,
      },
    ])
  })

  it('is nothing while they go on, or had not begun', () => {
    expect(leaving(before, { ...before, version: 8 }, eleven)).toEqual([])
    expect(leaving(emptyRecord('body'), before, eleven)).toEqual([])
  })

  it('is an incident that is gone, as it was', () => {
    const { record } = live(beginning(), aService(), { sede: 'ddd' })
    const gone = (incidents: typeof record.incidents) =>
      leaving(record, { ...record, incidents }, eleven).filter(({ key }) => key.startsWith('incident#'))
    expect(gone([])).toEqual([
      {
        service: record.service,
        key: 'incident#SS-0001',
        version: record.version,
        body: record.incidents[0],
      },
    ])
    expect(gone(record.incidents)).toEqual([])
  })
})

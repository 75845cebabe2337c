import { describe, expect, it } from 'vitest'
import { roundOf } from '../../lib/incident/take-round.ts'
import { roundEvent } from './calls.ts'
import { firingsOf, nextRound, offsetsOf } from './timetable.ts'

const minute = 60_000
const noon = Date.UTC(2026, 10, 21, 12)

describe('the timetable', () => {
  it('spreads shards evenly over a round', () => {
    expect(offsetsOf(4, minute, false)).toEqual([0, 15_000, 30_000, 45_000])
    expect(offsetsOf(3, minute, true)).toEqual([0, 0, 0])
    const many = offsetsOf(339, minute, false)
    expect(many.at(-1)).toBeLessThan(minute)
    expect(new Set(many).size).toBe(339)
  })

  it('fires each shard once a round', () => {
    expect(firingsOf([0, 30_000], noon)).toEqual([
      { shard: 0, due: noon },
      { shard: 1, due: noon + 30_000 },
    ])
  })

  it('begins at a full round, with time to get ready', () => {
    expect(nextRound(noon + 1, minute, 0)).toBe(noon + minute)
    expect(nextRound(noon + 59_500, minute, 1_000)).toBe(noon + 2 * minute)
  })
})

describe('a schedule that fires at any second', () => {
  it.each([0, 1, 17, 37, 59])('takes each minute once from second %i', second => {
    const rounds = Array.from({ length: 5 }, (_, n) => {
      const due = noon + n * minute + second * 1_000
      return roundOf(roundEvent(['one'], due).scheduledTime, minute, due)
    })
    expect(rounds).toEqual(Array.from({ length: 5 }, (_, n) => noon + n * minute))
  })

  it('keeps its round though it is started a minute late', () => {
    const { scheduledTime } = roundEvent(['one'], noon + 59_000)
    expect(roundOf(scheduledTime, minute, noon + 119_000)).toBe(noon)
  })
})

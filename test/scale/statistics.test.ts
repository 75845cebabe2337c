import { describe, expect, it } from 'vitest'
import { percentile, spreadOf } from './statistics.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe('a spread', () => {
  it('sorts what it is given and leaves it alone', () => {
    const numbers = [30, 4, 100, 5]
    expect(spreadOf(numbers)).toEqual({ n: 4, p50: 5, p99: 100, max: 100 })
    expect(numbers).toEqual([30, 4, 100, 5])
  })

  it('is of noughts where nothing was measured', () => {
    expect(spreadOf([])).toEqual({ n: 0, p50: 0, p99: 0, max: 0 })
  })

  it('leaves one of a hundred above its 99th', () => {
    expect(spreadOf(upTo(100))).toMatchObject({ p50: 50, p99: 99, max: 100 })
    expect(spreadOf(upTo(1_000))).toMatchObject({ p50: 500, p99: 990, max: 1_000 })
  })

  it('takes a number that was measured, never one between', () => {
    expect(percentile([1, 10], 0.5)).toBe(1)
    expect(percentile([1, 10], 0.51)).toBe(10)
    expect(percentile([1, 10], 0)).toBe(1)
  })
})

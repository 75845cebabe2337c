import { describe, expect, it } from 'vitest'
import { chosen } from './chosen.ts'
import { noiseOf } from './noise.ts'

const shards = [['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]

describe('who misbehaves', () => {
  it('is one of each shard before a second of any', () => {
    expect(chosen(shards, { noisy: 2, failing: 0 }).noisy).toEqual(['a', 'd'])
    expect(chosen(shards, { noisy: 4, failing: 0 }).noisy).toEqual(['a', 'd', 'g', 'b'])
  })

  it('is nobody of those that fail at once', () => {
    const { noisy, failing } = chosen(shards, { noisy: 3, failing: 4 })
    expect(failing).toEqual(['b', 'e', 'c', 'f'])
    expect(noisy.filter(id => failing.includes(id))).toEqual([])
  })

  it('breaks its record last, as nobody mends it', () => {
    for (const rounds of [1, 5, 9])
      expect(noiseOf(rounds).flatMap(({ breaks }, n) => (breaks ? [n] : []))).toEqual([rounds - 1])
  })
})

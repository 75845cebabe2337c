import { describe, expect, it } from 'vitest'
import { violations } from './invariants.ts'
import { play } from './play.ts'

describe('a run that is killed again and again', () => {
  it('loses nothing and tells nothing twice', { timeout: 170_000 }, async () => {
    const seen = await play({ seed: 3, kills: 8, say: () => {} })
    expect(violations(seen)).toEqual([])
    expect(seen.timeline.length).toBeGreaterThan(0)
    expect([...seen.kills.values()].reduce((sum, n) => sum + n, 0)).toBe(8)
  })
})

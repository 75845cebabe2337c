import { beforeAll, describe, expect, it } from 'vitest'
import { violations } from './invariants.ts'
import { play, type Seen } from './play.ts'

describe('a run that is killed again and again', () => {
  let seen: Seen
  beforeAll(async () => {
    seen = await play({ seed: 3, kills: 7, say: () => {} })
  }, 170_000)
  const invariants = (other: Partial<Seen>) =>
    violations({ ...seen, ...other }).map(({ invariant }) => invariant)

  it('loses nothing and tells nothing twice', () => {
    expect(violations(seen)).toEqual([])
    expect([...seen.kills.values()].reduce((sum, n) => sum + n, 0)).toBe(7)
    expect(seen.chronicle.posts.some(({ says }) => says === 'begin')).toBe(true)
    expect(seen.timeline.length).toBeGreaterThan(1)
  })

  it('would be caught telling something twice', () => {
    expect(invariants({ timeline: [...seen.timeline, ...seen.timeline.slice(-1)] })).toContain('I1')
  })

  it('would be caught telling what it never claimed', () => {
    const stranger = { text: 'Todo funciona.', at: Date.now() }
    expect(invariants({ timeline: [...seen.timeline, stranger] })).toContain('I1')
  })

  it('would be caught losing an end', () => {
    const isEnd = (text: string) =>
      seen.chronicle.posts.some(post => post.text === text && (post.says === 'end' || post.says === 'whole'))
    expect(invariants({ timeline: seen.timeline.filter(({ text }) => !isEnd(text)) })).toContain('I2')
  })

  it('would be caught telling what was never true', () => {
    const truth = { wasBad: () => false, wasBack: () => false }
    expect(invariants({ truth })).toContain('I3')
  })
})

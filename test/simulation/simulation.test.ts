import { describe, expect, it } from 'vitest'
import { violations } from './invariants.ts'
import { live } from './world.ts'

const story = async (seed: number): Promise<readonly string[]> => {
  const lines: string[] = []
  await live(seed, { trace: line => lines.push(line) })
  return lines
}

describe('a simulated day', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('breaks no promise (seed %i)', async seed => {
    expect(violations(await live(seed))).toEqual([])
  })

  it('is the same whenever it is lived', async () => {
    const [first, second] = [await story(3), await story(3)]
    expect(first.length).toBeGreaterThan(20)
    expect(second).toEqual(first)
  })

  it('has faults of many kinds, and posts', async () => {
    const { faults, witnessed } = await live(5)
    expect(faults.size).toBeGreaterThan(4)
    expect(witnessed.states.get('sent')).toBeGreaterThan(0)
  })
})

import { describe, expect, it } from 'vitest'
import { jsonJournal } from '../../functions/lambda.ts'
import { wire } from '../../functions/probe.ts'
import { quietStage } from '../bench/quiet/stage.ts'

const rounds = 5

/** Lives through some quiet rounds after a first one, which is not counted. */
const lived = async (components: number) => {
  const stage = await quietStage(components)
  try {
    const handler = wire(
      stage.env,
      jsonJournal(() => undefined),
    )
    await handler(stage.event(0))
    const counts = stage.count()
    for (let n = 1; n <= rounds; n++) await handler(stage.event(n))
    return { counts, bytes: stage.bytes(), operations: stage.operations() }
  } finally {
    await stage.close()
  }
}

// What grows here is on every bill, every minute: a write unit is a KB, a read unit 4 KB.
describe('a quiet round', () => {
  it.each([
    [1, 740],
    [8, 2_300],
    [40, 9_400],
  ])('of %i components reads once and writes once', async (components, most) => {
    const { counts, bytes, operations } = await lived(components)
    expect(operations).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem'])
    expect(counts.calls).toBe(2 * rounds)
    expect(counts.reads).toBeLessThanOrEqual(Math.ceil(most / 4_096) * rounds)
    expect(counts.writes).toBeLessThanOrEqual(Math.ceil(most / 1_024) * rounds)
    expect(bytes).toBeLessThan(most)
  })
})

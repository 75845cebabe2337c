import { describe, expect, it } from 'vitest'
import { aService, minute } from '../given.ts'
import { aWorld, type World } from './world.ts'

/** The first attempt of the beginning is in doubt. */
const inDoubt = async () => {
  const world = aWorld(aService())
  world.acts.push({ answer: { is: 'unknown', why: 'status-503' } })
  await world.rounds('ddd')
  await world.publish()
  return world
}
const pass = async (world: World, minutes: number) => {
  for (let n = 0; n < minutes; n++) {
    await world.rounds('d')
    await world.tick()
  }
}
const doubts = ({ lines }: World) => lines.filter(({ kind }) => kind === 'doubt')

describe('a post that stays in doubt', () => {
  it('troubles somebody, however busy the channel is', async () => {
    const world = await inDoubt()
    const first = (await world.ledger())?.flight?.first
    for (let n = 0; n < 30; n++) {
      const busy = { is: 'busy', until: world.clock.now() + minute, why: 'rate-limited' } as const
      world.acts.splice(0, 1, { answer: busy })
      await pass(world, 1)
    }
    expect(world.texts()).toEqual([])
    expect((await world.ledger())?.flight).toMatchObject({ state: 'unknown', first })
    expect(doubts(world).at(-1)).toMatchObject({ metrics: { PostTrouble: 1 } })
  })

  it('is looked for since its first attempt', async () => {
    const world = await inDoubt()
    const first = (await world.ledger())?.flight?.first ?? 0
    const asked: number[] = []
    const { find } = world.ports.channel
    world.ports.channel.find = (text, since, from, fence) => {
      asked.push(from)
      return find(text, since, from, fence)
    }
    for (let n = 0; n < 3; n++) world.acts.push({ answer: { is: 'unknown', why: 'status-503' } })
    await pass(world, 20)
    expect(asked.length).toBeGreaterThan(2)
    expect(new Set(asked)).toEqual(new Set([first - 10 * minute]))
  })

  it('is sent again without a yes, as it was begun without', async () => {
    const world = await inDoubt()
    await world.say({ command: 'mode', channel: 'x', mode: 'approve' })
    await pass(world, 10)
    expect(world.texts()).toHaveLength(1)
    await world.rounds('dddd', ['sede', 'web'])
    await pass(world, 3)
    expect(world.texts()).toHaveLength(1)
    expect(world.states().at(-1)).toMatch(/^SS-0001\/\d waiting$/)
  })

  it('is sent again no more while the posting is held', async () => {
    const world = await inDoubt()
    await world.say({ command: 'mode', channel: 'x', mode: 'approve' })
    await world.say({ command: 'hold', channel: 'x' })
    await pass(world, 10)
    expect(world.texts()).toEqual([])
  })
})

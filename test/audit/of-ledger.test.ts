import { describe, expect, it } from 'vitest'
import { aService, minute } from '../given.ts'
import { aWorld, type World } from '../publish/world.ts'
import { breakIn, wholeLog } from './log.ts'

const second = 1_000
const down = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  return world
}
const posts = async ({ store, service }: World, channel = 'x') =>
  (await wholeLog(store, service.id, channel)).flatMap(entry => (entry.kind === 'post' ? [entry] : []))
const states = async (world: World) =>
  (await posts(world)).map(({ notice, state, attempt }) => [notice, state, attempt ?? ''].join(' ').trim())

describe('the log of a ledger', () => {
  it('has every post with its exact words and its id', async () => {
    const world = await down()
    await world.publish()
    expect(await states(world)).toEqual(['SS-0001/1 sending 1', 'SS-0001/1 sent'])
    const [sending, sent] = await posts(world)
    expect(sending?.text).toBe(world.texts()[0])
    expect(sent).toMatchObject({ text: world.texts()[0], id: '5001' })
  })

  it('has what was in doubt, each attempt, and the end of it', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'unknown', why: 'reset' } })
    await world.publish()
    world.wait(31 * second)
    await world.publish()
    world.wait(121 * second)
    await world.publish()
    expect(await states(world)).toEqual([
      'SS-0001/1 sending 1',
      'SS-0001/1 unknown 1',
      'SS-0001/1 sending 2',
      'SS-0001/1 sent',
    ])
  })

  it('says why a post did not go out, and may yet', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'busy', until: world.clock.now() + minute, why: 'rate' } })
    await world.publish()
    expect((await posts(world)).at(-1)).toMatchObject({ state: 'pending', why: 'rate', attempt: 1 })
  })

  it('has what the channel refused', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'refused', why: 'forbidden' } })
    await world.publish()
    expect((await posts(world)).at(-1)).toMatchObject({ state: 'refused', why: 'forbidden' })
  })

  it('has what waited for a yes, and was overtaken', async () => {
    const world = await down({ channels: { x: { mode: 'approve' } } })
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    expect((await states(world)).slice(0, 2)).toEqual(['SS-0001/1 waiting', 'SS-0001/1 skipped'])
  })

  it('says nothing of looks that change nothing', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'unknown', why: 'reset' } })
    await world.publish()
    world.looks.push({ is: 'unclear', why: 'rate' })
    world.wait(31 * second)
    await world.publish()
    expect(await states(world)).toEqual(['SS-0001/1 sending 1', 'SS-0001/1 unknown 1'])
  })

  it('is whole, however many publishers race', async () => {
    const world = await down()
    await Promise.all(Array.from({ length: 8 }, () => world.publish()))
    await world.rounds('uu')
    await Promise.all(Array.from({ length: 8 }, () => world.publish()))
    expect(await breakIn(world.store, world.service.id, 'x')).toBeUndefined()
    expect(await states(world)).toEqual([
      'SS-0001/1 sending 1',
      'SS-0001/1 sent',
      'SS-0001/2 sending 1',
      'SS-0001/2 sent',
    ])
  })
})

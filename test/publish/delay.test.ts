import { describe, expect, it } from 'vitest'
import type { Answer } from '../../lib/ports.ts'
import { aService, minute } from '../given.ts'
import { aWorld, type World } from './world.ts'

const unreached: Answer = { is: 'not-sent', why: 'connect-refused' }

/** The Sede is down, and so many ticks a minute apart find the channel answering so. */
const declining = async (
  world: World,
  ticks: number,
  answer: () => Answer = () => unreached,
  components: readonly string[] = ['sede'],
) => {
  for (let n = 0; n < ticks; n++) {
    if (world.acts.length === 0) world.acts.push({ answer: answer() })
    await world.tick()
    await world.rounds('d', components)
  }
  world.acts.length = 0
}
const down = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  return world
}
const troubles = (world: World) =>
  world.lines.filter(({ metrics }) => metrics?.PostTrouble === 1).map(({ alarm }) => alarm)

describe('a channel that takes nothing', () => {
  it('is borne for ten minutes', async () => {
    const world = await down()
    await declining(world, 11)
    expect(world.alarms()).toEqual([])
  })

  it('is said each minute from then on', async () => {
    const world = await down()
    await declining(world, 14)
    expect(troubles(world)).toEqual(['not-taken', 'not-taken', 'not-taken'])
    expect(world.lines.findLast(({ kind }) => kind === 'alarm')).toMatchObject({
      channel: 'x',
      text: 'x has taken nothing for 13 minutes, though something is due (connect-refused)',
    })
  })

  it('is said while it wants to be left alone', async () => {
    const world = await down()
    const until = world.clock.now() + 180 * minute
    await declining(world, 15, () => ({ is: 'busy', until, why: 'rate-limited' }))
    expect(world.states()).toEqual(['SS-0001/1 sending', 'SS-0001/1 pending'])
    expect(troubles(world)).toHaveLength(4)
  })

  it('is said no more once it takes the post', async () => {
    const world = await down()
    await declining(world, 9)
    await world.tick()
    expect(world.texts()).toHaveLength(1)
    expect(await world.ledger()).not.toHaveProperty('declinedSince')
    await declining(world, 30)
    expect(troubles(world)).toEqual([])
  })

  it('hurts nobody once nothing is due any more', async () => {
    const world = await down()
    await declining(world, 2)
    await world.rounds('uu')
    world.wait(30 * minute)
    await world.tick()
    expect(troubles(world)).toEqual([])
    expect(await world.ledger()).not.toHaveProperty('declinedSince')
  })

  it('counts anew from the release of a hold', async () => {
    const world = await down()
    await declining(world, 2)
    await world.say({ command: 'hold', channel: 'x' })
    await declining(world, 30)
    expect(world.states().at(-1)).toBe('SS-0001/1 pending')
    await world.say({ command: 'release', channel: 'x' })
    await declining(world, 11)
    expect(troubles(world)).toEqual([])
  })

  it('is not at fault for what waits for a yes', async () => {
    const world = await down({ channels: { x: { mode: 'approve', approval: { wait: '1h' } } } })
    await world.tick()
    const text = (await world.ledger())?.waiting?.text ?? ''
    await world.say({ command: 'approve', channel: 'x', notice: 'SS-0001/1', text })
    await declining(world, 2)
    await world.rounds('ddd', ['sede', 'web'])
    await declining(world, 30, () => unreached, ['sede', 'web'])
    expect((await world.ledger())?.waiting?.text).toContain('web')
    expect(troubles(world)).toEqual([])
  })

  it('is at fault for what has its yes', async () => {
    const world = await down({ channels: { x: { mode: 'approve' } } })
    await world.tick()
    const text = (await world.ledger())?.waiting?.text ?? ''
    await world.say({ command: 'approve', channel: 'x', notice: 'SS-0001/1', text })
    await declining(world, 15)
    expect(troubles(world)).toContain('not-taken')
  })

  it('has its own words for a post that it refuses', async () => {
    const world = await down()
    await declining(world, 30, () => ({ is: 'refused', why: 'too-long' }))
    expect(new Set(troubles(world))).toEqual(new Set(['refused', undefined]))
  })
})

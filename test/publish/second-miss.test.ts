import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { aService, minute } from '../given.ts'
import { type Act, aWorld, type World } from './world.ts'

const second = 1_000
const unknown: Act = { answer: { is: 'unknown', why: 'reset' } }

/** The sede is down, and its post is in doubt. */
const inDoubt = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  world.acts.push(unknown)
  await world.publish()
  return world
}
const lastPost = ({ lines }: World) => lines.findLast(({ kind }) => kind === 'post')

describe('a post that was missed twice', () => {
  const missed = async (world: World) => {
    world.wait(31 * second)
    await world.publish()
    world.wait(2 * minute)
  }

  it('is unclear with the number of its attempts', async () => {
    const world = await inDoubt({ policy: { reconcile: { attempts: 1 } } })
    await missed(world)
    await world.publish()
    expect(lastPost(world)).toMatchObject({ state: 'unclear', why: 'not found after 1 attempts' })
  })

  it('is skipped where another incident is due in its place', async () => {
    const world = await inDoubt()
    await world.rounds('uu')
    await world.rounds('ddd', ['web'])
    await missed(world)
    await world.publish()
    const ended = world.lines.find(({ state }) => state === 'skipped')
    expect(ended).toMatchObject({ notice: 'SS-0001/1', why: 'overtaken' })
  })

  it('is sent again by one of two publishers', async () => {
    const world = await inDoubt()
    await missed(world)
    await Promise.all([world.publish(), world.publish()])
    expect(world.timeline).toHaveLength(1)
  })

  it('is sent again though the answer to its claim was lost', async () => {
    const world = await inDoubt()
    await missed(world)
    const { store } = world.ports
    const writeLedger: typeof store.writeLedger = async next => {
      await store.writeLedger(next)
      return next.flight?.attempt === 2 && next.flight.state === 'sending' ? 'conflict' : 'written'
    }
    await reconcile({ ...world.ports, store: { ...store, writeLedger } }, world.service, 'x')
    expect(world.timeline).toHaveLength(1)
    expect(world.states().at(-1)).toBe('SS-0001/1 sent')
  })

  /** While the second look is under way somebody else writes the ledger. */
  const whileLooking = async (change: (ledger: Ledger) => Ledger) => {
    const world = await inDoubt()
    await missed(world)
    const { channel } = world.ports
    let looks = 0
    const find: typeof channel.find = async (...asked) => {
      const ledger = await world.ledger()
      if (looks++ === 0 && ledger)
        await world.store.writeLedger({ ...change(ledger), version: ledger.version + 1 })
      return channel.find(...asked)
    }
    await reconcile({ ...world.ports, channel: { ...channel, find } }, world.service, 'x')
    return { world, looks: () => looks }
  }

  it('is looked for anew where somebody wrote meanwhile', async () => {
    const { world, looks } = await whileLooking(ledger => ({ ...ledger, account: '1001' }))
    expect(looks()).toBe(2)
    expect(world.timeline).toHaveLength(1)
  })

  it('is not sent again where somebody settled it meanwhile', async () => {
    const { world } = await whileLooking(({ flight: _, ...free }) => ({
      ...free,
      told: { 'SS-0001': { is: 'down', step: 1 } },
    }))
    expect(world.timeline).toEqual([])
  })
})

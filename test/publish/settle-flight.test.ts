import { describe, expect, it } from 'vitest'
import { reconcile } from '../../lib/publish/publisher.ts'
import { aService, eleven, minute } from '../given.ts'
import { type Act, aWorld, type World } from './world.ts'

const second = 1_000
const unknown: Act = { answer: { is: 'unknown', why: 'reset' } }
const unclear = { is: 'unclear', why: 'status-503' } as const

/** The sede is down, and its post is in doubt. */
const inDoubt = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  world.acts.push(unknown)
  await world.publish()
  return world
}
/** The sender was killed between its claim and its answer, at `eleven` and three minutes. */
const killed = async () => {
  const world = aWorld(aService())
  await world.rounds('ddd')
  const channel = { ...world.ports.channel, send: () => Promise.reject(new Error('killed')) }
  await expect(reconcile({ ...world.ports, channel }, world.service, 'x')).rejects.toThrow('killed')
  return world
}
const flight = async (world: World) => (await world.ledger())?.flight
const lastPost = ({ lines }: World) => lines.findLast(({ kind }) => kind === 'post')
/** Asks the channel for its posts and notes how. */
const noting = (world: World) => {
  const asked: { since: string | undefined; from: number; killIn: number; mayStart: boolean }[] = []
  const find: typeof world.ports.channel.find = (text, since, from, fence) => {
    asked.push({ since, from, killIn: fence.killIn(), mayStart: fence.mayStart() })
    return world.ports.channel.find(text, since, from, fence)
  }
  const ports = { ...world.ports, channel: { ...world.ports.channel, find } }
  return { asked, publish: () => reconcile(ports, world.service, 'x') }
}

describe('a post whose sender is silent', () => {
  it('is its own until the lease and the skew are over', async () => {
    const world = await killed()
    world.wait(65 * second)
    await world.publish()
    expect((await flight(world))?.state).toBe('sending')
    world.wait(1)
    await world.publish()
    expect(await flight(world)).toMatchObject({
      state: 'unknown',
      nextLook: eleven + 3 * minute + 60 * second + 20 * second,
    })
    const states = world.lines.filter(({ state }) => state === 'unknown')
    expect(states).toMatchObject([{ attempt: 1, why: 'its sender did not report' }])
  })

  it('is taken for a clock fault only beyond the skew', async () => {
    const world = await killed()
    world.wait(-5 * second)
    await world.publish()
    expect((await flight(world))?.state).toBe('sending')
    world.wait(-1)
    const now = world.clock.now()
    await world.publish()
    expect(await flight(world)).toMatchObject({ state: 'unknown', nextLook: now + 20 * second })
    expect(world.lines.find(({ alarm }) => alarm === 'clock')?.text).toContain('SS-0001/1')
  })
})

describe('a look at our own timeline', () => {
  it('waits until the post can be seen, and for the channel', async () => {
    const world = await inDoubt()
    const { asked, publish } = noting(world)
    world.wait(30 * second - 1)
    await publish()
    expect(asked).toEqual([])
    world.wait(1)
    await publish()
    expect(asked).toHaveLength(1)
  })

  it('waits as long as the channel takes nothing', async () => {
    const world = await inDoubt()
    const { asked, publish } = noting(world)
    const ledger = await world.ledger()
    if (!ledger) throw new TypeError('there is a ledger')
    const notBefore = world.clock.now() + 5 * minute
    await world.store.writeLedger({ ...ledger, version: ledger.version + 1, notBefore })
    world.wait(5 * minute - 1)
    await publish()
    expect(asked).toEqual([])
    world.wait(1)
    await publish()
    expect(asked).toHaveLength(1)
  })

  it('goes back to the post before, within the time of a start', async () => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    await world.publish()
    await world.rounds('uu')
    world.acts.push(unknown)
    const sentAt = world.clock.now()
    await world.publish()
    const { asked, publish } = noting(world)
    world.wait(31 * second)
    await publish()
    expect(asked).toEqual([
      { since: world.timeline[0]?.id, from: sentAt - 10 * minute, killIn: 20 * second, mayStart: true },
    ])
  })

  it('says that it was found, and where', async () => {
    const world = await inDoubt()
    world.looks.push({ is: 'found', id: '7001' })
    world.wait(31 * second)
    await world.publish()
    expect(lastPost(world)).toMatchObject({
      state: 'sent',
      id: '7001',
      attempt: 1,
      why: 'found on our timeline',
    })
    expect((await world.ledger())?.log).toMatchObject([{ state: 'sent', id: '7001' }])
  })

  it('comes again two minutes after a miss', async () => {
    const world = await inDoubt()
    world.wait(31 * second)
    const now = world.clock.now()
    await world.publish()
    expect(await flight(world)).toMatchObject({ looks: 1, nextLook: now + 2 * minute })
  })

  it('is not made with the credentials of another account', async () => {
    const world = await inDoubt()
    const { asked, publish } = noting(world)
    world.useAccount('2002')
    world.wait(31 * second)
    await publish()
    expect(asked).toEqual([])
    expect(world.alarms()).toContain('another-account')
  })

  it('that nobody can make says so in the end', async () => {
    const world = await inDoubt()
    const account = () => Promise.reject(new Error('no secret'))
    const ports = { ...world.ports, channel: { ...world.ports.channel, account } }
    for (let n = 0; n < 12; n++) {
      world.wait(minute)
      await reconcile(ports, world.service, 'x').catch(() => undefined)
    }
    const [line] = world.lines.filter(({ state }) => state === 'unclear')
    expect(line?.why).toContain('nobody can say whose account it is')
  })
})

describe('a look that is not clear', () => {
  it('is borne for ten minutes, from the first of them', async () => {
    const world = await inDoubt()
    world.looks.push(...Array.from({ length: 9 }, () => unclear))
    world.wait(31 * second)
    await world.publish()
    expect((await flight(world))?.unseen).toBe(world.clock.now())
    world.wait(5 * minute)
    await world.publish()
    world.wait(5 * minute)
    await world.publish()
    expect((await flight(world))?.state).toBe('unknown')
    world.wait(1)
    await world.publish()
    expect(lastPost(world)).toMatchObject({
      state: 'unclear',
      attempt: 1,
      why: 'the timeline could not be read: status-503',
    })
  })

  it('writes nothing more than since when', async () => {
    const world = await inDoubt()
    world.looks.push(unclear, unclear)
    world.wait(31 * second)
    await world.publish()
    const before = await world.ledger()
    world.wait(minute)
    await world.publish()
    expect(await world.ledger()).toEqual(before)
  })

  it('is forgotten after a clear one', async () => {
    const world = await inDoubt()
    world.looks.push(unclear)
    world.wait(31 * second)
    await world.publish()
    world.wait(9 * minute)
    await world.publish()
    expect(await flight(world)).toMatchObject({ looks: 1 })
    expect(await flight(world)).not.toHaveProperty('unseen')
  })
})

describe('a doubt', () => {
  it('is told to the journal with its age and looks', async () => {
    const world = await inDoubt()
    world.wait(31 * second)
    await world.publish()
    world.wait(10 * second)
    await world.publish()
    const doubts = world.lines.filter(({ kind }) => kind === 'doubt')
    expect(doubts).toMatchObject([
      { notice: 'SS-0001/1', looks: 0, channel: 'x', seconds: 31, metrics: { PostTrouble: 0 } },
      { notice: 'SS-0001/1', looks: 1, seconds: 41, metrics: { PostTrouble: 0 } },
    ])
    expect(doubts[0]).toMatchObject({ service: world.service.id, at: world.clock.now() - 10 * second })
  })

  it('is trouble from the tenth minute on', async () => {
    const world = await inDoubt()
    const troubleAfter = async (milliseconds: number) => {
      world.looks.push(unclear)
      world.wait(milliseconds)
      await world.publish()
      return world.lines.findLast(({ kind }) => kind === 'doubt')?.metrics
    }
    expect(await troubleAfter(599 * second)).toEqual({ PostTrouble: 0 })
    expect(await troubleAfter(second)).toEqual({ PostTrouble: 1 })
  })
})

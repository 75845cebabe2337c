import { describe, expect, it } from 'vitest'
import type { Answer } from '../../lib/ports.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { aService, minute } from '../given.ts'
import { type Act, aWorld, type World } from './world.ts'

const second = 1_000
const unknown: Act = { answer: { is: 'unknown', why: 'reset' } }

/** The sede is down, and the channel answers so to the first attempt. */
const answered = async (answer: Answer) => {
  const world = aWorld(aService())
  await world.rounds('ddd')
  world.acts.push({ answer })
  await world.publish()
  return world
}
/** The first attempt is in doubt, and this is the answer to the second. */
const answeredLater = async (answer: Answer) => {
  const world = aWorld(aService())
  await world.rounds('ddd')
  world.acts.push(unknown, { answer })
  await world.publish()
  world.wait(31 * second)
  await world.publish()
  world.wait(2 * minute)
  await world.publish()
  return world
}
const lastPost = ({ lines }: World) => lines.findLast(({ kind }) => kind === 'post')
const alarms = ({ lines }: World) => lines.filter(({ kind }) => kind === 'alarm')

describe('the answer to a first attempt', () => {
  it('that it was sent is logged with its id', async () => {
    const world = await answered({ is: 'sent', id: '7001' })
    expect((await world.ledger())?.log).toMatchObject([{ state: 'sent', id: '7001' }])
    expect(lastPost(world)).toMatchObject({ state: 'sent', id: '7001', attempt: 1 })
    expect(lastPost(world)).not.toHaveProperty('why')
    expect(alarms(world)).toEqual([])
  })

  it.each<[Answer['is'], Answer]>([
    ['unknown', { is: 'unknown', why: 'reset' }],
    ['duplicate', { is: 'duplicate' }],
  ])('that is %s leaves a doubt until it could have landed', async (is, answer) => {
    const world = await answered(answer)
    const { flight, told, spent } = (await world.ledger()) ?? {}
    expect(flight).toMatchObject({ state: 'unknown', attempt: 1, nextLook: world.clock.now() + 30 * second })
    expect(told).toMatchObject({ 'SS-0001': { is: 'maybe' } })
    expect(spent).toMatchObject({ n: 1 })
    expect(lastPost(world)).toMatchObject({ state: 'unknown', why: is === 'unknown' ? 'reset' : 'duplicate' })
    expect(alarms(world)).toEqual([])
  })

  it.each<[Answer, number | undefined]>([
    [{ is: 'busy', until: 99, why: 'rate' }, 99],
    [{ is: 'not-sent', why: 'refused' }, undefined],
    [{ is: 'refused', why: 'suspended' }, undefined],
  ])('%j keeps the channel free until it says', async (answer, notBefore) => {
    const ledger = await (await answered(answer)).ledger()
    expect(ledger?.notBefore).toBe(notBefore)
    expect(ledger).toMatchObject({ told: {}, spent: { n: 0 } })
    expect(ledger).not.toHaveProperty('flight')
  })

  it.each(['busy', 'not-sent'] as const)('that is %s leaves the post pending', async is => {
    const world = await answered({ is, until: 0, why: 'later' })
    expect(lastPost(world)).toMatchObject({ state: 'pending', why: 'later' })
    expect(alarms(world)).toEqual([])
    expect((await world.ledger())?.log).toEqual([])
  })

  it.each([
    ['unauthorized', 'Alarms', 'credentials'],
    ['unpaid', 'PostTrouble', 'credits'],
  ] as const)('that is %s leaves the channel alone for a minute', async (is, metric, words) => {
    const world = await answered({ is, why: 'status-40x' })
    expect((await world.ledger())?.notBefore).toBe(world.clock.now() + minute)
    expect(lastPost(world)).toMatchObject({ state: 'pending' })
    expect(alarms(world)).toMatchObject([
      { alarm: is, metrics: { [metric]: 1 }, text: expect.stringContaining(words) },
    ])
    expect(alarms(world)[0]?.text).toContain('(status-40x)')
    world.wait(minute - 1)
    await world.publish()
    expect(world.timeline).toEqual([])
    world.wait(1)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
  })

  it('that it is refused is tried again after a quarter of an hour', async () => {
    const world = await answered({ is: 'refused', why: 'suspended' })
    expect(alarms(world)).toMatchObject([
      { alarm: 'refused', metrics: { PostTrouble: 1 }, text: expect.stringContaining('15 minutes') },
    ])
    expect((await world.ledger())?.refused).toEqual({ 'SS-0001/1': world.clock.now() + 15 * minute })
    world.wait(15 * minute - 1)
    await world.rounds('d')
    world.wait(-minute)
    await world.publish()
    expect(world.timeline).toEqual([])
    world.wait(1)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
  })
})

describe('the answer to a later attempt', () => {
  it('that it is a duplicate says that the first one landed', async () => {
    const world = await answeredLater({ is: 'duplicate' })
    expect(lastPost(world)).toMatchObject({ state: 'sent', attempt: 2 })
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'down', step: 1 } })
    expect((await world.ledger())?.log.at(-1)).not.toHaveProperty('id')
  })

  it.each<[Answer, number | undefined]>([
    [{ is: 'busy', until: 99, why: 'rate' }, 99],
    [{ is: 'refused', why: 'suspended' }, undefined],
  ])('%j leaves the doubt, and uses no attempt up', async (answer, notBefore) => {
    const world = await answeredLater(answer)
    const ledger = await world.ledger()
    expect(ledger?.flight).toMatchObject({
      state: 'unknown',
      attempt: 1,
      nextLook: world.clock.now() + 30 * second,
    })
    expect(ledger?.notBefore).toBe(notBefore)
    expect(lastPost(world)).toMatchObject({ state: 'unknown', why: 'why' in answer ? answer.why : '' })
  })

  it('that is unknown counts as an attempt', async () => {
    const world = await answeredLater({ is: 'unknown', why: 'reset' })
    expect((await world.ledger())?.flight).toMatchObject({ state: 'unknown', attempt: 2 })
  })
})

describe('an answer that comes home late', () => {
  /** The attempt hangs in the channel; meanwhile something else happens. */
  const whileSending = async (answer: Answer, meanwhile: (world: World) => Promise<void>) => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    const { channel } = world.ports
    const send: typeof channel.send = async (text, fence) => {
      await channel.send(text, fence)
      await meanwhile(world)
      return answer
    }
    world.acts.push(unknown)
    await reconcile({ ...world.ports, channel: { ...channel, send } }, world.service, 'x')
    return world
  }
  /** Somebody else took the flight for lost. */
  const expired = async (world: World) => {
    world.wait(66 * second)
    await world.publish()
  }

  it('is a fact if it says that it was sent', async () => {
    const world = await whileSending({ is: 'sent', id: '7001' }, expired)
    expect((await world.ledger())?.log).toMatchObject([{ state: 'sent', id: '7001' }])
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'down', step: 1 } })
  })

  it.each<[Answer['is'], Answer]>([
    ['refused', { is: 'refused', why: 'suspended' }],
    ['unknown', { is: 'unknown', why: 'reset' }],
  ])('changes nothing if it was %s', async (_, answer) => {
    const before: unknown[] = []
    const world = await whileSending(answer, async its => {
      await expired(its)
      before.push(await its.ledger())
    })
    expect(await world.ledger()).toEqual(before[0])
    expect(alarms(world)).toEqual([])
  })

  it('changes nothing once another attempt is under way', async () => {
    const world = await whileSending({ is: 'refused', why: 'suspended' }, async its => {
      const ledger = await its.ledger()
      if (!ledger?.flight) throw new TypeError('a post is in flight')
      const flight = { ...ledger.flight, by: 'another', attempt: 2 }
      await its.store.writeLedger({ ...ledger, version: ledger.version + 1, flight })
    })
    expect((await world.ledger())?.flight).toMatchObject({ state: 'sending', by: 'another' })
  })

  it('changes nothing once the flight is over', async () => {
    const world = await whileSending({ is: 'sent', id: '7001' }, async its => {
      const ledger = await its.ledger()
      if (!ledger) throw new TypeError('there is a ledger')
      const { flight: _, ...free } = ledger
      await its.store.writeLedger({ ...free, version: ledger.version + 1 })
    })
    expect((await world.ledger())?.log).toEqual([])
  })
})

describe('an answer that is hard to write down', () => {
  /** From the answer on, writes of the ledger go so. */
  const writing = async (write: (n: number) => 'written' | 'conflict' | 'fault') => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    const { store, channel } = world.ports
    let writes = 0
    let isSent = false
    const writeLedger: typeof store.writeLedger = async next => {
      if (!isSent) return store.writeLedger(next)
      const how = write(++writes)
      if (how === 'fault') throw new TypeError('the store fails')
      return how === 'conflict' ? 'conflict' : store.writeLedger(next)
    }
    const send: typeof channel.send = async (text, fence) => {
      isSent = true
      return channel.send(text, fence)
    }
    const ports = { ...world.ports, store: { ...store, writeLedger }, channel: { ...channel, send } }
    const fault = await reconcile(ports, world.service, 'x').then(
      () => 'none',
      (error: unknown) => error,
    )
    return { world, fault, writes: () => writes }
  }

  it('is written at the fourth try', async () => {
    const { world } = await writing(n => (n === 1 ? 'conflict' : n < 4 ? 'fault' : 'written'))
    expect(world.states().at(-1)).toBe('SS-0001/1 sent')
    expect((await world.ledger())?.log).toHaveLength(1)
  })

  it('is given up after four, with the fault', async () => {
    const { world, fault, writes } = await writing(() => 'fault')
    expect(fault).toMatchObject({ message: 'the store fails' })
    expect(writes()).toBe(4)
    expect((await world.ledger())?.flight?.state).toBe('sending')
    expect(world.states().at(-1)).toBe('SS-0001/1 sending')
  })

  it('is given up without a fault where others kept winning', async () => {
    const { world, fault } = await writing(() => 'conflict')
    expect(fault).toBe('none')
    expect(world.states().at(-1)).toBe('SS-0001/1 sending')
  })
})

import { describe, expect, it } from 'vitest'
import { BrokenItem } from '../../lib/incident/schema.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { aService, minute } from '../given.ts'
import { aWorld, type World } from './world.ts'

const put = (world: World, mode: 'auto' | 'approve' | 'shadow') =>
  world.say({ command: 'mode', channel: 'x', mode })

/** The file says one mode, and another is in force; the Sede is down. */
const switched = async (file: 'auto' | 'shadow', mode: 'auto' | 'shadow') => {
  const world = aWorld(aService({ channels: { x: { mode: file } } }))
  await put(world, mode)
  await world.rounds('ddd')
  return world
}

/** A publisher that notes which ledgers it reads; some cannot be read. */
const reading = (world: World, broken: readonly string[] = []) => {
  const asked: string[] = []
  const store = {
    ...world.store,
    readLedger: async (service: string, channel: string) => {
      asked.push(channel)
      if (broken.includes(channel)) throw new BrokenItem('a ledger', {})
      return world.store.readLedger(service, channel)
    },
  }
  return { asked, publish: () => reconcile({ ...world.ports, store }, world.service, 'x') }
}

describe('a channel whose file says another mode', () => {
  it('tells the public beside a broken rehearsal', async () => {
    const world = await switched('shadow', 'auto')
    await reading(world, ['x.shadow']).publish()
    expect(world.texts()).toHaveLength(1)
  })

  it('tells nobody anything from a broken ledger', async () => {
    const world = await switched('shadow', 'auto')
    await expect(reading(world, ['x']).publish()).rejects.toBeInstanceOf(BrokenItem)
    expect(world.texts()).toEqual([])
  })

  it('rehearses beside a broken ledger of the public', async () => {
    const world = await switched('auto', 'shadow')
    await reading(world, ['x']).publish()
    expect(await world.stored('x.shadow')).toMatchObject({ log: [{ state: 'sent' }] })
  })

  it('has the wrong ledger read once in a call', async () => {
    const world = await switched('shadow', 'auto')
    const { asked, publish } = reading(world)
    await publish()
    expect(asked.filter(name => name === 'x.shadow')).toHaveLength(1)
    expect(asked.length).toBeGreaterThan(3)
  })
})

describe('a post that waits as its channel begins to rehearse', () => {
  it('waits no longer, and wakes nobody', async () => {
    const world = aWorld(aService({ channels: { x: { mode: 'approve' } } }))
    await world.rounds('ddd')
    await world.publish()
    // As a switch does that races the claim: an operator would have been refused.
    await put(world, 'shadow')
    await world.tick()
    world.wait(minute)
    await world.tick()
    expect(world.alarms()).toEqual([])
    expect(world.states()).toContain('SS-0001/1 skipped')
    expect(await world.stored('x')).not.toHaveProperty('waiting')
    expect((await world.store.live()).map(({ channel }) => channel)).not.toContain('x')
  })
})

describe('an end that is owed as its channel begins to rehearse', () => {
  it('is alarmed, whatever waited beside it', async () => {
    const world = aWorld(aService({ channels: { x: { mode: 'auto' } } }))
    await world.rounds('ddd')
    await world.publish()
    await put(world, 'approve')
    await world.rounds('dddd', ['sede', 'web'])
    await world.publish()
    expect(await world.stored('x')).toHaveProperty('waiting')
    await put(world, 'shadow')
    await world.tick()
    expect(world.alarms()).toEqual(['stray-ledger'])
    expect(await world.stored('x')).not.toHaveProperty('waiting')
  })
})

describe('a post that nobody approved in time', () => {
  /** It was dropped, and nobody is asked about it again for a day. */
  const dropped = async () => {
    const x = { mode: 'approve', approval: { wait: '5m', otherwise: 'drop' } } as const
    const world = aWorld(aService({ channels: { x } }))
    await world.rounds('ddd')
    for (let n = 0; n < 8; n++) {
      await world.publish()
      await world.rounds('d')
    }
    expect(world.states()).toEqual(['SS-0001/1 waiting', 'SS-0001/1 skipped'])
    return world
  }

  it('is told where no yes is needed any more', async () => {
    const world = await dropped()
    await put(world, 'auto')
    await world.publish()
    expect(world.texts()).toEqual([expect.stringContaining('SS-0001')])
  })

  it('is told as the rehearsal after it ends', async () => {
    const world = await dropped()
    await put(world, 'shadow')
    await world.tick()
    await put(world, 'auto')
    await world.tick()
    expect(world.texts()).toEqual([expect.stringContaining('SS-0001')])
  })

  it('stays left alone while a yes is needed', async () => {
    const world = await dropped()
    await world.rounds('d'.repeat(60))
    await world.publish()
    expect(world.states().filter(state => state.endsWith('waiting'))).toHaveLength(1)
  })
})

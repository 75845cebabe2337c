import { describe, expect, it } from 'vitest'
import { reconcile } from '../../lib/publish/publisher.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { aService, minute } from '../given.ts'
import { aWorld, type World } from './world.ts'

const rehearsing = (over: Partial<ServiceFile> = {}) =>
  aWorld(aService({ channels: { x: { mode: 'shadow' } }, ...over }))
const put = (world: World, mode: 'auto' | 'approve' | 'shadow') =>
  world.say({ command: 'mode', channel: 'x', mode })
const live = async ({ store }: World) => (await store.live()).flatMap(one => one.channel ?? [])

describe('a channel that goes live', () => {
  it('tells an outage that was only rehearsed so far', async () => {
    const world = rehearsing()
    await world.rounds('ddd')
    await world.tick()
    expect(world.texts()).toEqual([])
    await put(world, 'auto')
    await world.tick()
    expect(world.texts()).toEqual([expect.stringContaining('SS-0001')])
    await world.rounds('uuu')
    await world.tick()
    expect(world.texts()).toHaveLength(2)
  })

  it('lays the rehearsal down, and alarms nobody', async () => {
    const world = rehearsing()
    await world.rounds('ddd')
    await world.tick()
    expect(await live(world)).toEqual(['x.shadow'])
    await put(world, 'auto')
    await world.tick()
    expect(await live(world)).toEqual(['x'])
    expect(await world.stored('x.shadow')).toMatchObject({ told: {}, log: [{ state: 'sent' }] })
    expect(world.alarms()).toEqual([])
  })

  it('folds nothing that ended while it rehearsed', async () => {
    const world = rehearsing()
    await world.rounds(`${'d'.repeat(15)}uu`)
    await put(world, 'auto')
    await world.publish()
    expect(world.texts()).toEqual([])
  })

  it('folds what ended after it, though nobody looked between', async () => {
    const world = rehearsing()
    await world.rounds('d'.repeat(15))
    await put(world, 'auto')
    await world.rounds('uuu')
    await world.publish()
    expect(world.texts()).toEqual([expect.stringContaining('SS-0001')])
  })

  it('folds what ended before approvals were given up', async () => {
    const world = aWorld(aService({ channels: { x: { mode: 'approve' } } }))
    await world.rounds('d'.repeat(15))
    await world.publish()
    await world.rounds('uuu')
    await put(world, 'auto')
    await world.publish()
    expect(world.texts()).toHaveLength(1)
  })
})

describe('a channel that goes back to rehearse', () => {
  it('says nothing more in public', async () => {
    const world = aWorld(aService())
    await put(world, 'shadow')
    await world.rounds('ddd')
    await world.tick()
    expect(world.texts()).toEqual([])
    expect(await world.stored('x.shadow')).toMatchObject({ log: [{ state: 'sent' }] })
  })

  it('alarms an end that slipped through, and tells it later', async () => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    await world.publish()
    // As a switch does that races the claim: an operator would have been refused.
    await put(world, 'shadow')
    await world.rounds('uuu')
    await world.tick()
    expect(world.alarms()).toEqual(['stray-ledger'])
    expect(world.texts()).toHaveLength(1)
    await put(world, 'auto')
    await world.tick()
    expect(world.texts()).toEqual([expect.anything(), expect.stringMatching(/SS-0001/)])
    expect(await live(world)).toEqual([])
  })
})

describe('a switch in the middle of a turn', () => {
  /** The mode is switched before the record is read for the first time. */
  const switching = (world: World, mode: 'auto' | 'shadow') => {
    const asked: string[] = []
    let isSwitched = false
    const store = {
      ...world.store,
      readLedger: (service: string, channel: string) => {
        asked.push(channel)
        return world.store.readLedger(service, channel)
      },
      readRecord: async (service: string) => {
        if (!isSwitched) await put(world, mode)
        isSwitched = true
        asked.push('record')
        return world.store.readRecord(service)
      },
    }
    return { asked, publish: () => reconcile({ ...world.ports, store }, world.service, 'x') }
  }

  it('sends nothing for a ledger whose mode is over', async () => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    const { publish } = switching(world, 'shadow')
    await publish()
    expect(world.texts()).toEqual([])
    expect(await world.stored('x')).toBeUndefined()
  })

  it('reads the other ledger, and the record after it', async () => {
    const world = rehearsing()
    await world.rounds('ddd')
    const { asked, publish } = switching(world, 'auto')
    await publish()
    expect(asked.slice(0, 4)).toEqual(['x.shadow', 'record', 'x', 'record'])
    expect(world.texts()).toHaveLength(1)
  })

  it('sends a doubtful post again on no other ledger', async () => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    world.acts.push({ answer: { is: 'unknown', why: 'reset' } })
    await world.publish()
    world.wait(5 * minute)
    await world.publish()
    await put(world, 'shadow')
    world.wait(5 * minute)
    await world.publish()
    expect(world.texts()).toEqual([])
    expect(await world.stored('x')).toMatchObject({ flight: { state: 'unknown', attempt: 1 } })
  })
})

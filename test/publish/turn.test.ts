import { describe, expect, it } from 'vitest'
import { reconcile } from '../../lib/publish/publisher.ts'
import { aService, minute } from '../given.ts'
import { aWorld } from './world.ts'

const down = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  return world
}

describe('a publisher', () => {
  it('leaves a service alone that has no such channel', async () => {
    const world = await down({ channels: {} })
    await world.publish()
    expect(await world.store.readLedger(world.service.id, 'x')).toBeUndefined()
  })

  it('leaves a service alone that has no record yet', async () => {
    const world = aWorld(aService())
    await world.publish()
    expect(await world.ledger()).toBeUndefined()
  })

  it('gives up after eight turns where others keep winning', async () => {
    const world = await down()
    let reads = 0
    const store = {
      ...world.ports.store,
      readLedger: async (...asked: Parameters<typeof world.store.readLedger>) => {
        reads += 1
        return world.store.readLedger(...asked)
      },
      writeLedger: async () => 'conflict' as const,
    }
    await reconcile({ ...world.ports, store }, world.service, 'x')
    expect(reads).toBe(8)
    expect(world.timeline).toEqual([])
  })

  it('does not stop at an incident that nobody has kept', async () => {
    const world = await down()
    await world.publish()
    await world.rounds('uu')
    const record = await world.record()
    await world.store.writeRecord({ ...record, version: record.version + 1, incidents: [] })
    await world.rounds('ddd', ['web'])
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0002/1 sent')
  })

  it('has a ledger before anything is told, so that what ends untold can be', async () => {
    const world = await down({ policy: { fold: { tellAfter: '0s' } } })
    const account = () => Promise.reject(new Error('no secret'))
    const ports = { ...world.ports, channel: { ...world.ports.channel, account } }
    await expect(reconcile(ports, world.service, 'x')).rejects.toThrow('no secret')
    await world.rounds('uu')
    await world.publish()
    expect(world.texts()).toEqual([expect.stringContaining('no funcionó')])
  })

  it('says whose account it is, and whose it should be', async () => {
    const world = await down()
    await world.publish()
    world.useAccount('2002')
    await world.rounds('uu')
    await world.publish()
    const [alarm] = world.lines.filter(line => line.alarm === 'another-account')
    expect(alarm).toMatchObject({ text: expect.stringMatching(/2002.*1001/), metrics: { Alarms: 1 } })
  })
})

describe('a claim', () => {
  /** The first claim is refused; `lands` says whether it was written all the same. */
  const refusing = async (lands: boolean) => {
    const world = await down()
    const { store } = world.ports
    let claims = 0
    const writeLedger: typeof store.writeLedger = async next => {
      const isFirst = next.flight?.state === 'sending' && ++claims === 1
      if (!isFirst || lands) await store.writeLedger(next)
      return isFirst ? 'conflict' : 'written'
    }
    await reconcile({ ...world.ports, store: { ...store, writeLedger } }, world.service, 'x')
    return { world, claims: () => claims }
  }

  it('whose answer was lost is ours all the same', async () => {
    const { world, claims } = await refusing(true)
    expect(claims()).toBe(1)
    expect(world.states()).toEqual(['SS-0001/1 sending', 'SS-0001/1 sent'])
  })

  it('that was refused is made again', async () => {
    const { world, claims } = await refusing(false)
    expect(claims()).toBe(2)
    expect(world.timeline).toHaveLength(1)
  })

  it('forgets what is over and has left the record', async () => {
    const world = await down()
    for (const letters of ['', 'uu']) {
      await world.rounds(letters)
      await world.publish()
    }
    const record = await world.record()
    await world.store.writeRecord({ ...record, version: record.version + 1, incidents: [] })
    await world.rounds('ddd', ['web'])
    await world.publish()
    expect(Object.keys((await world.ledger())?.told ?? {})).toEqual(['SS-0002'])
  })

  it('keeps what is over while the record has it', async () => {
    const world = await down()
    for (const letters of ['', 'uu']) {
      await world.rounds(letters)
      await world.publish()
    }
    await world.rounds('ddd', ['web'])
    await world.publish()
    expect(Object.keys((await world.ledger())?.told ?? {})).toEqual(['SS-0001', 'SS-0002'])
  })
})

describe('what is due', () => {
  it('goes on past a post that the channel refuses', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'refused', why: 'forbidden' } })
    await world.publish()
    await world.rounds('uu')
    await world.rounds('ddd', ['web'])
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0002/1 sent')
  })

  it('alarms only where a post cannot be paid', async () => {
    const world = await down({ channels: { x: { budget: { day: 2 } } } })
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    expect(world.alarms()).toEqual([])
    await world.rounds('ddd', ['web'])
    await world.publish()
    expect(world.timeline).toHaveLength(2)
    const alarms = world.lines.filter(({ alarm }) => alarm === 'budget')
    expect(alarms).toMatchObject([
      { text: expect.stringContaining('x has no posts left'), metrics: { Alarms: 1 } },
    ])
  })
})

describe('a line of the journal', () => {
  it('tells all of a post, and counts what a person must look at', async () => {
    const world = await down()
    await world.publish()
    const [line] = world.lines.filter(({ kind }) => kind === 'post')
    expect(line).toEqual({
      at: world.clock.now(),
      kind: 'post',
      service: world.service.id,
      channel: 'x',
      notice: 'SS-0001/1',
      state: 'sending',
      incident: 'SS-0001',
      says: 'begin',
      text: world.texts()[0],
      attempt: 1,
    })
  })

  it.each([
    ['refused', { is: 'refused', why: 'forbidden' }, { PostTrouble: 1 }],
    ['unclear', { is: 'unknown', why: 'reset' }, { PostTrouble: 1 }],
  ] as const)('counts a post that is %s', async (state, answer, metrics) => {
    const world = await down({ policy: { reconcile: { attempts: 1 } } })
    world.acts.push({ answer })
    for (let n = 0; n < 3; n++) {
      await world.publish()
      world.wait(2.1 * minute)
    }
    const counted = world.lines.filter(line => line.kind === 'post' && line.metrics !== undefined)
    expect(counted).toMatchObject([{ state, metrics }])
  })
})

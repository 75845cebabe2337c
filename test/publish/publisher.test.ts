import { describe, expect, it } from 'vitest'
import { reconcile } from '../../lib/publish/publisher.ts'
import { aService, minute } from '../given.ts'
import { type Act, aWorld } from './world.ts'

const second = 1_000
const unknown = (lands = false, lag = 0): Act => ({ answer: { is: 'unknown', why: 'reset' }, lands, lag })
const unpaid: Act = { answer: { is: 'unpaid', why: 'credits' } }
const down = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  return world
}

describe('an outage from beginning to end', () => {
  it('is told once, however often anybody looks', async () => {
    const world = await down()
    for (let n = 0; n < 5; n++) await world.publish()
    expect(world.timeline).toHaveLength(1)
    expect(world.texts()[0]).toContain('(SS-0001)')
    expect(world.states()).toEqual(['SS-0001/1 sending', 'SS-0001/1 sent'])
  })

  it('is followed by its end', async () => {
    const world = await down()
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    await world.publish()
    expect(world.states()).toContain('SS-0001/2 sent')
    expect(world.timeline).toHaveLength(2)
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'up', step: 2 } })
  })

  it('is told once when two publishers race', async () => {
    const world = await down()
    await Promise.all([world.publish(), world.publish(), world.publish()])
    expect(world.timeline).toHaveLength(1)
  })

  it('writes nothing for a service that never failed', async () => {
    const world = aWorld(aService())
    await world.rounds('uuu')
    await world.publish()
    expect(await world.ledger()).toBeUndefined()
  })

  it('tells a reopening as a step of its own', async () => {
    const world = await down()
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    await world.rounds('ddd')
    await world.publish()
    expect(world.states().filter(state => state.endsWith(' sent'))).toEqual([
      'SS-0001/1 sent',
      'SS-0001/2 sent',
      'SS-0001/3 sent',
    ])
    expect(new Set(world.texts()).size).toBe(3)
  })
})

describe('what was never told', () => {
  it('is told in one post if it lasted long enough', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'busy', until: world.clock.now() + 12 * minute, why: 'rate' } })
    await world.publish()
    await world.rounds('ddddddddddduu')
    await world.publish()
    expect(world.texts()).toEqual([expect.stringContaining('no funcionó')])
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })

  it('is not told at all if it was short', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'busy', until: world.clock.now() + 3 * minute, why: 'rate' } })
    await world.publish()
    await world.rounds('uu')
    world.wait(5 * minute)
    await world.publish()
    expect(world.timeline).toEqual([])
  })

  it('is not folded by a channel that came later', async () => {
    const world = await down({ channels: {} })
    await world.rounds('ddddddddddduu')
    await reconcile(world.ports, aService(), 'x')
    await reconcile(world.ports, aService(), 'x')
    expect(world.timeline).toEqual([])
  })
})

describe('updates', () => {
  it('tell an acknowledgement only in an official edition', async () => {
    for (const official of [true, false]) {
      const world = await down({ official })
      await world.publish()
      await world.command('ack')
      await world.publish()
      await world.publish()
      expect(world.timeline).toHaveLength(official ? 2 : 1)
    }
  })

  it('wait for evidence younger than ten minutes', async () => {
    const world = await down({ official: true })
    await world.publish()
    await world.rounds('b'.repeat(11))
    await world.command('ack')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    await world.rounds('d')
    await world.publish()
    expect(world.timeline).toHaveLength(2)
  })

  it('are told once even when their answer is lost', async () => {
    const world = await down({ official: true })
    await world.publish()
    await world.command('ack')
    world.acts.push(unknown(true))
    await world.publish()
    await world.rounds('dd')
    await world.publish()
    await world.publish()
    expect(world.timeline).toHaveLength(2)
    expect(world.states()).toContain('SS-0001/2 sent')
  })
})

describe('a post in doubt', () => {
  it('is found on the timeline and not sent again', async () => {
    const world = await down()
    world.acts.push(unknown(true))
    await world.publish()
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'maybe', step: 1 } })
    world.wait(31 * second)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    expect((await world.ledger())?.told).toEqual({ 'SS-0001': { is: 'down', step: 1 } })
  })

  it('is looked for twice before it is sent again', async () => {
    const world = await down()
    world.acts.push(unknown(false))
    await world.publish()
    world.wait(31 * second)
    await world.publish()
    expect((await world.ledger())?.flight).toMatchObject({ state: 'unknown', looks: 1 })
    world.wait(119 * second)
    await world.publish()
    expect(world.timeline).toHaveLength(0)
    world.wait(2 * second)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    expect((await world.ledger())?.flight).toBeUndefined()
  })

  it('is sent again with the very same text', async () => {
    const world = await down()
    world.acts.push(unknown(false))
    await world.publish()
    const text = (await world.ledger())?.flight?.text
    await world.rounds('d', ['sede', 'web'])
    await world.publish()
    await world.rounds('ddd', ['sede', 'web'])
    await world.publish()
    expect(world.texts()).toContain(text)
  })

  it('is let go when the plan has changed, and the whole is told', async () => {
    const world = await down()
    world.acts.push(unknown(false))
    await world.publish()
    await world.rounds('uuuu')
    await world.publish()
    world.wait(3 * minute)
    await world.publish()
    expect(world.states()).toContain('SS-0001/1 skipped')
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
    expect(world.timeline).toHaveLength(1)
  })

  it('does not take a failed look for a miss', async () => {
    const world = await down()
    world.acts.push(unknown(true, 0))
    await world.publish()
    for (let n = 0; n < 4; n++) {
      world.looks.push({ is: 'unclear', why: 'status-503' })
      world.wait(2 * minute)
      await world.publish()
    }
    expect(world.timeline).toHaveLength(1)
    await world.publish()
    expect((await world.ledger())?.told['SS-0001']?.is).toBe('down')
  })

  it('is unclear when nobody can look for ten minutes, and ends go on', async () => {
    const world = await down()
    world.acts.push(unknown(true))
    await world.publish()
    world.looks.push(...Array.from({ length: 12 }, () => ({ is: 'unclear', why: 'status-503' }) as const))
    for (let n = 0; n < 12; n++) {
      world.wait(minute)
      await world.publish()
    }
    expect(world.states()).toContain('SS-0001/1 unclear')
    await world.rounds('uu')
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })

  it('is unclear when its attempts are used up', async () => {
    const world = await down({ policy: { reconcile: { attempts: 2 } } })
    world.acts.push(unknown(false), unknown(false))
    await world.publish()
    for (let n = 0; n < 8; n++) {
      world.wait(2.1 * minute)
      await world.publish()
    }
    expect(world.states().filter(state => state.endsWith('sending'))).toHaveLength(2)
    expect(world.states()).toContain('SS-0001/1 unclear')
  })

  it('takes a duplicate for a landing only after an attempt of ours', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'duplicate' } })
    await world.publish()
    expect((await world.ledger())?.flight?.state).toBe('unknown')
    world.acts.push({ answer: { is: 'duplicate' } })
    world.wait(31 * second)
    await world.publish()
    world.wait(2.1 * minute)
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/1 sent')
  })

  it('belongs to its sender until the lease is over', async () => {
    const world = await down()
    const stuck = {
      ...world.ports,
      channel: { ...world.ports.channel, send: () => Promise.reject(new Error('killed')) },
    }
    await expect(reconcile(stuck, world.service, 'x')).rejects.toThrow('killed')
    world.wait(60 * second)
    await world.publish()
    expect((await world.ledger())?.flight?.state).toBe('sending')
    world.wait(6 * second)
    await world.publish()
    expect((await world.ledger())?.flight?.state).toBe('unknown')
  })

  it('is in doubt at once when its lease ends too far ahead', async () => {
    const world = await down()
    const stuck = {
      ...world.ports,
      channel: { ...world.ports.channel, send: () => Promise.reject(new Error('killed')) },
    }
    await expect(reconcile(stuck, world.service, 'x')).rejects.toThrow('killed')
    world.wait(-10 * minute)
    await world.publish()
    expect((await world.ledger())?.flight?.state).toBe('unknown')
    expect(world.alarms()).toContain('clock')
  })
})

describe('the fence', () => {
  it('lets nothing start late', async () => {
    const world = await down()
    const slow = {
      ...world.ports.store,
      writeLedger: async (next: Parameters<typeof world.store.writeLedger>[0]) => {
        const written = await world.store.writeLedger(next)
        world.wait(25 * second)
        return written
      },
    }
    await reconcile({ ...world.ports, store: slow }, world.service, 'x')
    expect(world.timeline).toEqual([])
  })
})

describe('a definite no', () => {
  it('to the first attempt leaves it pending until the channel is free', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'busy', until: world.clock.now() + 5 * minute, why: 'rate' } })
    await world.publish()
    expect(await world.ledger()).toMatchObject({ told: {}, spent: { n: 0 } })
    world.wait(4 * minute)
    await world.publish()
    expect(world.timeline).toEqual([])
    world.wait(2 * minute)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
  })

  it('without credits alarms and tells what is owed once there are some', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'unpaid', why: 'credits' } })
    await world.publish()
    expect(world.lines.some(({ metrics }) => metrics?.PostTrouble === 1)).toBe(true)
    world.wait(16 * minute)
    await world.publish()
    expect(world.timeline).toHaveLength(1)
  })

  it('that refuses the post is kept and alarms', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'refused', why: 'suspended' } })
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/1 refused')
    expect((await world.ledger())?.log.at(-1)).toMatchObject({ state: 'refused', why: 'suspended' })
  })

  it('to a later attempt says nothing of the first', async () => {
    const world = await down()
    world.acts.push(unknown(false), { answer: { is: 'refused', why: 'forbidden' } })
    await world.publish()
    world.wait(31 * second)
    await world.publish()
    world.wait(2.1 * minute)
    await world.publish()
    expect((await world.ledger())?.flight).toMatchObject({ state: 'unknown', attempt: 1 })
  })
})

describe('an end that is owed', () => {
  it('survives a channel that wants credits for hours', async () => {
    const world = await down()
    await world.publish()
    await world.rounds('uu')
    world.acts.push(unknown(false), ...Array.from({ length: 20 }, () => unpaid))
    for (let n = 0; n < 120; n++) {
      await world.publish()
      world.wait(3 * minute)
    }
    expect(world.states()).not.toContain('SS-0001/2 unclear')
    world.acts.splice(0)
    for (let n = 0; n < 10; n++) {
      await world.publish()
      world.wait(3 * minute)
    }
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })
})

describe('a whole that nobody owed', () => {
  it('leaves nothing owed when it is let go', async () => {
    const world = await down({ policy: { fold: { tellAfter: '0s' } } })
    world.acts.push({ answer: { is: 'busy', until: world.clock.now() + 4 * minute, why: 'rate' } })
    await world.publish()
    await world.rounds('uuu')
    world.wait(minute)
    world.acts.push(unknown(false))
    await world.publish()
    expect((await world.ledger())?.flight?.kind).toBe('whole')
    await world.rounds('ddd')
    for (let n = 0; n < 4; n++) {
      await world.publish()
      world.wait(2 * minute)
    }
    expect(world.states()).toContain('SS-0001/2 skipped')
    expect((await world.ledger())?.told['SS-0001']).toEqual({ is: 'down', step: 3 })
  })
})

describe('a component that is only slow', () => {
  it('is never told to be down beside one that is', async () => {
    const world = aWorld(aService())
    for (const _ of 'ddd') await world.roundOf({ sede: 'd', web: 's' })
    await world.publish()
    expect(world.texts()[0]).toContain('la Sede Electrónica no funciona')
    expect(world.texts()[0]).not.toContain('la web')
    for (const _ of 'uu') await world.roundOf({})
    await world.publish()
    expect(world.texts()[1]).not.toContain('la web')
  })
})

describe('a beginning told late', () => {
  it('takes in what came before it', async () => {
    const world = await down()
    world.acts.push({ answer: { is: 'busy', until: world.clock.now() + 3 * minute, why: 'rate' } })
    await world.publish()
    await world.rounds('dddd', ['sede', 'web'])
    await world.publish()
    await world.publish()
    expect(world.texts()).toEqual([expect.stringContaining('la Sede Electrónica y la web')])
    await world.rounds('ddd', ['sede', 'web', 'cita'])
    await world.publish()
    expect(world.timeline).toHaveLength(2)
  })
})

describe('a lease that a deployment shortens', () => {
  it('does not make a clock fault of the post in flight', async () => {
    const world = await down()
    const stuck = {
      ...world.ports,
      channel: { ...world.ports.channel, send: () => Promise.reject(new Error('killed')) },
    }
    await expect(reconcile(stuck, world.service, 'x')).rejects.toThrow('killed')
    await reconcile(world.ports, aService({ policy: { reconcile: { lease: '6s' } } }), 'x')
    expect((await world.ledger())?.flight?.state).toBe('sending')
  })
})

describe('modes', () => {
  it('rehearses in shadow on a ledger of its own', async () => {
    const world = await down({ channels: { x: { mode: 'shadow' } } })
    await world.publish()
    expect((await world.ledger())?.channel).toBe('x.shadow')
    expect(await world.store.readLedger(world.service.id, 'x')).toBeUndefined()
  })

  it('waits for a yes to exactly these words', async () => {
    const world = await down({ channels: { x: { mode: 'approve' } } })
    await world.publish()
    const waiting = (await world.ledger())?.waiting
    expect(world.timeline).toEqual([])
    expect(waiting).toMatchObject({ notice: 'SS-0001/1', kind: 'begin' })
    const record = await world.record()
    const yes = { channel: 'x', notice: 'SS-0001/1', text: waiting?.text ?? '', at: 0, by: 'ana' }
    await world.store.writeRecord({ ...record, version: record.version + 1, approvals: [yes] })
    await world.publish()
    expect(world.texts()).toEqual([waiting?.text])
  })

  it('asks again when the words are older than the news', async () => {
    const world = await down({ channels: { x: { mode: 'approve' } } })
    await world.publish()
    await world.rounds('ddd', ['sede', 'web'])
    await world.publish()
    expect(world.states()).toEqual(['SS-0001/1 waiting', 'SS-0001/1 skipped', 'SS-0001/1 waiting'])
    expect((await world.ledger())?.waiting?.text).toContain('la web')
  })

  it('asks for a beginning even where an end is in doubt', async () => {
    const world = await down({ channels: { x: { mode: 'approve' } } })
    const record = await world.record()
    await world.publish()
    const ledger = await world.ledger()
    if (!ledger) throw new TypeError('there is a ledger')
    const told = { [record.incidents[0]?.id ?? '']: { is: 'maybe' as const, step: 0 } }
    const { waiting: _, ...rest } = ledger
    await world.store.writeLedger({ ...rest, version: ledger.version + 1, told })
    await world.publish()
    expect(world.timeline).toEqual([])
    expect((await world.ledger())?.waiting?.kind).toBe('begin')
  })

  it('offers an outage of now before one that is over', async () => {
    const policy = { fold: { tellAfter: '0s' } }
    const world = await down({ policy, channels: { x: { mode: 'approve' } } })
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    expect((await world.ledger())?.waiting?.kind).toBe('whole')
    await world.rounds('ddd', ['web'])
    await world.publish()
    expect((await world.ledger())?.waiting).toMatchObject({ notice: 'SS-0002/1', kind: 'begin' })
  })

  it('skips what waited too long and needs no yes for an end', async () => {
    const world = await down({ channels: { x: { mode: 'approve' } } })
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    expect(world.states()).toEqual(['SS-0001/1 waiting', 'SS-0001/1 skipped'])
  })
})

describe('the budget', () => {
  it('keeps a post for every end that is owed', async () => {
    const world = await down({ official: true, channels: { x: { budget: { day: 2 } } } })
    await world.publish()
    await world.command('ack')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    await world.rounds('uu')
    await world.publish()
    expect(world.timeline).toHaveLength(2)
    expect(world.alarms()).toContain('budget')
  })
})

describe('the account', () => {
  it('is never mixed up with another', async () => {
    const world = await down()
    await world.publish()
    world.useAccount('2002')
    await world.rounds('uu')
    await world.publish()
    expect(world.timeline).toHaveLength(1)
    expect(world.alarms()).toContain('another-account')
  })
})

describe('what left the record', () => {
  it('still gets its end from the archive', async () => {
    const world = await down()
    await world.publish()
    await world.rounds('uu')
    const record = await world.record()
    const [incident] = record.incidents
    await world.store.archive({
      service: world.service.id,
      key: 'incident#SS-0001',
      version: 1,
      body: incident,
    })
    await world.store.writeRecord({ ...record, version: record.version + 1, incidents: [] })
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })
})

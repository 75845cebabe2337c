import { describe, expect, it } from 'vitest'
import type { Approval } from '../../lib/incident/record.ts'
import { emptyLedger } from '../../lib/publish/flight.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWorld, type World } from './world.ts'

const approving = { channels: { x: { mode: 'approve' } } } as const

/** The sede is down, and its post waits for a yes. */
const waiting = async (over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService({ ...approving, ...over }))
  await world.rounds('ddd')
  await world.publish()
  return world
}
const words = async (world: World) => (await world.ledger())?.waiting?.text ?? ''
const approve = async (world: World, over: Partial<Approval> = {}) => {
  const record = await world.record()
  const yes = { channel: 'x', notice: 'SS-0001/1', text: await words(world), at: 0, by: 'ana', ...over }
  const approvals = [...record.approvals, yes]
  await world.store.writeRecord({ ...record, version: record.version + 1, approvals })
}

describe('a post that waits for a yes', () => {
  it.each<[string, Partial<Approval>]>([
    ['to other words', { text: 'Todo va bien' }],
    ['to another notice', { notice: 'SS-0001/2' }],
    ['for another channel', { channel: 'bluesky' }],
  ])('is not sent for a yes %s', async (_, over) => {
    const world = await waiting()
    await approve(world, over)
    await world.publish()
    expect(world.timeline).toEqual([])
    expect(await words(world)).not.toBe('')
  })

  it('is not sent for a yes to the words of another notice', async () => {
    const world = await waiting()
    await world.rounds('ddd', ['sede', 'web'])
    await approve(world)
    await world.publish()
    await world.publish()
    expect(world.timeline).toEqual([])
  })

  it('is sent once with a yes among others', async () => {
    const world = await waiting()
    const text = await words(world)
    await approve(world, { text: 'Todo va bien' })
    await approve(world)
    await world.publish()
    await world.publish()
    expect(world.texts()).toEqual([text])
    expect(await world.ledger()).not.toHaveProperty('waiting')
  })

  it('is written once, however often anybody looks', async () => {
    const world = await waiting()
    const before = await world.ledger()
    await world.publish()
    expect(await world.ledger()).toEqual(before)
    expect(world.states()).toEqual(['SS-0001/1 waiting'])
  })

  it('stays where nothing else is due, even of what is over', async () => {
    const world = await waiting({ policy: { fold: { tellAfter: '0s' } } })
    await world.rounds('uu')
    await world.publish()
    world.wait(minute)
    await world.publish()
    expect((await world.ledger())?.waiting?.kind).toBe('whole')
    expect(world.states()).toEqual(['SS-0001/1 waiting', 'SS-0001/1 skipped', 'SS-0001/2 waiting'])
  })

  it('gives way to each newer word of the same incident', async () => {
    const world = await waiting()
    for (const names of [
      ['sede', 'web'],
      ['sede', 'web', 'cita'],
    ]) {
      await world.rounds('ddd', names)
      await world.publish()
    }
    expect(await words(world)).toContain('la cita previa')
    expect(world.states().filter(state => state.endsWith('skipped'))).toHaveLength(2)
  })

  it('gives way to another once it is too old to be told', async () => {
    const world = aWorld(aService({ ...approving, policy: { fold: { tellAfter: '0s' } } }))
    await world.store.writeLedger({ ...emptyLedger(world.service.id, 'x', eleven), version: 1 })
    await world.rounds('ddduu')
    const firstEnd = world.clock.now()
    await world.rounds('ddduu', ['web'])
    await world.publish()
    world.wait(firstEnd + 60 * minute - world.clock.now())
    await world.publish()
    expect(world.states()).toEqual(['SS-0001/2 waiting', 'SS-0001/2 skipped', 'SS-0002/2 waiting'])
    expect(world.lines.find(({ state }) => state === 'skipped')?.why).toBe('overtaken')
  })

  it('gives way with the reason', async () => {
    const world = await waiting()
    await world.rounds('uu')
    await world.publish()
    expect(world.lines.findLast(({ kind }) => kind === 'post')).toMatchObject({
      state: 'skipped',
      why: 'overtaken',
    })
  })
})

describe('an end in approve mode', () => {
  it('of what was told needs no yes', async () => {
    const world = await waiting()
    await approve(world)
    await world.publish()
    await world.rounds('uu')
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
  })

  it('of what may have been told needs no yes', async () => {
    const world = await waiting()
    await approve(world)
    world.acts.push({ answer: { is: 'unknown', why: 'reset' } })
    await world.publish()
    await world.rounds('uuuu')
    for (let n = 0; n < 3; n++) {
      await world.publish()
      world.wait(2 * minute)
    }
    expect(world.states()).toContain('SS-0001/1 skipped')
    expect(world.states().at(-1)).toBe('SS-0001/2 sent')
    expect(world.texts()[0]).toContain('no funcionó')
  })

  it('of what was never told needs one', async () => {
    const world = await waiting({ policy: { fold: { tellAfter: '0s' } } })
    await world.rounds('uu')
    await world.publish()
    expect(world.timeline).toEqual([])
    expect((await world.ledger())?.waiting).toMatchObject({ notice: 'SS-0001/2', kind: 'whole' })
  })
})

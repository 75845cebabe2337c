import { describe, expect, it } from 'vitest'
import { emptyLedger } from '../../lib/publish/flight.ts'
import { aService, eleven, minute } from '../given.ts'
import { anEntry } from './ledgers.ts'
import { type Act, aWorld } from './world.ts'

const busy = (until: number): Act => ({ answer: { is: 'busy', until, why: 'rate' } })
/** The sede fell, and the channel takes nothing for some minutes. */
const heldBack = async (minutes: number, over: Parameters<typeof aService>[0] = {}) => {
  const world = aWorld(aService(over))
  await world.rounds('ddd')
  world.acts.push(busy(world.clock.now() + minutes * minute))
  await world.publish()
  return world
}
const told = async (world: ReturnType<typeof aWorld>) => (await world.ledger())?.told['SS-0001']

describe('the words of a beginning', () => {
  it('take in every update that came since', async () => {
    const world = await heldBack(3)
    await world.rounds('dddd', ['sede', 'web'])
    await world.publish()
    expect(await told(world)).toEqual({ is: 'down', step: 2 })
  })

  it('take in no acknowledgement, which is news of its own', async () => {
    const world = await heldBack(5, { official: true })
    await world.rounds('dddd', ['sede', 'web'])
    await world.command('ack')
    world.wait(minute)
    await world.publish()
    expect(world.states().filter(state => state.endsWith(' sent'))).toEqual([
      'SS-0001/1 sent',
      'SS-0001/3 sent',
    ])
  })

  it('go beyond an acknowledgement of a spell before', async () => {
    const world = aWorld(aService({ official: true }))
    await world.rounds('ddd')
    await world.publish()
    await world.command('ack')
    for (const letters of ['u', 'u', 'ddd']) {
      await world.publish()
      await world.rounds(letters)
    }
    await world.publish()
    expect(await told(world)).toEqual({ is: 'down', step: 4 })
  })

  it('are those of an outage where nobody heard of the one before', async () => {
    const world = await heldBack(6)
    await world.rounds('uuddd')
    world.wait(2 * minute)
    await world.publish()
    expect(world.states().at(-1)).toBe('SS-0001/3 sent')
    expect(world.texts()[0]).not.toContain('vuelve a fallar')
  })

  it('tell that it fails again where the end was told', async () => {
    const world = aWorld(aService())
    for (const letters of ['ddd', 'uu', 'ddd']) {
      await world.rounds(letters)
      await world.publish()
    }
    expect(world.texts()[0]).not.toContain('vuelve a fallar')
    expect(world.texts()[2]).toContain('vuelve a fallar')
  })
})

describe('words that the log already holds', () => {
  /** What is said of the sede where the log has these texts. */
  const wordsBeside = async (texts: readonly string[]) => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    const log = texts.map(text => anEntry({ notice: 'SS-0009/1', text }))
    await world.store.writeLedger({ ...emptyLedger(world.service.id, 'x', eleven), version: 1, log })
    await world.publish()
    return world.texts()[0] ?? ''
  }

  it('are left as they are where they are new', async () => {
    expect(await wordsBeside(['otra cosa'])).toBe(await wordsBeside([]))
  })

  it('are told to the second', async () => {
    const first = await wordsBeside([])
    const text = await wordsBeside([first, 'otra cosa'])
    expect(text).not.toBe(first)
    expect(text).toMatch(/\d\d:\d\d:\d\d/)
    expect(text).toContain('(SS-0001)')
  })

  it('are numbered where even that was said', async () => {
    const first = await wordsBeside([])
    const precise = await wordsBeside([first])
    expect(await wordsBeside([first, precise])).toBe(precise.replace('SS-0001', 'SS-0001, aviso 1'))
  })
})

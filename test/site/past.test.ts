import { beforeEach, describe, expect, it } from 'vitest'
import type { Incident, Tally } from '../../lib/incident/record.ts'
import { pastKey, readPast } from '../../lib/site/past.ts'
import { eleven } from '../given.ts'
import { id, world as startWorld } from './world.ts'

const day = 86_400_000
let world: Awaited<ReturnType<typeof startWorld>>
beforeEach(async () => {
  world = await startWorld()
})

const archive = (key: string, body: unknown) => world.store.archive({ service: id, key, version: 1, body })
const tally = (from: string): Tally => ({ from, counts: { sede: [1_440, 0, 0, 0] } })
const ended = (incident: string, at: number): Incident => ({
  id: incident,
  status: { is: 'resolved', at, how: 'recovery' },
  names: { sede: { es: 'la Sede Electrónica' } },
  members: {},
  steps: [],
})
const past = () => readPast(world.store, world.record())

describe('what left the record', () => {
  it('is its days, hours and incidents, the newest first', async () => {
    for (const from of ['2026-11-19', '2026-11-20']) await archive(`day#${from}`, tally(from))
    await archive('hour#2026-11-21T09', tally('2026-11-21T09'))
    for (const n of [1, 2]) await archive(`incident#SS-000${n}`, ended(`SS-000${n}`, eleven - n * day))
    const { days, hours, archived, broken } = await past()
    expect(days.map(({ from }) => from)).toEqual(['2026-11-20', '2026-11-19'])
    expect(hours.map(({ from }) => from)).toEqual(['2026-11-21T09'])
    expect(archived.map(one => one.id)).toEqual(['SS-0002', 'SS-0001'])
    expect(broken).toEqual([])
  })

  it('is shown for a hundred days', async () => {
    await archive('day#2026-08-13', tally('2026-08-13'))
    await archive('day#2026-08-12', tally('2026-08-12'))
    await archive('incident#SS-0001', ended('SS-0001', eleven - 100 * day - 1))
    await archive('incident#SS-0002', ended('SS-0002', eleven - 100 * day))
    const { days, archived } = await past()
    expect(days.map(({ from }) => from)).toEqual(['2026-08-13'])
    expect(archived.map(one => one.id)).toEqual(['SS-0002'])
  })

  it.each([
    ['day#2026-11-20', 'an archived day or hour'],
    ['hour#2026-11-21T09', 'an archived day or hour'],
    ['incident#SS-0002', 'an archived incident'],
  ])('goes without %s, which nobody can read, and says so', async (key, what) => {
    await archive('day#2026-11-19', tally('2026-11-19'))
    await archive('hour#2026-11-21T08', tally('2026-11-21T08'))
    await archive('incident#SS-0001', ended('SS-0001', eleven))
    await archive(key, { from: 7 })
    const { days, hours, archived, broken } = await past()
    expect([days.length, hours.length, archived.length]).toEqual([1, 1, 1])
    expect(broken).toEqual([expect.stringContaining(what)])
  })

  it('is not taken for broken where the store fails', async () => {
    const readSpan = () => Promise.reject(new RangeError('down'))
    await expect(readPast({ readSpan }, world.record())).rejects.toThrow('down')
  })
})

describe('the key of a past', () => {
  it('stays in a quiet round, and changes with whatever leaves', async () => {
    const before = pastKey(world.record())
    expect(pastKey(await world.round())).toBe(before)
    const { day: today, hour, nextIncident } = world.record()
    const incidents = [ended('SS-0001', eleven)]
    for (const change of [
      { day: { ...today, from: '2026-11-22' } },
      { hour: { ...hour, from: '2026-11-21T11' } },
      { nextIncident: nextIncident + 1 },
      { incidents },
    ])
      expect(pastKey({ ...world.record(), ...change })).not.toBe(before)
  })
})

import { describe, expect, it } from 'vitest'
import { instant } from '../../lib/incident/instant.ts'
import { fence, leaseOf } from '../../lib/publish/lease.ts'
import { fakeClock } from '../fakes.ts'
import { eleven } from '../given.ts'

const lease = leaseOf(60_000)

describe('the lease of a minute', () => {
  it('starts within a third and is killed within two', () => {
    expect(lease).toEqual({ lease: 60_000, start: 20_000, kill: 40_000, skew: 5_000, land: 10_000 })
  })
})

describe('the fence of an attempt', () => {
  const aged = async (milliseconds: number) => {
    const clock = fakeClock(eleven)
    const its = fence(clock, instant(clock), lease)
    await clock.sleep(milliseconds)
    return { clock, its, says: { mayStart: its.mayStart(), killIn: its.killIn() } }
  }

  it.each([
    ['begins open', 0, true, 40_000],
    ['is open until its last millisecond', 20_000, true, 20_000],
    ['is closed from the next', 20_001, false, 19_999],
    ['kills at once what is overdue', 50_000, false, 0],
  ])('%s', async (_, milliseconds, mayStart, killIn) => {
    expect((await aged(milliseconds)).says).toEqual({ mayStart, killIn })
  })

  it('stays closed though the wall clock is set back', async () => {
    const { clock, its } = await aged(25_000)
    clock.set(eleven)
    expect(its.mayStart()).toBe(false)
  })

  it('is closed by a wall clock that was set ahead', async () => {
    const { clock, its } = await aged(0)
    clock.set(eleven + 25_000)
    expect(its.mayStart()).toBe(false)
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LocalScheduler, startScheduler } from '../../local/scheduler.ts'
import type { Schedule } from '../../local/wiring.ts'

const probe: Schedule = {
  id: 'Probe',
  minutes: 1,
  target: 'ProbeFunction',
  input: '{"services":["ss"],"scheduledTime":"<aws.scheduler.scheduled-time>"}',
}
const started: unknown[] = []
const skipped: number[] = []
let scheduler: LocalScheduler | undefined

const start = (minute: number, schedules: Schedule[] = [probe], inFlight = () => 0) => {
  scheduler = startScheduler({
    schedules,
    minute,
    start: (target, event) => started.push({ target, event }),
    inFlight,
    skipped: (_, instant) => skipped.push(instant),
  })
}
const at = (scheduledTime: string) => ({
  target: 'ProbeFunction',
  event: { services: ['ss'], scheduledTime },
})

describe('the local scheduler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-21T10:02:30.400Z') })
    started.splice(0)
    skipped.splice(0)
  })
  afterEach(() => {
    scheduler?.close()
    vi.useRealTimers()
  })

  it('fires at once for the round under way', () => {
    start(60_000)
    expect(started).toEqual([at('2026-11-21T10:02:00Z')])
  })

  it('goes on at full minutes of the wall clock', () => {
    start(60_000)
    vi.advanceTimersByTime(29_599)
    expect(started).toHaveLength(1)
    vi.advanceTimersByTime(60_001)
    expect(started.slice(1)).toEqual([at('2026-11-21T10:03:00Z'), at('2026-11-21T10:04:00Z')])
  })

  it('scales every schedule with the length of a minute', () => {
    start(1_000, [probe, { ...probe, id: 'Slow', minutes: 5 }])
    vi.advanceTimersByTime(5_000)

    const times = started.map(one => (one as ReturnType<typeof at>).event.scheduledTime.slice(17, 19))
    expect(times).toEqual(['30', '30', '31', '32', '33', '34', '35', '35'])
  })

  it('looks once for the newest instant after a sleep', () => {
    start(60_000)
    vi.setSystemTime(new Date('2026-11-21T12:00:10Z'))
    vi.advanceTimersByTime(29_600)
    expect(started.slice(1)).toEqual([at('2026-11-21T12:00:00Z')])
    vi.advanceTimersByTime(20_400)
    expect(started.slice(2)).toEqual([at('2026-11-21T12:01:00Z')])
  })

  it('goes on by the clock that was set back', () => {
    start(60_000)
    vi.setSystemTime(new Date('2026-11-21T09:00:00Z'))
    vi.advanceTimersByTime(60_000)
    expect(started.slice(1)).toEqual([at('2026-11-21T09:01:00Z')])
  })

  it('fires no round twice when a timer is early', () => {
    start(60_000)
    vi.setSystemTime(new Date('2026-11-21T10:02:30.390Z'))
    vi.advanceTimersByTime(29_600)
    vi.advanceTimersByTime(59_000)
    expect(started.slice(1)).toEqual([at('2026-11-21T10:03:00Z')])
  })

  it('skips and says so when sixty calls are in flight', () => {
    start(60_000, [probe], () => 60)
    expect(started).toEqual([])
    expect(skipped).toEqual([Date.parse('2026-11-21T10:02:00Z')])
  })

  it('fires nothing more once it is closed', () => {
    start(60_000)
    scheduler?.close()
    vi.advanceTimersByTime(600_000)
    expect(started).toHaveLength(1)
  })
})

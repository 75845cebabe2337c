import { describe, expect, it } from 'vitest'
import { assumed } from '../../cli/cost/assumed.ts'
import { type Counts, nothing } from '../../cli/cost/counts.ts'
import { demandOf } from '../../cli/cost/demand.ts'
import type { Measured } from '../../cli/cost/measure.ts'
import { type Asked, monthOf } from '../../cli/cost/month.ts'
import type { Usage } from '../../cli/cost/usage.ts'
import { shardSize } from '../../infra/probe.ts'

const [probe, publish] = ['functions/probe.ts', 'functions/publish.ts']
const counts = (some: Partial<Counts>): Counts => ({ ...nothing(), ...some })
const lasting = (
  minutes: number,
  ofProbe: Partial<Counts>,
  ofPublish: Partial<Counts>,
  hints = 0,
): Usage => ({
  minutes,
  metrics: new Map(),
  functions: {
    [probe]: { invocations: minutes, counts: counts(ofProbe) },
    [publish]: { invocations: minutes + hints, counts: counts(ofPublish) },
  },
})

/** A minute is one read and two writes; a tick half a read; an outage five events and two posts. */
const measured: Measured = {
  quiet: lasting(60, { reads: 60, writes: 120, looks: 120, calls: 120 }, { reads: 30, calls: 60 }),
  falling: lasting(3, { reads: 3, writes: 12, events: 3, looks: 12, calls: 6 }, { reads: 6, posts: 1 }, 3),
  failing: lasting(10, { reads: 10, writes: 40, looks: 60, calls: 20 }, { reads: 25 }),
  mending: lasting(2, { reads: 2, writes: 8, events: 2, looks: 4, calls: 4 }, { reads: 4, posts: 1 }, 2),
  after: lasting(10, { reads: 10, writes: 20, looks: 20, calls: 20 }, { reads: 15 }),
  deployed: {
    functions: {
      [probe]: { memory: 512, isArm: true, isTraced: false },
      [publish]: { memory: 256, isArm: true, isTraced: false },
    },
    alarms: 7,
    dashboards: 0,
    secrets: 1,
    keys: 0,
    logDays: 30,
  },
  steadyMetrics: ['Rounds'],
  largest: { record: 1_000, hour: 500 },
  operations: {},
}
const asked = (over: Partial<Asked> = {}): Asked => ({
  services: 1,
  every: 60,
  incidents: 0,
  rechecks: 12_000,
  ...over,
})
const minutes = assumed.hours * 60

describe('a quiet month', () => {
  it('is a round and a tick every minute', () => {
    expect(monthOf(measured, probe, asked())).toMatchObject({ scheduled: minutes, invocations: minutes })
    expect(monthOf(measured, probe, asked()).counts.writes).toBeCloseTo(2 * minutes, 6)
    expect(monthOf(measured, publish, asked()).counts.reads).toBeCloseTo(minutes / 2, 6)
  })

  it('takes rounds less often where asked, and ticks as before', () => {
    const seldom = asked({ every: 300 })
    expect(monthOf(measured, probe, seldom).counts.writes).toBeCloseTo((2 * minutes) / 5, 6)
    expect(monthOf(measured, publish, seldom).scheduled).toBe(minutes)
  })

  it('starts one probe for each shard, one tick for all', () => {
    const many = asked({ services: shardSize * 2 + 1 })
    expect(monthOf(measured, probe, many).scheduled).toBe(3 * minutes)
    expect(monthOf(measured, probe, many).counts.writes).toBeCloseTo(2 * minutes * many.services, 4)
    expect(monthOf(measured, publish, many).counts.reads).toBeCloseTo(minutes / 2, 6)
  })

  it('runs as long as sites take, and what is computed on its memory', () => {
    const { runs } = monthOf(measured, probe, asked())
    const cpu = 2 * assumed.cpuOfLook + 2 * assumed.cpuOfCall + assumed.cpuOfInvocation
    const each = assumed.siteTakes + (cpu * assumed.wholeProcessor) / 512 + 2 * assumed.callTakes
    expect(runs).toBeCloseTo(each * minutes, 0)
  })
})

describe('an outage', () => {
  const one = asked({ incidents: 1 })

  it('adds what its minutes take beyond quiet ones', () => {
    // 12 in falling, 4 a minute while it lasts, 8 in mending, then as quiet as before.
    const more = 12 + 4 * (assumed.outage - 3) + 8 - 2 * (assumed.outage + 2)
    const writes = monthOf(measured, probe, one).counts.writes
    expect(writes - 2 * minutes).toBeCloseTo(more, 6)
  })

  it('starts functions by its events', () => {
    const { scheduled, invocations } = monthOf(measured, publish, one)
    expect(invocations - scheduled).toBeCloseTo(5, 6)
  })

  it('makes each service post, and the rounds wait', () => {
    const town = asked({ incidents: 2, services: 10 })
    expect(demandOf(measured, town).posts).toBeCloseTo(2 * 2 * 10, 6)
    const waited = (incidents: number) => monthOf(measured, probe, asked({ incidents })).runs
    expect(waited(1) - waited(0)).toBeGreaterThan(assumed.outage * 12_000)
  })
})

describe('what is paid by the month', () => {
  it('is what the template has', () => {
    expect(demandOf(measured, asked())).toMatchObject({ alarms: 7, secrets: 1, keys: 0, metrics: 1 })
  })

  it('has no dashboard and no trace by default', () => {
    expect(demandOf(measured, asked())).not.toHaveProperty('dashboards')
    expect(demandOf(measured, asked())).not.toHaveProperty('traces')
  })

  it('is a dashboard, and a trace of each call, where they are wanted', () => {
    const functions = { [probe]: { memory: 512, isArm: true, isTraced: true } }
    const watched = { ...measured, deployed: { ...measured.deployed, functions, dashboards: 1 } }
    expect(demandOf(watched, asked())).toMatchObject({ dashboards: 1 })
    expect(demandOf(watched, asked()).traces).toBeCloseTo(minutes, 6)
  })

  it('is compute of the processor that is deployed', () => {
    expect(demandOf(measured, asked())).not.toHaveProperty('computeX86')
    const functions = { [probe]: { memory: 512, isArm: false, isTraced: false } }
    const x86 = { ...measured, deployed: { ...measured.deployed, functions } }
    expect(demandOf(x86, asked())).not.toHaveProperty('computeArm64')
    expect(demandOf(x86, asked()).computeX86).toBeGreaterThan(20_000)
  })
})

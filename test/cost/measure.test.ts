import { beforeAll, describe, expect, it } from 'vitest'
import { townHall } from '../../cli/cost/cast.ts'
import { type Measured, measure } from '../../cli/cost/measure.ts'
import { type Holder, holdersOf } from '../../infra/grants.ts'
import { metrics } from '../../lib/contract.ts'
import { stackOf } from '../infra/synthesized.ts'

const [probe, publish, page, alert] = [
  'functions/probe.ts',
  'functions/publish.ts',
  'functions/page.ts',
  'functions/alert.ts',
]
let measured: Measured
beforeAll(async () => {
  measured = await measure(townHall, { quiet: 4, falling: 3, failing: 2, mending: 2, after: 2 })
}, 120_000)
const took = (part: 'quiet' | 'falling' | 'failing' | 'mending' | 'after', entry: string) => {
  const found = measured[part].functions[entry]
  if (!found) throw new TypeError(`${entry} was not started`)
  return found
}

describe('a quiet round of a small service', () => {
  it('is one read and one write, and a look at each target', () => {
    const { invocations, counts } = took('quiet', probe)
    expect(invocations).toBe(4)
    expect(counts).toMatchObject({ reads: 4, looks: 8, events: 0, messages: 0, posts: 0 })
    // One write each; the clock may have put an hour away between two of them.
    expect(counts.writes).toBeGreaterThanOrEqual(4)
    expect(counts.calls).toBeLessThanOrEqual(10)
  })

  it('writes one metric, that there was a round', () => {
    expect(measured.steadyMetrics).toEqual([metrics.rounds])
  })

  it.each([publish, alert])('lets %s look into the index and no further', entry => {
    expect(took('quiet', entry)).toMatchObject({
      invocations: 4,
      counts: { calls: 4, reads: 2, writes: 0, logBytes: 0 },
    })
  })
})

describe('an outage of a small service', () => {
  it('is told once at its beginning and once at its end', () => {
    expect(took('falling', publish).counts.posts).toBe(1)
    expect(took('failing', publish).counts.posts).toBe(0)
    expect(took('mending', publish).counts.posts).toBe(1)
    expect(took('after', publish).counts.posts).toBe(0)
  })

  it('starts publisher and alerts by its events', () => {
    const { events } = took('falling', probe).counts
    expect(events).toBeGreaterThan(0)
    expect(took('falling', publish).invocations).toBe(3 + events)
    expect(took('falling', alert).counts.messages).toBeGreaterThan(0)
  })

  it('looks again and at the controls while it lasts', () => {
    const each = took('failing', probe).counts.looks / 2
    expect(each).toBe(2 * 3 + 1)
  })

  it('is on the page at its beginning and at its end', () => {
    for (const part of ['falling', 'mending'] as const)
      expect(took(part, page).counts.files).toBeGreaterThan(6)
  })

  it('makes the index gain an entry, which is a write', () => {
    const { counts } = took('falling', probe)
    expect(counts.writes).toBeGreaterThan(counts.events)
  })
})

describe('what the functions asked AWS for', () => {
  const names: Readonly<Record<string, string>> = {
    [probe]: 'Probe',
    [publish]: 'XPublish',
    [page]: 'Page',
    [alert]: 'Alert',
  }

  it('is what their roles may do', () => {
    const holders: readonly Holder[] = holdersOf(stackOf())
    expect(Object.keys(measured.operations).toSorted()).toEqual([alert, page, probe, publish])
    for (const [entry, asked] of Object.entries(measured.operations)) {
      const grants = holders.find(one => one.name === names[entry])?.grants ?? []
      const allowed = grants.flatMap(grant => grant.actions)
      expect(allowed).toEqual(expect.arrayContaining([...asked]))
    }
  })
})

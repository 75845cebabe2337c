import { describe, expect, it } from 'vitest'
import { busEvent } from '../../lib/incident/bus-events.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import { firstRecord } from '../../lib/incident/first-record.ts'
import { inForce, modeOf } from '../../lib/incident/in-force.ts'
import { parseRecord } from '../../lib/incident/schema.ts'
import { aService, beginning, eleven, type Story, say } from '../given.ts'

const service = aService({ channels: { x: { mode: 'approve' } } })
const put = (story: Story, mode: 'auto' | 'approve' | 'shadow') =>
  say(story, service, { command: 'mode', channel: 'x', mode })

describe('the mode in force', () => {
  it("is the file's where nobody switched it", () => {
    expect(modeOf(service, emptyRecord(service.id), 'x')).toBe('approve')
    expect(inForce(service, undefined).channels.x?.mode).toBe('approve')
    expect(modeOf(service, undefined, 'bluesky')).toBeUndefined()
  })

  it('is the stored switch, with who and when', () => {
    const { record } = put(beginning(), 'shadow')
    expect(record.modes).toEqual({ x: { is: 'shadow', at: eleven, by: 'ana', from: eleven } })
    expect(inForce(service, record).channels.x).toMatchObject({ mode: 'shadow', price: 0.014 })
  })

  it('began when the posting last went over', () => {
    const live = put({ ...put(beginning(), 'shadow'), at: eleven + 1_000 }, 'auto')
    const asking = put({ ...live, at: eleven + 2_000 }, 'approve')
    expect(asking.record.modes['x']).toMatchObject({ at: eleven + 2_000, from: eleven + 1_000 })
    expect(put(beginning(), 'auto').record.modes['x']).not.toHaveProperty('from')
  })

  it('changes nothing when it is put there again', () => {
    expect(put(beginning(), 'approve').events).toEqual([])
    expect(put(put(beginning(), 'shadow'), 'shadow').events).toEqual([])
  })

  it('is refused for a channel that is not there', () => {
    expect(() => say(beginning(), service, { command: 'mode', channel: 'bluesky', mode: 'auto' })).toThrow(
      'bluesky is no channel',
    )
  })

  it('is told on the bus and written in the log', () => {
    const { record } = put(beginning(), 'shadow')
    const events = record.outbox.map(id => busEvent(record, id))
    expect(events).toMatchObject([{ type: 'posting.changed', detail: { what: 'shadow x' } }])
    expect(record.trail?.entries).toMatchObject([
      { kind: 'command', command: 'mode', by: 'ana', asked: { channel: 'x', mode: 'shadow' } },
    ])
  })
})

describe('the record of a service of which nothing is known', () => {
  const clock = { now: () => eleven }

  it('is born in the mode of the deployment', () => {
    const { modes } = firstRecord({ clock, firstMode: 'shadow' }, service)
    expect(modes).toEqual({ x: { is: 'shadow', at: eleven, by: 'first deployment' } })
  })

  it('has a channel that is added later rehearse as well', () => {
    const without = aService({ channels: {} })
    const record = parseRecord(firstRecord({ clock, firstMode: 'shadow' }, without))
    expect(modeOf(service, record, 'x')).toBe('shadow')
    expect(inForce(service, record).channels.x?.mode).toBe('shadow')
    const live = put({ ...beginning(), record }, 'auto').record
    expect(modeOf(service, live, 'x')).toBe('auto')
    expect(live.modes['x']).toMatchObject({ from: eleven })
  })

  it('leaves a later channel to its file in a local run', () => {
    const record = firstRecord({ clock }, aService({ channels: {} }))
    expect(modeOf(service, record, 'x')).toBe('approve')
  })

  it('stores no mode where there is none', () => {
    expect(firstRecord({ clock }, service)).toEqual(emptyRecord(service.id))
  })
})

describe('a record from before there was a switch', () => {
  it.each([0, 1, 2])('of schema %i silences nobody', schema => {
    const { modes: _, ...old } = emptyRecord('any')
    expect(parseRecord({ ...old, schema })).toEqual(emptyRecord('any'))
  })
})

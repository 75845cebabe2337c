import { describe, expect, it } from 'vitest'
import { isLive } from '../../lib/incident/incident.ts'
import { aService, beginning, eleven, live, minute, say } from '../given.ts'

const service = aService()
const lived = (rounds: Record<string, string>) => live(beginning(), service, rounds)

describe('a record that the tick finds', () => {
  it('is none in which all is well', () => {
    expect(isLive(beginning().record)).toBe(false)
    expect(isLive(lived({ sede: 'uuddu' }).record)).toBe(false)
  })

  it('has an incident, a day beyond its end', () => {
    const over = lived({ sede: 'ddduu' })
    expect(isLive(over.record)).toBe(true)
    expect(isLive(live({ ...over, at: eleven + 1_500 * minute }, service, { sede: 'u' }).record)).toBe(false)
  })

  it('has a component that nobody can see', () => {
    expect(isLive(lived({ sede: 'b' }).record)).toBe(true)
    expect(isLive(lived({ sede: 'bu' }).record)).toBe(false)
  })

  it('has a component that fails without an incident', () => {
    const over = say(lived({ sede: 'ddd' }), service, { command: 'false-alarm', incident: 'SS-0001' })
    const later = live({ ...over, at: eleven + 1_500 * minute }, service, { sede: 'd' })
    expect(later.record.incidents).toEqual([])
    expect(isLive(later.record)).toBe(true)
  })

  it('has the posting stopped', () => {
    expect(isLive(say(beginning(), service, { command: 'hold', channel: 'all' }).record)).toBe(true)
  })

  it('has a certificate that ends soon', () => {
    const { record } = lived({ sede: 'u' })
    const soon = { sede: { expires: eleven + 1_000 * minute, told: 1 } }
    expect(isLive({ ...record, certificates: soon })).toBe(true)
    expect(isLive({ ...record, certificates: { sede: { expires: eleven - minute, told: 1 } } })).toBe(false)
  })
})

describe('an acknowledgement', () => {
  it('that has lapsed may be said again, without a step', () => {
    const lapsing = aService({ alerts: { unacknowledgeAfter: '1h' } })
    const acked = say(live(beginning(), lapsing, { sede: 'ddd' }), lapsing, {
      command: 'ack',
      incident: 'SS-0001',
    })
    const soon = say({ ...acked, at: acked.at + 59 * minute }, lapsing, {
      command: 'ack',
      incident: 'SS-0001',
    })
    expect(soon.events).toEqual([])
    const late = say(
      { ...acked, at: acked.at + 60 * minute },
      lapsing,
      { command: 'ack', incident: 'SS-0001' },
      'luis',
    )
    expect(late.record.incidents[0]?.status).toMatchObject({ is: 'acknowledged', by: 'luis' })
    expect(late.record.incidents[0]?.steps).toHaveLength(2)
  })
})

import { describe, expect, it } from 'vitest'
import { busEvent, outboxAge } from '../../lib/incident/bus-events.ts'
import { decideCommand } from '../../lib/incident/decide-command.ts'
import { isRefusal } from '../../lib/incident/events.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { aService, beginning, eleven, live, minute, type Story } from '../given.ts'

const service = aService()
const lived = (rounds: Record<string, string>) => live(beginning(), service, rounds)
const acknowledged = (story: Story): ServiceRecord => {
  const ack = { command: 'ack', incident: 'SS-0001', request: 'r', by: 'ana' } as const
  const events = decideCommand(story.record, service, ack, story.at)
  return isRefusal(events) ? story.record : evolved(story.record, events)
}
const says = (record: ServiceRecord, id: string) => {
  const event = busEvent(record, id)
  return event && [event.type, event.detail.what, event.detail.components]
}

describe('the event behind an id', () => {
  it('of a beginning tells who fell, and when', () => {
    const { record } = lived({ sede: 'ddd', web: 'ddd' })
    expect(busEvent(record, 'SS-0001/1')).toEqual({
      type: 'incident.opened',
      detail: {
        schema: 1,
        id: 'SS-0001/1',
        service: service.id,
        at: '2026-11-21T10:02:05.000Z',
        components: ['sede', 'web'],
        incident: 'SS-0001',
        step: 1,
        what: 'outage',
      },
    })
  })

  it('of each step has its type, and the members where it names none', () => {
    const record = acknowledged(lived({ sede: 'ddddddd', web: 'uuudddd' }))
    expect(says(record, 'SS-0001/2')).toEqual(['incident.updated', 'joined', ['web']])
    expect(says(record, 'SS-0001/3')).toEqual(['incident.acknowledged', 'acknowledged', ['sede', 'web']])
    const ended = lived({ sede: 'ddduu' }).record
    expect(says(ended, 'SS-0001/2')).toEqual(['incident.resolved', 'recovery', ['sede']])
  })

  it('of a component tells what became of it', () => {
    expect(busEvent(lived({}).record, `sede/down/${eleven}`)).toEqual({
      type: 'component.changed',
      detail: {
        schema: 1,
        id: `sede/down/${eleven}`,
        service: service.id,
        at: '2026-11-21T10:00:00.000Z',
        components: ['sede'],
        what: 'down',
      },
    })
    expect(says(lived({}).record, `sede/certificate-7/${eleven}`)).toEqual([
      'certificate.expiring',
      'certificate-7',
      ['sede'],
    ])
  })

  it.each(['SS-0009/1', 'SS-0001/9', 'SS-0001/', 'SS-0001', ''])('is none for %j', id => {
    expect(busEvent(lived({ sede: 'ddd' }).record, id)).toBeUndefined()
  })
})

describe('the age of an outbox', () => {
  const { at } = beginning()
  const aged = (outbox: readonly string[], now: number) =>
    outboxAge({ ...lived({ sede: 'ddd' }).record, outbox }, now)

  it('is that of its oldest event, in whole seconds', () => {
    const outbox = ['SS-0001/1', `web/down/${at}`, 'SS-0009/1']
    expect(aged(outbox, at + 5 * minute + 400)).toBe(300)
    expect(aged(outbox, at + 5 * minute + 600)).toBe(301)
  })

  it('is never negative, and nothing where there is none', () => {
    expect(aged([`web/down/${at}`], at - minute)).toBe(0)
    expect(aged(['SS-0009/1'], at)).toBe(0)
    expect(aged([], at)).toBe(0)
  })
})

import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { contentLine } from '../../lib/feed/content-line.ts'
import type { Incident } from '../../lib/incident/record.ts'
import { at, factsWith, recordWith } from '../page/site-facts.ts'
import { bodyOf } from './files-of.ts'
import { busy, planned } from './scenes.ts'

const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
const withWindow = (one: Incident) => factsWith({ record: recordWith({ incidents: [one] }) })
const eventOf = (one: Incident, path = 'maintenance.ics') => eventsIn(bodyOf(withWindow(one), path))[0]!

const cancelled: Incident = {
  ...planned,
  status: { is: 'resolved', at: at('12:00'), how: 'cancelled', by: 'ana' },
  steps: [
    ...planned.steps,
    {
      n: 2,
      kind: 'end',
      at: at('12:00'),
      facts: { what: 'cancelled', since: at('12:00'), back: at('12:00'), late: false, by: 'ana' },
    },
  ],
}

describe('the calendar of maintenance', () => {
  it('has the windows that were announced, and no other', () => {
    const events = eventsIn(bodyOf(busy(), 'maintenance.ics'))
    expect(events).toHaveLength(1)
    expect(events[0]?.startDate.toJSDate()).toEqual(new Date(at('08:00', '2026-11-23')))
    expect(events[0]?.endDate.toJSDate()).toEqual(new Date(at('10:00', '2026-11-23')))
    expect(events[0]?.startDate.zone.tzid).toBe('UTC')
  })

  it('says in each language what is closed', () => {
    const summaries = ['', 'ca/', 'en/', 'eu/'].map(
      folder => eventOf(planned, `${folder}maintenance.ics`).summary,
    )
    expect(summaries[0]).toBe('Cierre previsto SS-0043: La web para pedir cita')
    expect(new Set(summaries).size).toBe(4)
  })

  it('tells a cancelled window under the same id, as newer', () => {
    const [before, after] = [eventOf(planned), eventOf(cancelled)]
    expect(after.uid).toBe(before.uid)
    expect([before.sequence, after.sequence]).toEqual([0, 1])
    const statusOf = (one: ICAL.Event) => one.component.getFirstPropertyValue('status')
    expect([statusOf(before), statusOf(after)]).toEqual(['CONFIRMED', 'CANCELLED'])
  })

  it('keeps one id in all languages', () => {
    expect(eventOf(planned, 'en/maintenance.ics').uid).toBe(eventOf(planned).uid)
  })

  it('gives names with commas, semicolons and lines as they are', () => {
    const es = 'la web; con, todo\\n y una línea larguísima de 👩‍👩‍👧 y más 👩‍👩‍👧 y más 👩‍👩‍👧 y más 👩‍👩‍👧'
    expect(eventOf({ ...planned, names: { cita: { es } } }).summary).toBe(
      `Cierre previsto SS-0043: ${es.replace('la', 'La')}`,
    )
  })

  it('ends its lines as RFC 5545 asks, and folds them', () => {
    const lines = bodyOf(busy(), 'eu/maintenance.ics').split('\r\n')
    expect(lines.at(-1)).toBe('')
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(lines.some(line => line.includes('\n'))).toBe(false)
  })

  it('is a calendar with nothing in it, too', () => {
    expect(eventsIn(bodyOf(factsWith(), 'maintenance.ics'))).toEqual([])
  })
})

describe('a folded line', () => {
  it('cuts no character', () => {
    const line = contentLine(`SUMMARY:${'ñ€👍'.repeat(40)}`)
    expect(line.replaceAll('\r\n ', '')).toBe(`SUMMARY:${'ñ€👍'.repeat(40)}`)
    for (const part of line.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
    expect(line).not.toContain('\uFFFD')
  })
})

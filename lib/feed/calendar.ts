import { isWindow, type Window } from '../incident/incident.ts'
import { addressOf, incidentPlace } from '../page/address.ts'
import type { PageFacts } from '../page/facts.ts'
import { codeOf, subjectOf } from '../page/incident-part.ts'
import { nameOf, type Speech } from '../page/speech.ts'
import { heardSteps, publicIncidents } from '../page/told.ts'
import { contentLine, textValue } from './content-line.ts'
import { urnOf } from './identity.ts'
import { iso } from './instants.ts'
import { plain } from './plain.ts'
import { toldIfAny } from './told.ts'

/** `20261121T094000Z` */
const utc = (at: number): string => `${iso(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const isCancelled = ({ status }: Window): boolean => status.is === 'resolved' && status.how === 'cancelled'

/** The same window in every language: whoever takes in two calendars has it once. */
const uidOf = (service: string, id: string): string =>
  urnOf(`${service}/window/${id}`).slice('urn:uuid:'.length)

const entryOf = (window: Window, { service, base }: PageFacts, speech: Speech): readonly string[] => {
  const { id, origin } = window
  const steps = heardSteps(window, service)
  const changed = utc(steps.at(-1)?.at ?? origin.from)
  const title = plain(`${codeOf(window, speech)}: ${subjectOf(window, speech)}`)
  const told = plain(toldIfAny(window, service, speech)?.[0]?.text ?? '')
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(service.id, id)}`,
    `SEQUENCE:${Math.max(0, steps.length - 1)}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `DTSTART:${utc(origin.from)}`,
    `DTEND:${utc(origin.to)}`,
    `SUMMARY:${textValue(title)}`,
    `DESCRIPTION:${textValue(told)}`,
    `URL:${base}/${addressOf(incidentPlace(id), speech.language)}`,
    `STATUS:${isCancelled(window) ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** The maintenance that was announced, as iCalendar (RFC 5545); times in UTC. What was cancelled stays, and says so. */
export const calendar = (facts: PageFacts, speech: Speech): string => {
  const { words } = speech
  const name = textValue(plain(`${words.incidents.planned}: ${nameOf(facts.service.name, speech)}`))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Atalaya//${facts.service.id}//${speech.tag.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...publicIncidents(facts)
      .filter(isWindow)
      .flatMap(one => entryOf(one, facts, speech)),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${contentLine(line)}\r\n`).join('')
}

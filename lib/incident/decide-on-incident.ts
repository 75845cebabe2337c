import { isLapsed } from '../alert/attention.ts'
import { clockTime, localDay } from '../service/local-clock.ts'
import type { Service } from '../service/service.ts'
import type { Command } from './command.ts'
import { type RecordEvent, type Refusal, refuse } from './events.ts'
import { findIncident, isAutomatic, isOpen, isWindow, lastBegin, nextOrdinal } from './incident.ts'
import type { Incident, IncidentStatus, ServiceRecord } from './record.ts'

type OnIncident = Extract<Command, { command: 'ack' | 'resolve' | 'false-alarm' | 'note' }>

const saidAt = (at: number, now: number, zone: string): string => {
  const day = localDay(at, zone)
  return day === localDay(now, zone) ? `at ${clockTime(at, zone)}` : `on ${day} at ${clockTime(at, zone)}`
}

export const alreadyOver = (
  incident: Incident,
  status: Extract<IncidentStatus, { is: 'resolved' }>,
  service: Service,
  now: number,
): Refusal => {
  const who = status.by ?? status.how
  return refuse(`${incident.id} is already resolved, ${saidAt(status.at, now, service.timeZone)} by ${who}`)
}

/** The words of a refusal about an incident that the record does not hold. */
export const unknownIncident = (id: string): Refusal =>
  refuse(`${id} is not known, or closed more than a day ago`)

const acknowledge = (incident: Incident, by: string, at: number): readonly RecordEvent[] => [
  {
    is: 'stepped',
    incident: incident.id,
    step: { n: nextOrdinal(incident), kind: 'update', at, facts: { what: 'acknowledged', by } },
  },
  { is: 'settled', incident: incident.id, status: { is: 'acknowledged', at, by } },
]

const close = (
  incident: Incident,
  how: 'operator' | 'false-alarm',
  by: string,
  at: number,
): readonly RecordEvent[] => {
  const since = lastBegin(incident)?.facts.since ?? at
  const facts = { what: how, since, back: at, late: false, by }
  return [
    { is: 'stepped', incident: incident.id, step: { n: nextOrdinal(incident), kind: 'end', at, facts } },
    { is: 'settled', incident: incident.id, status: { is: 'resolved', at, how, by } },
    ...(isAutomatic(incident) ? [{ is: 'muted' as const, components: Object.keys(incident.members) }] : []),
  ]
}

const note = (
  incident: Incident,
  { by, text, ...command }: Extract<OnIncident, { command: 'note' }>,
  at: number,
): readonly RecordEvent[] | Refusal => {
  if (!command.public) return [{ is: 'noted', incident: incident.id, note: { at, by, text } }]
  if (!isOpen(incident))
    return refuse(`${incident.id} is over: the public is told no more of it. A "notice" stands alone`)
  if (incident.steps.length === 0)
    return refuse(`${incident.id} has not been announced yet: nobody would know what the note is about`)
  const facts = { what: 'note' as const, by, text }
  return [
    {
      is: 'stepped',
      incident: incident.id,
      step: { n: nextOrdinal(incident), kind: 'update', at, facts },
    },
  ]
}

/** An operator's word on an incident that there is. */
export const aboutIncident = (
  record: ServiceRecord,
  service: Service,
  command: OnIncident,
  now: number,
): readonly RecordEvent[] | Refusal => {
  const incident = findIncident(record, command.incident)
  if (!incident) return unknownIncident(command.incident)
  if (command.command === 'note') return note(incident, command, now)
  if (isWindow(incident))
    return refuse(`${incident.id} is a maintenance window: "maintenance cancel" ends it before its time`)
  const { status } = incident
  if (status.is === 'resolved') return alreadyOver(incident, status, service, now)
  switch (command.command) {
    case 'ack':
      if (status.is !== 'acknowledged') return acknowledge(incident, command.by, now)
      // Said again after it has lapsed: operators hear no more reminders, and citizens nothing new.
      return isLapsed(status, service.alerts, now)
        ? [{ is: 'settled', incident: incident.id, status: { is: 'acknowledged', at: now, by: command.by } }]
        : []
    case 'resolve':
      return close(incident, 'operator', command.by, now)
    case 'false-alarm':
      return close(incident, 'false-alarm', command.by, now)
    default:
      return command satisfies never
  }
}

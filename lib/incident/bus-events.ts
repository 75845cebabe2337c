import type { BusEvent, DetailType } from '../contract.ts'
import { schemaVersion } from '../contract.ts'
import { componentsOf, findIncident, isWindow } from './incident.ts'
import type { End, Incident, ServiceRecord, Step, Update } from './record.ts'

const ofUpdate = ({ facts }: Update): DetailType => {
  switch (facts.what) {
    case 'acknowledged':
      return 'incident.acknowledged'
    case 'note':
      return 'incident.noted'
    case 'started':
      return 'maintenance.started'
    case 'joined':
    case 'worse':
    case 'left':
    case 'reminder':
    case 'unstable':
      return 'incident.updated'
    default:
      return facts satisfies never
  }
}

const ofEnd = ({ facts }: End): DetailType => {
  switch (facts.what) {
    case 'ended':
    case 'elapsed':
      return 'maintenance.ended'
    case 'overrun':
      return 'maintenance.overrun'
    case 'cancelled':
      return 'maintenance.cancelled'
    case 'told':
      return 'notice.published'
    case 'recovery':
    case 'operator':
    case 'false-alarm':
    case 'removed':
      return 'incident.resolved'
    default:
      return facts.what satisfies never
  }
}

const typeOf = (incident: Incident, step: Step): DetailType => {
  switch (step.kind) {
    case 'begin':
      if (!isWindow(incident)) return 'incident.opened'
      return step.at < incident.origin.from ? 'maintenance.planned' : 'maintenance.started'
    case 'update':
      return ofUpdate(step)
    case 'end':
      return ofEnd(step)
    default:
      return step satisfies never
  }
}

const ofStep = (record: ServiceRecord, id: string, incident: Incident, step: Step): BusEvent => ({
  type: typeOf(incident, step),
  detail: {
    schema: schemaVersion,
    id,
    service: record.service,
    at: new Date(step.at).toISOString(),
    components: 'components' in step.facts ? [...step.facts.components] : [...componentsOf(incident)],
    incident: incident.id,
    step: step.n,
    what: step.facts.what,
  },
})

const ofComponent = (
  record: ServiceRecord,
  id: string,
  component: string,
  what: string,
  at: number,
): BusEvent => ({
  type: what.startsWith('certificate-') ? 'certificate.expiring' : 'component.changed',
  detail: {
    schema: schemaVersion,
    id,
    service: record.service,
    at: new Date(at).toISOString(),
    components: [component],
    what,
  },
})

const ofPosting = (
  record: ServiceRecord,
  id: string,
  channel: string,
  what: string,
  at: number,
): BusEvent => ({
  type: 'posting.changed',
  detail: {
    schema: schemaVersion,
    id,
    service: record.service,
    at: new Date(at).toISOString(),
    components: [],
    what: `${what} ${channel}`,
  },
})

/**
 * The event behind an id of the outbox: `<incident>/<step>`, `<component>/<what>/<epoch milliseconds>`, or
 * `@<channel>/<what>/<epoch milliseconds>`, where `@` tells a channel from a component.
 * `undefined` where its incident has left the record: an event is a hint, and that one is of no use any more.
 */
export const busEvent = (record: ServiceRecord, id: string): BusEvent | undefined => {
  const [subject = '', what = '', at] = id.split('/')
  if (subject.startsWith('@')) return ofPosting(record, id, subject.slice(1), what, Number(at))
  if (at !== undefined) return ofComponent(record, id, subject, what, Number(at))
  const incident = findIncident(record, subject)
  const step = incident?.steps.find(({ n }) => n === Number(what))
  return incident && step ? ofStep(record, id, incident, step) : undefined
}

/** Seconds since the oldest event in the outbox happened; 0 for an empty one. */
export const outboxAge = (record: ServiceRecord, now: number): number => {
  const times = record.outbox
    .map(id => Date.parse(busEvent(record, id)?.detail.at ?? ''))
    .filter(Number.isFinite)
  return times.length === 0 ? 0 : Math.max(0, Math.round((now - Math.min(...times)) / 1_000))
}

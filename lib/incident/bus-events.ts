import type { BusEvent, DetailType } from '../contract.ts'
import { schemaVersion } from '../contract.ts'
import { findIncident } from './incident.ts'
import type { Incident, ServiceRecord, Step } from './record.ts'

const typeOf = (step: Step): DetailType => {
  switch (step.kind) {
    case 'begin':
      return 'incident.opened'
    case 'end':
      return 'incident.resolved'
    case 'update':
      return step.facts.what === 'acknowledged' ? 'incident.acknowledged' : 'incident.updated'
    default:
      return step satisfies never
  }
}

const ofStep = (record: ServiceRecord, id: string, incident: Incident, step: Step): BusEvent => ({
  type: typeOf(step),
  detail: {
    schema: schemaVersion,
    id,
    service: record.service,
    at: new Date(step.at).toISOString(),
    components: 'components' in step.facts ? [...step.facts.components] : Object.keys(incident.members),
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

/**
 * The event behind an id of the outbox: `<incident>/<step>`, or `<component>/<what>/<epoch milliseconds>`.
 * `undefined` where its incident has left the record: an event is a hint, and that one is of no use any more.
 */
export const busEvent = (record: ServiceRecord, id: string): BusEvent | undefined => {
  const [subject = '', what = '', at] = id.split('/')
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

import type { RecordEvent } from './events.ts'
import type { Incident, ServiceRecord, Tally } from './record.ts'
import { dayOutcomes, latencyBucket, latencyBuckets } from './tally.ts'

const day = 86_400_000

export const emptyRecord = (service: string): ServiceRecord => ({
  schema: 1,
  service,
  version: 0,
  round: 0,
  components: {},
  incidents: [],
  nextIncident: 1,
  requests: {},
  outbox: [],
  muted: {},
  certificates: {},
  approvals: [],
  day: { from: '', counts: {} },
  hour: { from: '', counts: {} },
})

const inIncident = (
  record: ServiceRecord,
  id: string,
  change: (incident: Incident) => Incident,
): readonly Incident[] => record.incidents.map(incident => (incident.id === id ? change(incident) : incident))

const withStep = (record: ServiceRecord, id: string, step: Incident['steps'][number]): ServiceRecord => ({
  ...record,
  incidents: inIncident(record, id, incident => ({ ...incident, steps: [...incident.steps, step] })),
  outbox: [...record.outbox, `${id}/${step.n}`],
})

const counted = (
  tally: Tally,
  from: string,
  size: number,
  slots: Readonly<Record<string, number | undefined>>,
): Tally => {
  const counts: Record<string, readonly number[]> = tally.from === from ? { ...tally.counts } : {}
  for (const [component, slot] of Object.entries(slots)) {
    if (slot === undefined) continue
    const row = counts[component] ?? Array.from({ length: size }, () => 0)
    counts[component] = row.map((n, index) => (index === slot ? n + 1 : n))
  }
  return { from, counts }
}

const looked = (record: ServiceRecord, event: Extract<RecordEvent, { is: 'looked' }>): ServiceRecord => {
  const outcomes = Object.entries(event.outcomes)
  const days = Object.fromEntries(outcomes.map(([id, { outcome }]) => [id, dayOutcomes.indexOf(outcome)]))
  const hours = Object.fromEntries(
    outcomes.map(([id, { latency }]) => [id, latency === undefined ? undefined : latencyBucket(latency)]),
  )
  return {
    ...record,
    round: event.round,
    components: event.components,
    muted: event.muted,
    day: counted(record.day, event.day, dayOutcomes.length, days),
    hour: counted(record.hour, event.hour, latencyBuckets.length + 1, hours),
    requests: Object.fromEntries(Object.entries(record.requests).filter(([, at]) => event.at - at < day)),
    approvals: record.approvals.filter(approval => event.at - approval.at < day),
  }
}

/** Folds one event into the record. Total: an event about an unknown incident changes nothing. */
export const evolve = (record: ServiceRecord, event: RecordEvent): ServiceRecord => {
  switch (event.is) {
    case 'looked':
      return looked(record, event)
    case 'changed':
      return { ...record, outbox: [...record.outbox, `${event.component}/${event.to}/${event.at}`] }
    case 'opened': {
      const incident: Incident = {
        id: event.incident,
        status: { is: 'open' },
        names: event.names,
        members: {},
        steps: [],
      }
      const opened = {
        ...record,
        incidents: [...record.incidents, incident],
        nextIncident: record.nextIncident + 1,
      }
      return withStep(opened, event.incident, event.step)
    }
    case 'stepped':
      return withStep(record, event.incident, event.step)
    case 'joined': {
      const join = (incident: Incident): Incident => ({
        ...incident,
        members: event.members,
        names: { ...event.names, ...incident.names },
      })
      return { ...record, incidents: inIncident(record, event.incident, join) }
    }
    case 'settled':
      return {
        ...record,
        incidents: inIncident(record, event.incident, incident => ({ ...incident, status: event.status })),
      }
    case 'unsettled': {
      const unstable = { since: event.since, changed: event.changed }
      return {
        ...record,
        incidents: inIncident(record, event.incident, incident => ({ ...incident, unstable })),
      }
    }
    case 'steadied':
      return {
        ...record,
        incidents: inIncident(record, event.incident, ({ unstable: _, ...incident }) => incident),
      }
    case 'muted':
      return {
        ...record,
        muted: { ...record.muted, ...Object.fromEntries(event.components.map(id => [id, 0])) },
      }
    case 'expiring':
      return {
        ...record,
        certificates: {
          ...record.certificates,
          [event.component]: { expires: event.expires, told: event.days },
        },
        outbox: [...record.outbox, `${event.component}/certificate-${event.days}/${event.expires}`],
      }
    case 'left':
      return { ...record, incidents: record.incidents.filter(incident => incident.id !== event.incident) }
    case 'requested':
      return { ...record, requests: { ...record.requests, [event.request]: event.at } }
    case 'approved':
      return { ...record, approvals: [...record.approvals, event.approval] }
    case 'published':
      return { ...record, outbox: record.outbox.filter(id => !event.ids.includes(id)) }
    default:
      return event satisfies never
  }
}

/** The record after `events`, one version on. */
export const evolved = (record: ServiceRecord, events: readonly RecordEvent[]): ServiceRecord => ({
  ...events.reduce(evolve, record),
  version: record.version + 1,
})

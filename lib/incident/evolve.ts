import { recordTrail } from '../audit/of-record.ts'
import { requestKey } from './command.ts'
import { tallied } from './count.ts'
import type { RecordEvent } from './events.ts'
import type { Incident, ServiceRecord } from './record.ts'

const day = 86_400_000

export const emptyRecord = (service: string): ServiceRecord => ({
  schema: 2,
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
  holds: {},
  modes: {},
  rulings: [],
  day: { from: '', counts: {} },
  hour: { from: '', counts: {} },
})

const inIncident = (
  record: ServiceRecord,
  id: string,
  change: (incident: Incident) => Incident,
): readonly Incident[] => record.incidents.map(incident => (incident.id === id ? change(incident) : incident))

/** Rulings are kept as long as their posts may ask for them: with their incident, and a month beyond. */
const keepRulings = 30 * day

const withStep = (record: ServiceRecord, id: string, step: Incident['steps'][number]): ServiceRecord => ({
  ...record,
  incidents: inIncident(record, id, incident => ({ ...incident, steps: [...incident.steps, step] })),
  outbox: [...record.outbox, `${id}/${step.n}`],
})

const looked = (record: ServiceRecord, event: Extract<RecordEvent, { is: 'looked' }>): ServiceRecord => ({
  ...record,
  round: event.round,
  components: event.components,
  muted: event.muted,
  ...tallied(record, event),
  requests: Object.fromEntries(Object.entries(record.requests).filter(([, at]) => event.at - at < day)),
  approvals: record.approvals.filter(approval => event.at - approval.at < day),
  rulings: record.rulings.filter(
    ({ at, notice }) =>
      event.at - at < keepRulings || record.incidents.some(({ id }) => notice.startsWith(`${id}/`)),
  ),
})

const opened = (record: ServiceRecord, event: Extract<RecordEvent, { is: 'opened' }>): ServiceRecord => {
  const { incident: id, step, names, origin } = event
  const incident: Incident = {
    id,
    ...(origin && { origin }),
    status: { is: 'open' },
    names,
    members: {},
    steps: [],
  }
  const next = {
    ...record,
    incidents: [...record.incidents, incident],
    nextIncident: record.nextIncident + 1,
  }
  return step ? withStep(next, id, step) : next
}

/** A hint for publishers: what they may send has changed, though no incident has. */
const posting = (record: ServiceRecord, channel: string, what: string, at: number): readonly string[] => [
  ...record.outbox,
  `@${channel}/${what}/${at}`,
]

/** Folds one event into the record. Total: an event about an unknown incident changes nothing. */
export const evolve = (record: ServiceRecord, event: RecordEvent): ServiceRecord => {
  switch (event.is) {
    case 'looked':
      return looked(record, event)
    case 'changed':
      return { ...record, outbox: [...record.outbox, `${event.component}/${event.to}/${event.at}`] }
    case 'opened':
      return opened(record, event)
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
    case 'noted': {
      const noted = (incident: Incident): Incident => ({
        ...incident,
        notes: [...(incident.notes ?? []), event.note],
      })
      return { ...record, incidents: inIncident(record, event.incident, noted) }
    }
    case 'muted':
      return {
        ...record,
        muted: { ...record.muted, ...Object.fromEntries(event.components.map(id => [id, 0])) },
      }
    case 'lifted': {
      const { [event.component]: _, ...muted } = record.muted
      const health = record.components[event.component]
      if (!health || health.is === 'operational') return { ...record, muted }
      // What was said of the time before is not taken back: it fails since it was last seen to.
      const lately = { ...record.components, [event.component]: { ...health, since: health.seen } }
      return { ...record, muted, components: lately }
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
      return { ...record, requests: { ...record.requests, [requestKey(event.command)]: event.at } }
    case 'approved': {
      const { channel, at } = event.approval
      return {
        ...record,
        approvals: [...record.approvals, event.approval],
        outbox: posting(record, channel, 'approved', at),
      }
    }
    case 'held':
      return {
        ...record,
        holds: { ...record.holds, [event.channel]: event.hold },
        outbox: posting(record, event.channel, 'held', event.hold.at),
      }
    case 'released': {
      const { [event.channel]: _, ...others } = record.holds
      // Released for all is released for each.
      const holds = event.channel === 'all' ? {} : others
      return { ...record, holds, outbox: posting(record, event.channel, 'released', event.at) }
    }
    case 'switched': {
      const { channel, mode } = event
      return {
        ...record,
        modes: { ...record.modes, [channel]: mode },
        outbox: posting(record, channel, mode.is, mode.at),
      }
    }
    case 'ruled': {
      const { channel, is, at } = event.ruling
      return {
        ...record,
        rulings: [...record.rulings, event.ruling],
        outbox: posting(record, channel, is, at),
      }
    }
    case 'published':
      return { ...record, outbox: record.outbox.filter(id => !event.ids.includes(id)) }
    default:
      return event satisfies never
  }
}

/** The record after `events`, one version on, with what is to be written down of them at the end of its log. */
export const evolved = (record: ServiceRecord, events: readonly RecordEvent[]): ServiceRecord => {
  const trail = recordTrail(record.service, record.trail, events)
  return { ...events.reduce(evolve, record), version: record.version + 1, ...(trail && { trail }) }
}

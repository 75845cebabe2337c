import { clockTime, localDay } from '../service/local-clock.ts'
import type { Service } from '../service/service.ts'
import type { RecordEvent, Refusal } from './events.ts'
import { findIncident, lastBegin, nextOrdinal } from './incident.ts'
import type { Incident, IncidentStatus, ServiceRecord } from './record.ts'

/** What an operator asks of one service's record. `request` makes a repeat harmless. */
export type Command = { readonly request: string; readonly by: string } & (
  | { readonly command: 'ack' | 'resolve' | 'false-alarm'; readonly incident: string }
  | { readonly command: 'approve'; readonly channel: string; readonly notice: string; readonly text: string }
)

const refuse = (refused: string): Refusal => ({ refused })

const saidAt = (at: number, now: number, zone: string): string => {
  const day = localDay(at, zone)
  return day === localDay(now, zone) ? `at ${clockTime(at, zone)}` : `on ${day} at ${clockTime(at, zone)}`
}

const alreadyResolved = (
  incident: Incident,
  status: Extract<IncidentStatus, { is: 'resolved' }>,
  service: Service,
  now: number,
): Refusal => {
  const who = status.how === 'recovery' ? 'recovery' : (status.by ?? status.how)
  return refuse(`${incident.id} is already resolved, ${saidAt(status.at, now, service.timeZone)} by ${who}`)
}

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
    { is: 'muted', components: Object.keys(incident.members) },
  ]
}

const aboutIncident = (
  incident: Incident,
  command: Extract<Command, { incident: string }>,
  service: Service,
  now: number,
): readonly RecordEvent[] | Refusal => {
  const { status } = incident
  switch (command.command) {
    case 'ack':
      if (status.is === 'resolved') return alreadyResolved(incident, status, service, now)
      return status.is === 'acknowledged' ? [] : acknowledge(incident, command.by, now)
    case 'resolve':
    case 'false-alarm':
      if (status.is === 'resolved') return alreadyResolved(incident, status, service, now)
      return close(incident, command.command === 'resolve' ? 'operator' : 'false-alarm', command.by, now)
    default:
      return command.command satisfies never
  }
}

/** Whether the words are the ones that wait is for the channel's ledger to tell. */
const cannotApprove = (
  record: ServiceRecord,
  service: Service,
  { channel, notice }: Extract<Command, { command: 'approve' }>,
): Refusal | undefined => {
  if (!Object.hasOwn(service.channels, channel)) return refuse(`${channel} is no channel of ${service.id}`)
  const [id = '', step] = notice.split('/')
  const isKnown = findIncident(record, id)?.steps.some(({ n }) => String(n) === step)
  return isKnown ? undefined : refuse(`${notice} is not known, or closed more than a day ago`)
}

const isApproved = (record: ServiceRecord, command: Extract<Command, { command: 'approve' }>): boolean =>
  record.approvals.some(
    ({ channel, notice, text }) =>
      channel === command.channel && notice === command.notice && text === command.text,
  )

/** What a command changes: nothing, if it was taken in before or is already so; a refusal changes nothing either. */
export const decideCommand = (
  record: ServiceRecord,
  service: Service,
  command: Command,
  now: number,
): readonly RecordEvent[] | Refusal => {
  if (Object.hasOwn(record.requests, command.request)) return []
  const requested: RecordEvent = { is: 'requested', request: command.request, at: now }
  if (command.command === 'approve') {
    const no = cannotApprove(record, service, command)
    if (no) return no
    if (isApproved(record, command)) return []
    const { channel, notice, text, by } = command
    return [{ is: 'approved', approval: { channel, notice, text, by, at: now } }, requested]
  }
  const incident = findIncident(record, command.incident)
  if (!incident) return refuse(`${command.incident} is not known, or closed more than a day ago`)
  const events = aboutIncident(incident, command, service, now)
  if ('refused' in events || events.length === 0) return events
  return [...events, requested]
}

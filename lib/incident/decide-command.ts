import type { Service } from '../service/service.ts'
import { type Command, requestKey } from './command.ts'
import { aboutIncident } from './decide-on-incident.ts'
import { cancelled, noticed, opened, planned, unknownComponent } from './decide-opening.ts'
import { aboutPosting } from './decide-posting.ts'
import { isRefusal, type RecordEvent, type Refusal } from './events.ts'
import type { ServiceRecord } from './record.ts'

/** Nothing: it is so already. */
type Decision = readonly RecordEvent[] | Refusal

const lifted = (record: ServiceRecord, service: Service, component: string): Decision => {
  if (Object.hasOwn(record.muted, component)) return [{ is: 'lifted', component }]
  return service.components.some(({ id }) => id === component) ? [] : unknownComponent(service, component)
}

const decided = (record: ServiceRecord, service: Service, command: Command, now: number): Decision => {
  switch (command.command) {
    case 'ack':
    case 'resolve':
    case 'false-alarm':
    case 'note':
      return aboutIncident(record, service, command, now)
    case 'open':
      return opened(record, service, command, now)
    case 'lift':
      return lifted(record, service, command.component)
    case 'plan':
      return planned(record, service, command, now)
    case 'cancel':
      return cancelled(record, service, command, now)
    case 'notice':
      return noticed(record, service, command, now)
    case 'hold':
    case 'release':
    case 'mode':
    case 'approve':
    case 'skip':
    case 'rule':
      return aboutPosting(record, service, command, now)
    default:
      return command satisfies never
  }
}

/** What a command changes: nothing, if it was taken in before or is already so; a refusal changes nothing either. */
export const decideCommand = (
  record: ServiceRecord,
  service: Service,
  command: Command,
  now: number,
): Decision => {
  if (Object.hasOwn(record.requests, requestKey(command))) return []
  const events = decided(record, service, command, now)
  if (isRefusal(events) || events.length === 0) return events
  return [...events, { is: 'requested', command, at: now }]
}

import type { Names, Service } from '../service/service.ts'
import type { Command } from './command.ts'
import { alreadyOver, unknownIncident } from './decide-on-incident.ts'
import { announced, ended } from './decide-window.ts'
import { type RecordEvent, type Refusal, refuse } from './events.ts'
import { findIncident, incidentId, isOpen, isWindow, lastEnd } from './incident.ts'
import type { Bad, Begin, Declaration, ServiceRecord } from './record.ts'

type Decision = readonly RecordEvent[] | Refusal
type Of<Name extends Command['command']> = Extract<Command, { command: Name }>

export const unknownComponent = (service: Service, component: string): Refusal =>
  refuse(
    `${component} is no component of ${service.id}; there are ${service.components.map(({ id }) => id).join(', ')}`,
  )

const nextId = (record: ServiceRecord, service: Service): string =>
  incidentId(service.code, record.nextIncident)

/** What each declaration means for who wants to use the component. */
const severity: Readonly<Record<Declaration, Bad>> = {
  'not-working': 'down',
  'office-closed': 'down',
  'not-attending': 'down',
  delays: 'degraded',
  'no-appointments': 'degraded',
  'phone-down': 'down',
}

const alreadyDeclared = (record: ServiceRecord, component: string) =>
  record.incidents.find(
    incident =>
      isOpen(incident) && incident.origin?.is === 'declared' && incident.members[component] !== undefined,
  )

/** An incident that only operators can see. It never joins the automatic one. */
export const opened = (
  record: ServiceRecord,
  service: Service,
  { component: id, what, note, by }: Of<'open'>,
  at: number,
): Decision => {
  const component = service.components.find(one => one.id === id)
  if (!component) return unknownComponent(service, id)
  if ('targets' in component)
    return refuse(
      `${id} is looked at by probes, which open its incidents; only declared components are opened`,
    )
  const open = alreadyDeclared(record, id)
  if (open) return refuse(`${id} has an open incident already: ${open.id}. Add a note to it`)
  const incident = nextId(record, service)
  const names = { [id]: component.name }
  const begin: Begin = {
    n: 1,
    kind: 'begin',
    at,
    facts: { what: 'declared', components: [id], since: at },
  }
  const is = severity[what]
  return [
    { is: 'opened', incident, step: begin, names, origin: { is: 'declared', what, by } },
    { is: 'joined', incident, members: { [id]: { is, since: at, worst: is } }, names },
    ...(note === undefined
      ? []
      : [
          {
            is: 'stepped' as const,
            incident,
            step: { n: 2, kind: 'update' as const, at, facts: { what: 'note' as const, by, text: note } },
          },
        ]),
  ]
}

const longestWindow = 30 * 86_400_000
const farthest = 366 * 86_400_000

const wrongTimes = ({ from, to }: Of<'plan'>, now: number): Refusal | undefined => {
  if (to <= from) return refuse('it ends before it begins')
  if (to <= now) return refuse('it is over already')
  if (to - from > longestWindow) return refuse('it is longer than 30 days')
  return from - now > farthest ? refuse('it begins more than a year from now') : undefined
}

/** A maintenance window: what fails in it opens no incident. */
export const planned = (
  record: ServiceRecord,
  service: Service,
  command: Of<'plan'>,
  now: number,
): Decision => {
  const { components, from, to, announce, by } = command
  const names: Record<string, Names> = {}
  for (const { id, name } of service.components) if (components.includes(id)) names[id] = name
  const stranger = components.find(id => !Object.hasOwn(names, id))
  if (stranger !== undefined) return unknownComponent(service, stranger)
  const wrong = components.length === 0 ? refuse('it names no component') : wrongTimes(command, now)
  if (wrong) return wrong
  const clash = record.incidents.find(
    one =>
      isWindow(one) &&
      isOpen(one) &&
      one.origin.from < to &&
      from < one.origin.to &&
      components.some(id => Object.hasOwn(one.names, id)),
  )
  if (clash) return refuse(`${clash.id} covers part of it already: cancel that one first`)
  const incident = nextId(record, service)
  const origin = { is: 'window' as const, from, to, announce: Math.min(announce, from), by }
  const step = origin.announce <= now ? announced(1, Object.keys(names), origin, now) : undefined
  return [{ is: 'opened', incident, names, origin, ...(step && { step }) }]
}

/** Calls a window off, or ends it before its time; what nobody heard of ends without a word. */
export const cancelled = (
  record: ServiceRecord,
  service: Service,
  { incident: id, by }: Of<'cancel'>,
  now: number,
): Decision => {
  const incident = findIncident(record, id)
  if (!incident) return unknownIncident(id)
  if (!isWindow(incident)) return refuse(`${id} is no maintenance window: "resolve" ends an incident`)
  if (incident.status.is === 'resolved')
    return incident.status.how === 'cancelled' ? [] : alreadyOver(incident, incident.status, service, now)
  return ended(incident, 'cancelled', now, now, by)
}

/** A public-interest notice: one step, which is its end, since nothing follows. */
export const noticed = (
  record: ServiceRecord,
  service: Service,
  { text, source, by }: Of<'notice'>,
  at: number,
): Decision => {
  const same = record.incidents.find(one => lastEnd(one)?.facts.said?.text === text)
  if (same) return refuse(`${same.id} says the same already: the public is not told twice within a day`)
  const incident = nextId(record, service)
  const facts = { what: 'told' as const, since: at, back: at, late: false, by, said: { text, source } }
  return [
    {
      is: 'opened',
      incident,
      step: { n: 1, kind: 'end', at, facts },
      names: {},
      origin: { is: 'notice', by },
    },
    { is: 'settled', incident, status: { is: 'resolved', at, how: 'told', by } },
  ]
}

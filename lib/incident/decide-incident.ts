import type { Service } from '../service/service.ts'
import type { RecordEvent } from './events.ts'
import { badMembers, incidentId, lastBegin, lastEnd, nextOrdinal, openIncident } from './incident.ts'
import { type Ill, illNow, isAllBack, type Members, membersNow, type Settled } from './members.ts'
import { isFlapping, news } from './news.ts'
import type { Begin, End, Incident, ServiceRecord, Update } from './record.ts'
import { isReminderDue } from './reminder.ts'

const since = (ill: Iterable<Ill>): number => Math.min(...Array.from(ill, health => health.since))

const namesOf = (service: Service, ids: Iterable<string>) => {
  const wanted = new Set(ids)
  return Object.fromEntries(
    service.components.filter(({ id }) => wanted.has(id)).map(({ id, name }) => [id, name]),
  )
}

const joined = (service: Service, incident: string, members: Members): RecordEvent => ({
  is: 'joined',
  incident,
  members,
  names: namesOf(service, Object.keys(members)),
})

const begin = (
  n: number,
  what: Begin['facts']['what'],
  ill: ReadonlyMap<string, Ill>,
  at: number,
): Begin => ({
  n,
  kind: 'begin',
  at,
  facts: { what, components: [...ill.keys()], since: since(ill.values()) },
})

const open = (record: ServiceRecord, service: Service, settled: Settled): readonly RecordEvent[] => {
  const ill = illNow(settled)
  const incident = incidentId(service.code, record.nextIncident)
  const what = [...ill.values()].some(health => health.is === 'down') ? 'outage' : 'degraded'
  return [
    { is: 'opened', incident, step: begin(1, what, ill, settled.at), names: namesOf(service, ill.keys()) },
    joined(service, incident, membersNow({}, settled)),
  ]
}

/** The incident that a fall reopens: ended by recovery a short while before, of a component that falls now. */
const reopens = (
  record: ServiceRecord,
  service: Service,
  ill: ReadonlyMap<string, Ill>,
): Incident | undefined =>
  record.incidents.findLast(incident => {
    const end = lastEnd(incident)
    if (end?.facts.what !== 'recovery') return false
    const back = end.facts.back
    return [...ill].some(
      ([id, health]) =>
        incident.members[id] !== undefined && health.since - back <= service.policy.reopenWithin,
    )
  })

const reopen = (incident: Incident, service: Service, settled: Settled): readonly RecordEvent[] => {
  const ill = illNow(settled)
  const step = begin(nextOrdinal(incident), 'reopened', ill, settled.at)
  // Told even if it is one turn too many: whoever believes that it works must hear of it; the next end is held back.
  return [
    { is: 'stepped', incident: incident.id, step },
    { is: 'settled', incident: incident.id, status: { is: 'open' } },
    joined(service, incident.id, membersNow(incident.members, settled)),
  ]
}

const unsettle = (incident: Incident, n: number, at: number): readonly RecordEvent[] => [
  { is: 'unsettled', incident: incident.id, since: at, changed: at },
  { is: 'stepped', incident: incident.id, step: { n, kind: 'update', at, facts: { what: 'unstable' } } },
]

const end = (
  incident: Incident,
  members: Members,
  what: End['facts']['what'],
  at: number,
): readonly RecordEvent[] => {
  const spell = lastBegin(incident)?.facts.since ?? at
  const returns = Object.values(members).filter(member => member.is === 'back' && member.at >= spell)
  const newest = returns.reduce<{ at: number; late: boolean }>(
    (found, member) => (member.is === 'back' && member.at > found.at ? member : found),
    { at: 0, late: false },
  )
  const facts = { what, since: spell, back: newest.at || at, late: newest.late }
  return [
    { is: 'stepped', incident: incident.id, step: { n: nextOrdinal(incident), kind: 'end', at, facts } },
    { is: 'settled', incident: incident.id, status: { is: 'resolved', at, how: what } },
    ...(incident.unstable ? [{ is: 'steadied' as const, incident: incident.id }] : []),
  ]
}

const remind = (
  incident: Incident,
  members: Members,
  service: Service,
  settled: Settled,
): readonly RecordEvent[] => {
  const spell = lastBegin(incident)?.facts.since
  const last = incident.steps.at(-1)
  const isSeenBad = Object.entries(members).some(([id, member]) => {
    const outcome = settled.components[id]?.outcome
    return member.is !== 'back' && (outcome === 'down' || outcome === 'slow')
  })
  if (spell === undefined || !last || !isSeenBad) return []
  if (!isReminderDue(spell, last.at, settled.at, service.timeZone)) return []
  const step: Update = { n: last.n + 1, kind: 'update', at: settled.at, facts: { what: 'reminder' } }
  return [{ is: 'stepped', incident: incident.id, step }]
}

/** While it comes and goes nothing is told; it ends, or is steady again, after a quiet time. */
const whileUnstable = (
  incident: Incident,
  unstable: NonNullable<Incident['unstable']>,
  members: Members,
  service: Service,
  settled: Settled,
): readonly RecordEvent[] => {
  const join = joined(service, incident.id, members)
  // A time in which nobody could look was not quiet.
  const isUnseen = Object.keys(members).some(id => settled.healths[id]?.blind !== undefined)
  if (isUnseen || news(incident, members, settled).length > 0)
    return [join, { is: 'unsettled', incident: incident.id, since: unstable.since, changed: settled.at }]
  if (settled.at - unstable.changed < service.policy.reopenWithin) return [join]
  if (isAllBack(members)) return [join, ...end(incident, members, 'recovery', settled.at)]
  return [join, { is: 'steadied', incident: incident.id }]
}

const go = (incident: Incident, service: Service, settled: Settled): readonly RecordEvent[] => {
  const members = membersNow(incident.members, settled)
  if (Object.keys(members).length === 0) return end(incident, members, 'removed', settled.at)
  const hadBad = badMembers(incident).length > 0
  const isGone = badMembers(incident).every(id => members[id] === undefined)
  if (hadBad && isGone && isAllBack(members)) return end(incident, members, 'removed', settled.at)
  if (incident.unstable) return whileUnstable(incident, incident.unstable, members, service, settled)
  const join = joined(service, incident.id, members)
  const steps = news(incident, members, settled)
  if (steps.length === 0) return [join, ...remind(incident, members, service, settled)]
  const isTurn = steps.some(({ facts }) => facts.what !== 'worse')
  if (isTurn && isFlapping(incident, service, settled.at, steps.length))
    return [join, ...unsettle(incident, nextOrdinal(incident), settled.at)]
  if (isAllBack(members)) return [join, ...end(incident, members, 'recovery', settled.at)]
  return [join, ...steps.map(step => ({ is: 'stepped' as const, incident: incident.id, step }))]
}

/** What a round's beliefs mean for the service's one automatic incident. */
export const decideIncident = (
  record: ServiceRecord,
  service: Service,
  settled: Settled,
): readonly RecordEvent[] => {
  const incident = openIncident(record)
  if (incident) return go(incident, service, settled)
  const ill = illNow(settled)
  if (ill.size === 0) return []
  const former = reopens(record, service, ill)
  return former ? reopen(former, service, settled) : open(record, service, settled)
}

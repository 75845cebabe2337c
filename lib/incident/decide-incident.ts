import type { Service } from '../service/service.ts'
import type { Observation } from './decide-round.ts'
import type { RecordEvent } from './events.ts'
import { badMembers, incidentId, isBad, lastBegin, lastEnd, nextOrdinal, openIncident } from './incident.ts'
import type { Bad, Begin, End, Health, Incident, Member, ServiceRecord, Update } from './record.ts'
import { isReminderDue } from './reminder.ts'

/** One round's settled beliefs beside what it saw. */
interface Settled extends Observation {
  readonly healths: Readonly<Record<string, Health>>
  readonly muted: Readonly<Record<string, number>>
}

type Ill = Extract<Health, { is: Bad }>
type Members = Readonly<Record<string, Member>>

const illNow = (settled: Settled): ReadonlyMap<string, Ill> => {
  const ill = new Map<string, Ill>()
  for (const [id, health] of Object.entries(settled.healths))
    if (isBad(health) && settled.muted[id] === undefined) ill.set(id, health)
  return ill
}

const since = (ill: Iterable<Ill>): number => Math.min(...Array.from(ill, health => health.since))

const worse = (a: Bad, b: Bad): Bad => (a === 'down' || b === 'down' ? 'down' : 'degraded')

/** Who is in the incident after this round. A component that the config no longer names leaves without a word. */
const membersNow = (members: Members, settled: Settled): Members => {
  const next: Record<string, Member> = {}
  for (const [id, member] of Object.entries(members)) {
    const health = settled.healths[id]
    if (!health) continue
    if (isBad(health))
      next[id] = {
        is: health.is,
        since: member.is === 'back' ? health.since : member.since,
        worst: member.is === 'back' ? health.is : worse(member.worst, health.is),
      }
    else if (member.is === 'back') next[id] = member
    else next[id] = { ...member, is: 'back', at: health.since, late: health.late ?? false }
  }
  for (const [id, health] of illNow(settled))
    next[id] ??= { is: health.is, since: health.since, worst: health.is }
  return next
}

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

/** Beginnings, ends, joins and leaves in the policy's window. */
const turns = (incident: Incident, from: number): number =>
  incident.steps.filter(
    ({ at, kind, facts }) =>
      at >= from && (kind !== 'update' || facts.what === 'joined' || facts.what === 'left'),
  ).length

const isFlapping = (incident: Incident, service: Service, at: number, more: number): boolean => {
  const { changes, within } = service.policy.flapping
  return changes > 0 && turns(incident, at - within) + more >= changes
}

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
  const events: readonly RecordEvent[] = [
    { is: 'stepped', incident: incident.id, step },
    { is: 'settled', incident: incident.id, status: { is: 'open' } },
    joined(service, incident.id, membersNow(incident.members, settled)),
  ]
  if (!isFlapping(incident, service, settled.at, 1)) return events
  return [...events, ...unsettle(incident, step.n + 1, settled.at)]
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

const idsWhere = (before: Members, after: Members, test: (was: Member | undefined, now: Member) => boolean) =>
  Object.entries(after)
    .filter(([id, now]) => test(before[id], now))
    .map(([id]) => id)

const isBadMember = (member: Member | undefined): boolean => member !== undefined && member.is !== 'back'

/** Updates of one round: who left, who joined, who got worse. */
const news = (incident: Incident, members: Members, at: number): readonly Update[] => {
  const left = idsWhere(incident.members, members, (was, now) => isBadMember(was) && now.is === 'back')
  const fallen = idsWhere(incident.members, members, (was, now) => !isBadMember(was) && now.is !== 'back')
  const worsened = idsWhere(
    incident.members,
    members,
    (was, now) => was?.is === 'degraded' && now.is === 'down',
  )
  const told = [
    { what: 'left' as const, components: left },
    { what: 'joined' as const, components: fallen },
    { what: 'worse' as const, components: worsened },
  ].filter(({ components }) => components.length > 0)
  const first = nextOrdinal(incident)
  return told.map(({ what, components }, index) => {
    const times = components
      .map(id => members[id])
      .map(member => (member?.is === 'back' ? member.at : member?.since))
    const known = times.filter(time => time !== undefined)
    return { n: first + index, kind: 'update', at, facts: { what, components, since: Math.min(...known) } }
  })
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

const isAllBack = (members: Members): boolean => !Object.values(members).some(isBadMember)

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
  if (Object.keys(members).some(id => settled.healths[id]?.blind !== undefined)) return [join]
  if (news(incident, members, settled.at).length > 0)
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
  const steps = news(incident, members, settled.at)
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

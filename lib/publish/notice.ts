import { badMembers, isWindow, lastBegin } from '../incident/incident.ts'
import type { Begin, End, Incident, Member, Update } from '../incident/record.ts'
import { nextReminder } from '../incident/reminder.ts'
import type { Names } from '../service/service.ts'
import type { Notice, Severity } from '../words/notice.ts'
import type { PostKind } from './ledger.ts'
import type { Due } from './plan.ts'

/** What a due post says, from the facts of `now`. */

const namesOf = (incident: Incident, ids: readonly string[]): readonly Names[] =>
  ids.map(id => incident.names[id]).filter(name => name !== undefined)

/** The worst that is true now, and of whom: what is only slow is never told to be down. */
const worstNow = (incident: Incident, ids: readonly string[]) => {
  const down = ids.filter(id => incident.members[id]?.is === 'down')
  const severity: Severity = down.length > 0 ? 'down' : 'degraded'
  return { severity, names: namesOf(incident, down.length > 0 ? down : ids) }
}

/** The worst that was true of a spell, and of whom. */
const worstThen = (incident: Incident, ids: readonly string[]) => {
  const down = ids.filter(id => incident.members[id]?.worst === 'down')
  const severity: Severity = down.length > 0 ? 'down' : 'degraded'
  return { severity, names: namesOf(incident, down.length > 0 ? down : ids) }
}

const spellSince = (incident: Incident): number => lastBegin(incident)?.facts.since ?? 0

const everyName = (incident: Incident): readonly Names[] => Object.values(incident.names)

/** A window as it stands now: to come, or running. */
const ofWindow = (incident: Incident, now: number): Notice => {
  const { from, to } = isWindow(incident) ? incident.origin : { from: now, to: now }
  const about = { incident: incident.id, names: everyName(incident), from, to }
  return { ...about, what: now < from ? 'planned' : 'maintenance' }
}

const ofBegin = (incident: Incident, step: Begin, isNews: boolean, now: number): Notice => {
  if (step.facts.what === 'planned') return ofWindow(incident, now)
  const { origin } = incident
  if (origin?.is === 'declared') {
    const names = everyName(incident)
    return { incident: incident.id, names, what: 'declared', kind: origin.what, since: step.facts.since }
  }
  const { severity, names } = worstNow(incident, badMembers(incident))
  const about = { incident: incident.id, names, since: step.facts.since }
  if (step.facts.what === 'reopened' && !isNews) return { ...about, what: 'reopened', severity }
  return { ...about, what: severity === 'down' ? 'outage' : 'degraded' }
}

const still = (incident: Incident, now: number, timeZone: string): Notice => {
  const since = spellSince(incident)
  return {
    incident: incident.id,
    what: 'still',
    ...worstNow(incident, badMembers(incident)),
    since,
    now,
    next: nextReminder(since, now, timeZone),
  }
}

const ofUpdate = (incident: Incident, step: Update, now: number, timeZone: string): Notice => {
  const bad = badMembers(incident)
  const { facts } = step
  const id = incident.id
  switch (facts.what) {
    case 'joined': {
      const newer = facts.components.filter(component => bad.includes(component))
      if (newer.length === 0) return still(incident, now, timeZone)
      const others = bad.filter(component => !newer.includes(component))
      const about = { incident: id, ...worstNow(incident, newer), since: facts.since }
      return { ...about, what: 'more', others: namesOf(incident, others) }
    }
    case 'worse': {
      const down = facts.components.filter(component => incident.members[component]?.is === 'down')
      if (down.length === 0) return still(incident, now, timeZone)
      return { incident: id, what: 'worse', names: namesOf(incident, down), since: facts.since }
    }
    case 'left': {
      const back = facts.components.filter(component => !bad.includes(component))
      if (back.length === 0) return still(incident, now, timeZone)
      const names = namesOf(incident, back)
      return { incident: id, what: 'partly', names, still: namesOf(incident, bad), back: facts.since }
    }
    case 'acknowledged':
      return { incident: id, what: 'acknowledged', names: namesOf(incident, bad), at: step.at }
    case 'unstable':
      return { incident: id, what: 'unstable', names: everybody(incident), since: step.at }
    case 'note': {
      const names = isWindow(incident) || bad.length === 0 ? everyName(incident) : namesOf(incident, bad)
      return { incident: id, what: 'note', names, text: facts.text, at: step.at }
    }
    case 'started':
      return ofWindow(incident, now)
    case 'reminder':
      return still(incident, now, timeZone)
    default:
      return facts satisfies never
  }
}

const everybody = (incident: Incident): readonly Names[] => namesOf(incident, Object.keys(incident.members))

/** The members that were bad in the spell that ends. */
const ofSpell = (incident: Incident, since: number): readonly string[] => {
  const isOfSpell = (member: Member) => member.is !== 'back' || member.at >= since
  const ids = Object.entries(incident.members).filter(([, member]) => isOfSpell(member))
  return (ids.length > 0 ? ids : Object.entries(incident.members)).map(([id]) => id)
}

const ofEnd = (incident: Incident, step: End, kind: PostKind): Notice => {
  const { what, since, back, late, said } = step.facts
  const { origin } = incident
  const ids = what === 'removed' ? badMembers(incident) : ofSpell(incident, since)
  const about = { incident: incident.id, names: namesOf(incident, ids), since }
  const window = { incident: incident.id, names: everyName(incident), from: since }
  switch (what) {
    case 'recovery':
      return {
        ...about,
        ...worstThen(incident, ids),
        what: kind === 'whole' ? 'folded' : 'recovered',
        back,
        late,
      }
    case 'operator':
      return origin?.is === 'declared'
        ? { ...about, what: 'undeclared', kind: origin.what, back }
        : { ...about, what: 'closed', at: step.at }
    case 'false-alarm':
      return { ...about, what: 'correction', at: step.at }
    case 'removed':
      return { ...about, what: 'removed', at: step.at }
    case 'ended':
      return { ...window, what: 'maintained', back }
    case 'elapsed':
    case 'overrun':
      return { ...window, what, to: back }
    case 'cancelled':
      return { ...window, what, at: step.at }
    case 'told':
      return { incident: incident.id, names: [], what: 'notice', text: '', source: '', ...said, at: step.at }
    default:
      return what satisfies never
  }
}

export interface Telling {
  readonly now: number
  readonly timeZone: string
  /** The public has heard nothing of the incident yet. */
  readonly isNews: boolean
}

export const noticeOf = ({ incident, step, kind }: Due, { now, timeZone, isNews }: Telling): Notice => {
  switch (step.kind) {
    case 'begin':
      return ofBegin(incident, step, isNews, now)
    case 'update':
      return ofUpdate(incident, step, now, timeZone)
    case 'end':
      return ofEnd(incident, step, kind)
    default:
      return step satisfies never
  }
}

import { isAutomatic, isBad, isOpen, isWindow } from '../incident/incident.ts'
import type { Declaration, Health, Incident, ServiceRecord } from '../incident/record.ts'
import { type Component, type Names, targetsOf } from '../service/service.ts'
import type { PageFacts } from './facts.ts'

/** What was believed when somebody last saw it: at `seen`, or at some time before nobody was sure. Epoch milliseconds. */
export interface Before {
  readonly is: Health['is']
  readonly seen?: number
}

/** What can be said of a component at the last look. Times are epoch milliseconds. */
export type Sight =
  | { readonly is: 'never' }
  | { readonly is: 'good' }
  /** Nobody looks, and nobody has said a word. */
  | { readonly is: 'quiet' }
  /** Operators took back what looks say. */
  | { readonly is: 'unsure' }
  | { readonly is: 'down' | 'slow'; readonly since: number; readonly said?: Declaration }
  | { readonly is: 'flickers' | 'checking'; readonly since: number }
  /** Announced until `to`; once that is past, nobody knows yet how it went. */
  | { readonly is: 'closed'; readonly to: number }
  | { readonly is: 'blind'; readonly since: number; readonly before?: Before }
  | { readonly is: 'stale'; readonly before: Before }

/** What a sight means to a reader; never told by its colour alone. */
export type Mood = 'good' | 'slow' | 'bad' | 'unknown' | 'closed' | 'quiet'

export const moods: Readonly<Record<Sight['is'], Mood>> = {
  never: 'unknown',
  good: 'good',
  quiet: 'quiet',
  unsure: 'unknown',
  down: 'bad',
  slow: 'slow',
  flickers: 'slow',
  checking: 'unknown',
  closed: 'closed',
  blind: 'unknown',
  stale: 'unknown',
}

export interface ComponentSight {
  readonly id: string
  readonly names: Names
  /** Whether probes look at it. */
  readonly isProbed: boolean
  readonly sight: Sight
}

/** After this without a look that saw it, nobody says what a component does. */
const freshFor = 600_000

const closing = (id: string, { incidents, round }: ServiceRecord): Sight | undefined => {
  const ends = incidents
    .filter(isWindow)
    .filter(
      one => isOpen(one) && one.steps.length > 0 && one.origin.from <= round && Object.hasOwn(one.names, id),
    )
    .map(({ origin }) => origin.to)
  return ends.length === 0 ? undefined : { is: 'closed', to: Math.max(...ends) }
}

const memberOf = (id: string, incidents: readonly Incident[], isOf: (one: Incident) => boolean) =>
  incidents.find(one => isOpen(one) && isOf(one) && one.members[id] !== undefined)

const declaredSight = (id: string, { incidents }: ServiceRecord): Sight => {
  const incident = memberOf(id, incidents, one => one.origin?.is === 'declared')
  const member = incident?.members[id]
  if (!member || member.is === 'back') return { is: 'quiet' }
  const is = member.is === 'down' ? 'down' : 'slow'
  const said = incident?.origin?.is === 'declared' ? { said: incident.origin.what } : {}
  return { is, since: member.since, ...said }
}

/** What works has been seen to at the last look, unless that was blind or failed. */
const beforeOf = (health: Health, round: number): Before => {
  if (isBad(health)) return { is: health.is, seen: health.seen }
  const isSure = health.blind === undefined && health.against === undefined
  return isSure ? { is: health.is, seen: round } : { is: health.is }
}

/** As its incident tells it: that begins later if a window came first, and earlier if it was less bad then. */
const sinceOf = (health: Health, id: string, { incidents }: ServiceRecord): number => {
  const member = memberOf(id, incidents, isAutomatic)?.members[id]
  return member === undefined || member.is === 'back' ? health.since : Math.max(member.since, health.since)
}

const seenNow = (health: Health, id: string, record: ServiceRecord): Sight => {
  const { round, incidents } = record
  const unseen = (since: number): Sight => ({ is: 'blind', since, before: beforeOf(health, round) })
  if (health.blind !== undefined) return unseen(health.blind)
  const unstable = memberOf(id, incidents, one => one.unstable !== undefined)?.unstable
  if (unstable) return { is: 'flickers', since: unstable.since }
  if (!isBad(health)) return health.against ? { is: 'checking', since: health.against.first } : { is: 'good' }
  if (round - health.seen > freshFor) return unseen(health.seen)
  return { is: health.is === 'down' ? 'down' : 'slow', since: sinceOf(health, id, record) }
}

const sightOf = (component: Component, { record, isStale }: PageFacts): Sight => {
  if (record === undefined || record.round === 0) return { is: 'never' }
  const { id } = component
  const closed = closing(id, record)
  if (targetsOf(component).length === 0) return closed ?? declaredSight(id, record)
  const health = record.components[id]
  if (health === undefined) return { is: 'never' }
  if (closed && !isStale) return closed
  // What was taken back is not told again because nobody can look.
  if (isBad(health) && record.muted[id] !== undefined) return { is: 'unsure' }
  return isStale ? { is: 'stale', before: beforeOf(health, record.round) } : seenNow(health, id, record)
}

/** Every component of the service, in the order of its file, as the last look left it. */
export const sightsOf = (facts: PageFacts): readonly ComponentSight[] =>
  facts.service.components.map(component => ({
    id: component.id,
    names: component.name,
    isProbed: targetsOf(component).length > 0,
    sight: sightOf(component, facts),
  }))

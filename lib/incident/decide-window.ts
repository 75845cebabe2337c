import type { RecordEvent } from './events.ts'
import { isOpen, isWindow, nextOrdinal, type Window } from './incident.ts'
import type { Settled } from './members.ts'
import type { Begin, End, Health, ServiceRecord, Update } from './record.ts'

/** A component that nobody can see when its window ends is waited for this long. */
const patience = 10 * 60_000

export const announced = (
  n: number,
  components: readonly string[],
  { from }: Window['origin'],
  at: number,
): Begin => ({ n, kind: 'begin', at, facts: { what: 'planned', components, since: from } })

/** The end of a window at `back`; one that nobody was told of ends without a step. */
export const ended = (
  window: Window,
  what: 'ended' | 'elapsed' | 'overrun' | 'cancelled',
  back: number,
  at: number,
  by?: string,
): readonly RecordEvent[] => {
  const who = by === undefined ? {} : { by }
  const facts = { what, since: window.origin.from, back, late: false, ...who }
  const step: End = { n: nextOrdinal(window), kind: 'end', at, facts }
  return [
    ...(window.steps.length > 0 ? [{ is: 'stepped' as const, incident: window.id, step }] : []),
    { is: 'settled', incident: window.id, status: { is: 'resolved', at, how: what, ...who } },
  ]
}

const begins = (window: Window, at: number): readonly RecordEvent[] => {
  const { id, origin, steps, names } = window
  const n = nextOrdinal(window)
  if (steps.length === 0) {
    if (at < origin.announce) return []
    return [{ is: 'stepped', incident: id, step: announced(n, Object.keys(names), origin, at) }]
  }
  const isStarted = steps.some(step => step.at >= origin.from && step.facts.what !== 'note')
  if (at < origin.from || isStarted) return []
  const step: Update = { n, kind: 'update', at, facts: { what: 'started' } }
  return [{ is: 'stepped', incident: id, step }]
}

/** What can be said of one component as its window ends: `unsure` while it turns, or nobody can see it now. */
const stands = (health: Health | undefined): 'well' | 'ill' | 'unsure' | 'unseen' => {
  if (!health) return 'unseen'
  if (health.blind !== undefined || health.against) return 'unsure'
  return health.is === 'operational' ? 'well' : 'ill'
}

/** How a window ends whose time is over; `undefined`: wait. Its word is never drawn from what is blind. */
const howItEnds = (window: Window, settled: Settled): 'ended' | 'elapsed' | 'overrun' | undefined => {
  const all = Object.keys(window.names).map(id => stands(settled.healths[id]))
  if (all.includes('ill')) return 'overrun'
  if (all.includes('unsure') && settled.at - window.origin.to < patience) return undefined
  return all.every(one => one === 'well') ? 'ended' : 'elapsed'
}

const goesOn = (window: Window, settled: Settled): readonly RecordEvent[] => {
  const { to } = window.origin
  if (settled.at < to) return begins(window, settled.at)
  const how = howItEnds(window, settled)
  return how ? ended(window, how, how === 'ended' ? settled.at : to, settled.at) : begins(window, settled.at)
}

/** What time and this round's looks make of every maintenance window. */
export const decideWindows = (record: ServiceRecord, settled: Settled): readonly RecordEvent[] =>
  record.incidents
    .filter(isWindow)
    .filter(isOpen)
    .flatMap(window => goesOn(window, settled))

const covers = (window: Window, component: string, at: number): boolean =>
  isOpen(window) && window.origin.from <= at && Object.hasOwn(window.names, component)

/** Components that a window covers now: what fails of them opens nothing. */
export const coveredAt = (record: ServiceRecord, at: number): ReadonlySet<string> => {
  const windows = record.incidents.filter(isWindow)
  const ids = windows.flatMap(({ names }) => Object.keys(names))
  return new Set(ids.filter(id => windows.some(window => covers(window, id, at))))
}

/** When the newest window of a component was over: before that its failure was none. 0 without one. */
export const coveredUntil = (record: ServiceRecord, component: string): number =>
  record.incidents
    .filter(isWindow)
    .filter(({ names }) => Object.hasOwn(names, component))
    .map(({ status, origin }) => (status.is === 'resolved' ? Math.min(status.at, origin.to) : 0))
    .reduce((newest, at) => Math.max(newest, at), 0)

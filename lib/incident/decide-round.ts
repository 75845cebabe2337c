import { localDay } from '../service/local-clock.ts'
import { type Service, targetsOf } from '../service/service.ts'
import { expiring } from './certificate.ts'
import { decideIncident } from './decide-incident.ts'
import { coveredAt, coveredUntil, decideWindows } from './decide-window.ts'
import type { RecordEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { isBad } from './incident.ts'
import type { Health, ServiceRecord } from './record.ts'
import { type Seen, settle, withoutCount } from './settle.ts'

/** All that one round saw of one service. Times are epoch milliseconds. */
export interface Observation {
  /** The scheduled instant, floored to the round's length. */
  readonly round: number
  /** The round's length in milliseconds. */
  readonly length: number
  /** Now: when the decision is made. */
  readonly at: number
  /** Where the looks were made from. */
  readonly vantage: string
  readonly components: Readonly<Record<string, Seen>>
}

/** A stored round further ahead of now than this is a fault of a clock: the new one is taken. A frozen one's is not. */
const clockFault = 10 * 60_000
/** Longer than reopening and folding ever look back. */
const keepClosed = 24 * 3_600_000

export const isClockFault = (record: ServiceRecord, seen: Observation): boolean =>
  record.round - seen.at > clockFault

const isStale = (record: ServiceRecord, seen: Observation): boolean =>
  seen.round <= record.round && !isClockFault(record, seen)

/** Rounds that may be missing before the counts start again. */
const missedRounds = 3

/** How long a bad round may take, with all its rechecks, in milliseconds. */
const longestRound = ({ components, policy }: Service): number => {
  const timeouts = components.flatMap(targetsOf).map(({ timeout }) => timeout)
  const waits = policy.recheck.reduce((sum, wait) => sum + wait, 0)
  return waits + (policy.recheck.length + 1) * Math.max(0, ...timeouts)
}

/** Milliseconds from one round to the next that are no gap. Rounds that overlap come in as late as they take. */
const longestPause = (service: Service, length: number): number =>
  missedRounds * length + Math.max(0, longestRound(service) - length)

const healths = (record: ServiceRecord, service: Service, seen: Observation): Record<string, Health> => {
  const gap = longestPause(service, seen.length)
  const isPaused = seen.round - record.round > gap
  const settled: Record<string, Health> = {}
  for (const { id } of service.components) {
    const look = seen.components[id]
    if (!look) continue
    const known = record.components[id] ?? { is: 'operational', since: look.at }
    settled[id] = settle(
      isPaused ? withoutCount(known) : known,
      look,
      service.policy,
      // Half a round of tolerance: looks begin a little after their instant.
      gap + seen.length / 2,
    )
  }
  return settled
}

/** Rounds seen up of each muted component; one that was seen up often enough is muted no longer. */
const stillMuted = (record: ServiceRecord, service: Service, seen: Observation): Record<string, number> => {
  const muted: Record<string, number> = {}
  for (const [id, rounds] of Object.entries(record.muted)) {
    const outcome = seen.components[id]?.outcome
    if (outcome === undefined) continue
    const next = outcome === 'up' ? rounds + 1 : outcome === 'blind' ? rounds : 0
    if (next < service.policy.upRounds) muted[id] = next
  }
  return muted
}

/** What failed in its window, and goes on beyond, has failed since the window's end. */
const sinceItsWindow = (
  record: ServiceRecord,
  healths: Readonly<Record<string, Health>>,
): Readonly<Record<string, Health>> =>
  Object.fromEntries(
    Object.entries(healths).map(([id, health]) => {
      const until = isBad(health) ? coveredUntil(record, id) : 0
      return [id, isBad(health) && health.since < until ? { ...health, since: until } : health]
    }),
  )

const changes = (before: ServiceRecord, after: Readonly<Record<string, Health>>): readonly RecordEvent[] =>
  Object.entries(after).flatMap(([component, health]): readonly RecordEvent[] => {
    const from = before.components[component]?.is ?? 'operational'
    return from === health.is ? [] : [{ is: 'changed', component, from, to: health.is, at: health.since }]
  })

const goodbyes = (record: ServiceRecord, at: number, keep: number): readonly RecordEvent[] =>
  record.incidents
    .filter(incident => incident.status.is === 'resolved' && at - incident.status.at > keep)
    .map(incident => ({ is: 'left', incident: incident.id }))

/** What a round changes: nothing, if the round or a newer one was taken in already. */
export const decideRound = (
  record: ServiceRecord,
  service: Service,
  seen: Observation,
): readonly RecordEvent[] => {
  if (isStale(record, seen)) return []
  const components = healths(record, service, seen)
  const muted = stillMuted(record, service, seen)
  const covered = [...coveredAt(record, seen.at)]
  const looked: RecordEvent = {
    is: 'looked',
    round: seen.round,
    length: seen.length,
    at: seen.at,
    vantage: seen.vantage,
    components,
    muted,
    outcomes: seen.components,
    ...(covered.length > 0 && { covered }),
    day: localDay(seen.round, service.timeZone),
    hour: new Date(seen.round).toISOString().slice(0, 13),
  }
  const windows = decideWindows(record, { ...seen, healths: components, muted, covered: new Set() })
  const planned = windows.reduce(evolve, record)
  const settled = {
    ...seen,
    healths: sinceItsWindow(planned, components),
    muted,
    covered: coveredAt(planned, seen.at),
  }
  const keep = Math.max(keepClosed, 2 * service.policy.reopenWithin)
  return [
    looked,
    ...changes(record, components),
    ...windows,
    ...decideIncident(planned, service, settled),
    ...expiring(record, seen),
    ...goodbyes(record, seen.at, keep),
  ]
}

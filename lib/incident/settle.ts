import type { Outcome } from '../check/check.ts'
import type { Policy } from '../service/service.ts'
import type { Bad, BadRun, GoodRun, Health, Shift } from './record.ts'

/** What a round says of one component. */
export interface Seen {
  readonly outcome: Outcome
  /** When the look that showed it began. */
  readonly at: number
  /** Milliseconds that its good looks took. */
  readonly latency?: number
  readonly certificateExpires?: number
}

type Well = Extract<Health, { is: 'operational' }>
type Ill = Extract<Health, { is: Bad }>
type Count = Pick<Policy, 'downRounds' | 'upRounds'>

/** Rounds that may be missing before a count starts again. */
export const missedRounds = 3

const longer = (run: Shift | undefined, at: number): Shift =>
  run ? { rounds: run.rounds + 1, first: run.first } : { rounds: 1, first: at }

const fall = (health: Well, seen: Seen, count: Count): Health => {
  const down = seen.outcome === 'down' ? longer(health.against?.down, seen.at) : undefined
  const against: BadRun = { ...longer(health.against, seen.at), ...(down && { down }) }
  if (down && down.rounds >= count.downRounds) return { is: 'down', since: down.first, seen: seen.at }
  if (against.rounds >= count.downRounds) return { is: 'degraded', since: against.first, seen: seen.at }
  return { ...health, against }
}

const rise = (health: Ill, seen: Seen, count: Count, length: number): Health => {
  // Half a round of tolerance: looks begin a little after their instant.
  const unseen = seen.at - health.seen > (missedRounds + 0.5) * length
  const late = health.against ? health.against.late : unseen || undefined
  const good: GoodRun = { ...longer(health.against, seen.at), ...(late && { late }) }
  if (good.rounds >= count.upRounds) return { is: 'operational', since: good.first, ...(late && { late }) }
  return { is: health.is, since: health.since, seen: health.seen, against: good }
}

const stay = (health: Ill, seen: Seen, count: Count): Health => {
  const same = health.is === (seen.outcome === 'down' ? 'down' : 'degraded')
  if (same) return { is: health.is, since: health.since, seen: seen.at }
  const shift = longer(health.shift, seen.at)
  if (shift.rounds < count.downRounds) return { is: health.is, since: health.since, seen: seen.at, shift }
  return { is: health.is === 'down' ? 'degraded' : 'down', since: shift.first, seen: seen.at }
}

/** The belief after one more round; `length` is the round's, in milliseconds. `blind` neither counts nor breaks a count. */
export const settle = (health: Health, seen: Seen, count: Count, length: number): Health => {
  if (seen.outcome === 'blind') return health
  if (health.is === 'operational') {
    if (seen.outcome !== 'up') return fall(health, seen, count)
    return health.against ? withoutCount(health) : health
  }
  return seen.outcome === 'up' ? rise(health, seen, count, length) : stay(health, seen, count)
}

/** The same belief with its counts forgotten, as after a gap. */
export const withoutCount = (health: Health): Health =>
  health.is === 'operational'
    ? { is: health.is, since: health.since, ...(health.late && { late: health.late }) }
    : { is: health.is, since: health.since, seen: health.seen }

import type { Outcome, Phases } from '../check/check.ts'
import type { Policy } from '../service/service.ts'
import type { Bad, BadRun, GoodRun, Health, Shift } from './record.ts'

/** What a round says of one component. */
export interface Seen {
  readonly outcome: Outcome
  /** When the look that showed it began. */
  readonly at: number
  /** Milliseconds that its good looks took. */
  readonly latency?: number
  /** Those of the slowest good look. */
  readonly phases?: Phases
  readonly certificateExpires?: number
  /** Why, short and stable; of the targets that made the outcome. */
  readonly reasons?: readonly string[]
  /** Targets that are bad, and targets of which nobody can tell. */
  readonly bad?: readonly string[]
  readonly blind?: readonly string[]
}

type Well = Extract<Health, { is: 'operational' }>
type Ill = Extract<Health, { is: Bad }>
type Count = Pick<Policy, 'downRounds' | 'upRounds'>

const longer = (run: Shift | undefined, at: number): Shift =>
  run ? { rounds: run.rounds + 1, first: run.first } : { rounds: 1, first: at }

const ill = (is: Bad, since: number, seen: Seen, before: readonly string[] = []): Ill => {
  const targets = [...new Set([...before, ...(seen.bad ?? [])])]
  return { is, since, seen: seen.at, ...(targets.length > 0 && { targets }) }
}

const fall = (health: Well, seen: Seen, count: Count): Health => {
  const down = seen.outcome === 'down' ? longer(health.against?.down, seen.at) : undefined
  const against: BadRun = { ...longer(health.against, seen.at), ...(down && { down }) }
  if (down && down.rounds >= count.downRounds) return ill('down', down.first, seen)
  if (against.rounds >= count.downRounds) return ill('degraded', against.first, seen)
  return { ...health, against }
}

const rise = (health: Ill, seen: Seen, count: Count, gap: number): Health => {
  const unseen = seen.at - health.seen > gap
  const late = health.against ? health.against.late : unseen || undefined
  const against: GoodRun = { ...longer(health.against, seen.at), ...(late && { late }) }
  if (against.rounds >= count.upRounds)
    return { is: 'operational', since: against.first, ...(late && { late }) }
  return { ...withoutCount(health), against }
}

const stay = (health: Ill, seen: Seen, count: Count): Health => {
  const same = health.is === (seen.outcome === 'down' ? 'down' : 'degraded')
  if (same) return ill(health.is, health.since, seen, health.targets)
  const shift = longer(health.shift, seen.at)
  if (shift.rounds < count.downRounds) return { ...ill(health.is, health.since, seen, health.targets), shift }
  return ill(health.is === 'down' ? 'degraded' : 'down', shift.first, seen, health.targets)
}

/** What failed may still fail while nobody can see it: other targets that are up end nothing. */
const isHidden = (health: Health, seen: Seen): boolean =>
  health.is !== 'operational' && (health.targets ?? []).some(target => seen.blind?.includes(target))

/** The belief after one more round. `gap`: milliseconds without a look that are too long. `blind` neither counts nor breaks a count. */
export const settle = (health: Health, seen: Seen, count: Count, gap: number): Health => {
  if (seen.outcome === 'blind' || (seen.outcome === 'up' && isHidden(health, seen)))
    return { ...health, blind: health.blind ?? seen.at }
  const { blind: _, ...clear } = health
  if (clear.is === 'operational')
    return seen.outcome === 'up' ? withoutCount(clear) : fall(clear, seen, count)
  return seen.outcome === 'up' ? rise(clear, seen, count, gap) : stay(clear, seen, count)
}

/** The same belief with its counts forgotten, as after a gap. */
export const withoutCount = (health: Health): Health => {
  const { against: _, ...belief } = health
  if (belief.is === 'operational') return belief
  const { shift: __, ...settled } = belief
  return settled
}

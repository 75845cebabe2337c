import type { Check, Outcome, Phases } from './check.ts'

/** What one round says of a component. */
export interface ComponentSeen {
  readonly outcome: Outcome
  /** Epoch milliseconds: when the first look of this round that shows this outcome began. */
  readonly at: number
  /** Targets that are down or slow, and targets of which nobody can tell, by address; absent: none. */
  readonly bad?: readonly string[]
  readonly blind?: readonly string[]
  /** Of the targets that made the outcome, each reason once. */
  readonly reasons: readonly string[]
  /** Milliseconds that the slowest of the good looks took, up or slow; absent if there was none. */
  readonly latency?: number
  /** What that slowest look spent it on. */
  readonly phases?: Phases
  /** Epoch milliseconds: the first certificate of its targets to expire. */
  readonly certificateExpires?: number
}

/** The looks at one target in one round; never empty. */
export type TargetLooks = readonly Check[]

const badness = { blind: 0, up: 1, slow: 2, down: 3 } as const

/** What a look counts as: a partial target only ever degrades its component. */
const counts = (check: Check): Outcome => (check.partial && check.outcome === 'down' ? 'slow' : check.outcome)

const lastOf = (looks: TargetLooks) =>
  looks.reduce((newest, look) => (look.look > newest.look ? look : newest))

const worstOf = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce<Outcome>((worst, one) => (badness[one] > badness[worst] ? one : worst), 'blind')

/** Bad since any target is bad, but up only since the last of them is up. */
const since = (looks: readonly TargetLooks[], outcome: Outcome) => {
  const firsts = looks.map(target =>
    Math.min(...target.filter(one => counts(one) === outcome).map(one => one.at)),
  )
  return outcome === 'up' ? Math.max(...firsts) : Math.min(...firsts)
}

const addresses = (lasts: readonly Check[]) => {
  const of = (...outcomes: readonly Outcome[]) =>
    lasts.filter(({ outcome }) => outcomes.includes(outcome)).map(({ target }) => target)
  const bad = of('down', 'slow')
  const blind = of('blind')
  return { ...(bad.length > 0 && { bad }), ...(blind.length > 0 && { blind }) }
}

const latencyOf = (lasts: readonly Check[]) => {
  const good = lasts.filter(({ outcome }) => outcome === 'up' || outcome === 'slow')
  const [slowest] = good.map(one => one.phases).toSorted((a, b) => b.total - a.total)
  return slowest ? { latency: slowest.total, phases: slowest } : {}
}

const expiryOf = (checks: readonly Check[]) => {
  const known = checks.map(one => one.certificateExpires).filter(one => one !== undefined)
  return known.length > 0 ? { certificateExpires: Math.min(...known) } : {}
}

/**
 * A component is as bad as its worst target, each by its last look. A target that is `blind` neither hides another's
 * badness nor counts: the component is `blind` only if none of its targets can be told.
 * @param targets The looks at each of its targets; at least one target.
 */
export const componentSeen = (targets: readonly TargetLooks[]): ComponentSeen => {
  const lasts = targets.map(lastOf)
  const outcome = worstOf(lasts.map(counts))
  const deciding = targets.filter(looks => counts(lastOf(looks)) === outcome)
  return {
    outcome,
    at: since(deciding, outcome),
    ...addresses(lasts),
    reasons: [...new Set(deciding.map(looks => lastOf(looks).reason))],
    ...latencyOf(lasts),
    ...expiryOf(lasts),
  }
}

import { type Instant, passed } from '../incident/instant.ts'
import type { Clock, Fence } from '../ports.ts'

/** The clocks of one attempt, in milliseconds from `t0`; see the delivery protocol. */
export interface Lease {
  readonly lease: number
  /** The request starts until then, or not at all. */
  readonly start: number
  /** The socket is destroyed then. */
  readonly kill: number
  /** How far clocks may differ. */
  readonly skew: number
  /** How long a request may still land after its socket was destroyed. */
  readonly land: number
}

export const leaseOf = (lease: number): Lease => ({
  lease,
  start: lease / 3,
  kill: (2 * lease) / 3,
  skew: lease / 12,
  land: lease / 6,
})

/** The fence of an attempt that counts from `t0`. */
export const fence = (clock: Clock, t0: Instant, { start, kill }: Pick<Lease, 'start' | 'kill'>): Fence => ({
  mayStart: () => passed(clock, t0) <= start,
  killIn: () => Math.max(0, kill - passed(clock, t0)),
})

import type { Clock } from '../ports.ts'

/** An instant on both clocks of this machine. */
export interface Instant {
  readonly wall: number
  readonly monotonic: number
}

export const instant = (clock: Clock): Instant => ({ wall: clock.now(), monotonic: clock.monotonic() })

/** Time passed by whichever clock says more: a clock that was set back cannot keep a fence open. */
export const passed = (clock: Clock, since: Instant): number =>
  Math.max(clock.now() - since.wall, clock.monotonic() - since.monotonic)

import type { Declaration } from '../incident/record.ts'
import type { Names } from '../service/service.ts'

export type Severity = 'degraded' | 'down'

interface About {
  /** Such as `SS-0042`. */
  readonly incident: string
  /** The components it is about, worst first; empty only in a `notice`. */
  readonly names: readonly Names[]
}

/** What one post says, as facts. Times are epoch milliseconds; words and local times come later. */
export type Notice = About &
  (
    | { readonly what: 'outage' | 'degraded'; readonly since: number }
    /** `names` fail too; `others` failed before. */
    | {
        readonly what: 'more'
        readonly since: number
        readonly severity: Severity
        readonly others: readonly Names[]
      }
    /** Slow before, does not work now. */
    | { readonly what: 'worse'; readonly since: number }
    /** `names` work again; `still` do not. */
    | { readonly what: 'partly'; readonly back: number; readonly still: readonly Names[] }
    | { readonly what: 'acknowledged'; readonly at: number }
    | {
        readonly what: 'still'
        readonly since: number
        readonly now: number
        readonly severity: Severity
        readonly next?: number
      }
    /** It comes and goes. */
    | { readonly what: 'unstable'; readonly since: number }
    | { readonly what: 'reopened'; readonly since: number; readonly severity: Severity }
    /** `late`: nobody looked for a while, so `back` is when it was seen good, not when it came back. */
    | {
        readonly what: 'recovered'
        readonly since: number
        readonly back: number
        readonly late: boolean
        readonly severity: Severity
      }
    /** Beginning and end in one post. */
    | {
        readonly what: 'folded'
        readonly since: number
        readonly back: number
        readonly late: boolean
        readonly severity: Severity
      }
    /** An operator closes it. */
    | { readonly what: 'closed'; readonly since: number; readonly at: number }
    /** It was never true; `since` is when we said it failed. */
    | { readonly what: 'correction'; readonly since: number; readonly at: number }
    /** Operators say so of what no probe can see. */
    | { readonly what: 'declared'; readonly kind: Declaration; readonly since: number }
    /** What was `declared` is over, operators say. */
    | {
        readonly what: 'undeclared'
        readonly kind: Declaration
        readonly since: number
        readonly back: number
      }
    /** An operator's own sentences about what fails or is planned. */
    | { readonly what: 'note'; readonly text: string; readonly at: number }
    /** Maintenance to come. */
    | { readonly what: 'planned'; readonly from: number; readonly to: number }
    /** Maintenance now; also the first word of one that nobody announced. */
    | { readonly what: 'maintenance'; readonly from: number; readonly to: number }
    /** Maintenance is over and all works: seen at `back`. */
    | { readonly what: 'maintained'; readonly from: number; readonly back: number }
    /** Its time is over; nobody can see whether it works. */
    | { readonly what: 'elapsed'; readonly from: number; readonly to: number }
    /** Its time is over and it does not work yet. */
    | { readonly what: 'overrun'; readonly from: number; readonly to: number }
    /** Called off, before or while it ran. */
    | { readonly what: 'cancelled'; readonly from: number; readonly at: number }
    /** A public-interest notice: a hoax denied, a deadline pointed at. `source`: who says it, such as `el BOE del 20 de noviembre`. */
    | { readonly what: 'notice'; readonly text: string; readonly source: string; readonly at: number }
    /** We no longer look at it. */
    | { readonly what: 'removed'; readonly since: number; readonly at: number }
  )

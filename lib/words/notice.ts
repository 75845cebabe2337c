import type { Names } from '../service/service.ts'

export type Severity = 'degraded' | 'down'

interface About {
  /** Such as `SS-0042`. */
  readonly incident: string
  /** The components it is about, worst first; never empty. */
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
    /** We no longer look at it. */
    | { readonly what: 'removed'; readonly since: number; readonly at: number }
  )

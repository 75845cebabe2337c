/** What one look at a target says. `blind`: we cannot tell; it never counts for or against the site. */
export type Outcome = 'up' | 'slow' | 'down' | 'blind'

/** Milliseconds each phase took; a phase that was not reached is absent. `total` is always there. */
export interface Phases {
  readonly dns?: number
  readonly tcp?: number
  readonly tls?: number
  readonly firstByte?: number
  readonly total: number
}

/** What came of one GET, before any rule judges it. Times are milliseconds. */
export type Sight =
  | {
      readonly is: 'answered'
      readonly status: number
      /** Which of the target's `contains` was found; absent if none was, or none is expected. */
      readonly marker?: string
      /** The text of `<title>`, if the target expects one and the page has one. */
      readonly title?: string
      /** A sign of a bot challenge or a firewall's refusal, such as "Request Rejected". */
      readonly challenge?: string
      /** The body could not be read to its end, marker or limit: an errno or error code such as ECONNRESET. */
      readonly cut?: string
      /** The Retry-After header, as it stands. */
      readonly retryAfter?: string
      /** Where redirects ended, if not at the target's own address. */
      readonly landed?: string
      readonly phases: Phases
      readonly certificateExpires?: number
    }
  | {
      readonly is: 'failed'
      /** How far it came. */
      readonly during: 'dns' | 'tcp' | 'tls' | 'request' | 'body' | 'redirects'
      /** errno, c-ares, TLS or undici code; `DEADLINE` for our own deadline, `CUT_SHORT` if the target's own is later. */
      readonly code: string
      readonly phases: Phases
      readonly certificateExpires?: number
    }

/** The record of one look at a target. */
export interface Check {
  readonly component: string
  readonly target: string
  readonly outcome: Outcome
  /** Short and stable, such as `no-marker` or `status-503`; for operators and tests, never for a post. */
  readonly reason: string
  readonly phases: Phases
  /** Epoch milliseconds when the look began. */
  readonly at: number
  readonly vantage: string
  /** 1 for the first look of a round, then one more for each recheck. */
  readonly look: number
  /** A target whose failure only degrades its component. */
  readonly partial: boolean
  /** Epoch milliseconds at which the certificate that was shown expires. */
  readonly certificateExpires?: number
}

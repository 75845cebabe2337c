import type { Trail } from '../audit/chain.ts'

/** What one channel was told about one service, and the post in flight. One item, written whole, conditionally on `version`. */
export interface Ledger {
  readonly schema: 1
  readonly service: string
  /** `x`, or `x.shadow` for a channel that only rehearses. */
  readonly channel: string
  readonly version: number
  /** When it was made: nothing that ended before is folded. */
  readonly born: number
  readonly account?: string
  /** The channel takes nothing before this; `why` says why. */
  readonly notBefore?: number
  readonly why?: string
  /** Since when the channel takes nothing, though something is due; absent while nothing waits for it. */
  readonly declinedSince?: number
  /** Notices that the channel refused, and when each may be tried again. */
  readonly refused?: Readonly<Record<string, number>>
  /** Notices that nobody approved in time, and until when nobody is asked again. */
  readonly dropped?: Readonly<Record<string, number>>
  readonly flight?: Flight
  readonly waiting?: Waiting
  readonly told: Readonly<Record<string, Told>>
  readonly spent: Spent
  /** Newest last: 50, and all that are unclear. For people and the page; the plan never reads it. */
  readonly log: readonly Entry[]
  /** The log that is only added to; absent before its first entry. */
  readonly trail?: Trail
}

export type PostKind = 'begin' | 'update' | 'end' | 'whole'

export interface Draft {
  /** `<incident>/<step>` */
  readonly notice: string
  readonly incident: string
  readonly step: number
  readonly kind: PostKind
  readonly text: string
  /** The newest step that these words take in; a beginning tells updates before it too. Absent: its own step. */
  readonly upTo?: number
}

/** The post in flight; the flight is the lease. */
export interface Flight extends Draft {
  readonly state: 'sending' | 'unknown'
  readonly attempt: number
  /** The attempt that holds it: an id of its own for every claim. */
  readonly by: string
  /** When it was first claimed. */
  readonly first: number
  /** What the clocks of this attempt count from. */
  readonly t0: number
  readonly until: number
  /** Our newest known post before the attempt. */
  readonly since?: string
  /** Clear looks that missed. */
  readonly looks: number
  readonly nextLook: number
  /** When looks began to fail; absent while they are clear. */
  readonly unseen?: number
  /** What was told before the claim; absent: nothing. */
  readonly before?: Told
}

export interface Waiting extends Draft {
  readonly at: number
}

/** What the public was told last of an incident. `maybe`: a post is or was in doubt. */
export interface Told {
  readonly is: 'maybe' | 'down' | 'up'
  readonly step: number
  /** An operator wants no more said of the spell that `step` belongs to. */
  readonly silent?: true
}

export interface Spent {
  readonly day: string
  readonly n: number
  readonly month: string
  readonly m: number
}

export interface Entry {
  readonly notice: string
  readonly state: 'sent' | 'unclear' | 'skipped' | 'refused'
  readonly at: number
  readonly text: string
  readonly id?: string
  readonly why?: string
  /** It only waited: nobody was ever sent it. */
  readonly unsent?: true
  /** Of an `unclear` post: what its claim changed, until an operator says what became of it. */
  readonly doubt?: Doubt
}

export interface Doubt {
  readonly kind: PostKind
  /** The step that `told` was brought to. */
  readonly step: number
  /** What was told before the claim; absent: nothing. */
  readonly before?: Told
}

import type { Trail } from '../audit/chain.ts'
import type { Mode, Names } from '../service/service.ts'

/** Everything we believe about one service: one item, written whole and conditionally on `version`. Times are epoch milliseconds. */
export interface ServiceRecord {
  readonly schema: 2
  readonly service: string
  /** 1 for the first write. */
  readonly version: number
  /** The scheduled instant of the newest round that was taken in; 0 before the first. */
  readonly round: number
  readonly components: Readonly<Record<string, Health>>
  readonly incidents: readonly Incident[]
  readonly nextIncident: number
  /** When each request of an operator was taken in, by its key; kept a day, so that a retry changes nothing. */
  readonly requests: Readonly<Record<string, number>>
  /** Ids of events that the bus has not taken yet. */
  readonly outbox: readonly string[]
  /** Components that open nothing until they have been seen up: rounds seen up so far. */
  readonly muted: Readonly<Record<string, number>>
  /** Certificates with three weeks left or less: the days that operators were told of. */
  readonly certificates: Readonly<Record<string, { readonly expires: number; readonly told: number }>>
  readonly approvals: readonly Approval[]
  /** The operators' switch, by channel, `all` for every one: while it is there nothing is sent. */
  readonly holds: Readonly<Record<string, Hold>>
  /** The stored switch, by channel; a channel that has none is in `firstMode`, else in the mode of the service's file. */
  readonly modes: Readonly<Record<string, ModeSwitch>>
  /** The switch of every channel that has none yet, of a service that a deployment began with; absent for others. */
  readonly firstMode?: ModeSwitch
  /** What operators said of single posts. */
  readonly rulings: readonly Ruling[]
  readonly day: Tally
  readonly hour: Tally
  /** The log that is only added to; absent before its first entry. */
  readonly trail?: Trail
}

export type Bad = 'degraded' | 'down'

/** Our settled belief, with the rounds that speak against it. */
export type Health = Belief & {
  /** Nobody could tell since this look; absent while somebody can. */
  readonly blind?: number
}

type Belief =
  | {
      readonly is: 'operational'
      readonly since: number
      /** Nobody looked for a while before `since`: it came back at some time until then. */
      readonly late?: true
      readonly against?: BadRun
    }
  | {
      readonly is: Bad
      readonly since: number
      /** The newest look that saw it bad. */
      readonly seen: number
      readonly against?: GoodRun
      /** Every target that was bad since; all that can be told of must be good before it is. */
      readonly targets?: readonly string[]
      /** Rounds in a row of the other badness: worse, or better without being good. */
      readonly shift?: Shift
    }

/** Bad rounds in a row since the look at `first`; the newest of them down, if `down` is there. */
export interface BadRun extends Shift {
  readonly down?: Shift
}

/** Rounds in a row, the first of them with the look at `first`. */
export interface Shift {
  readonly rounds: number
  readonly first: number
}

/** Good rounds in a row; `late` as in operational. */
export interface GoodRun extends Shift {
  readonly late?: true
}

/** How often each outcome was seen of each component, and how long good looks took, since `from`. */
export interface Tally {
  readonly from: string
  /** Day: up, slow, down, blind, and maintenance if any, where alone windows count. Hour: looks per latency bucket. */
  readonly counts: Readonly<Record<string, readonly number[]>>
  /** Good looks outside windows, then the sums of their dns, tcp, tls, wait and receive in milliseconds. */
  readonly phases?: Readonly<Record<string, readonly number[]>>
}

export type IncidentStatus =
  | { readonly is: 'open' }
  | { readonly is: 'acknowledged'; readonly at: number; readonly by: string }
  | { readonly is: 'resolved'; readonly at: number; readonly how: Ending; readonly by?: string }

/**
 * How an incident ended: `removed` with its last component. A window: `ended` with all well, `elapsed` where nobody can
 * tell, `overrun`, `cancelled`. A notice was `told`.
 */
export type Ending =
  | 'recovery'
  | 'operator'
  | 'false-alarm'
  | 'removed'
  | 'ended'
  | 'elapsed'
  | 'overrun'
  | 'cancelled'
  | 'told'

/** What operators say of a component that no probe can see. */
export const declarations = [
  'not-working',
  'office-closed',
  'not-attending',
  'delays',
  'no-appointments',
  'phone-down',
] as const
export type Declaration = (typeof declarations)[number]

/** Who speaks for an incident, where it is not the probes. Times are epoch milliseconds. */
export type Origin =
  | { readonly is: 'declared'; readonly what: Declaration; readonly by: string }
  /** A maintenance window; the public hears of it from `announce` on. */
  | {
      readonly is: 'window'
      readonly from: number
      readonly to: number
      readonly announce: number
      readonly by: string
    }
  /** One public-interest notice: it has no spell, only its words. */
  | { readonly is: 'notice'; readonly by: string }

/** An operator's words for the operators. A public note is a step. */
export interface Note {
  readonly at: number
  readonly by: string
  readonly text: string
}

export interface Incident {
  readonly id: string
  /** Absent: the probes. There is one automatic incident at a time, and what operators opened never joins it. */
  readonly origin?: Origin
  readonly status: IncidentStatus
  /** As they were at the opening: a renamed component is told under the name it fell with. */
  readonly names: Readonly<Record<string, Names>>
  /** Every component that was ever part of it. */
  readonly members: Readonly<Record<string, Member>>
  readonly steps: readonly Step[]
  /** It came and went too often: the words are held back until it has been quiet. */
  readonly unstable?: { readonly since: number; readonly changed: number }
  readonly notes?: readonly Note[]
}

export type Member =
  | { readonly is: Bad; readonly since: number; readonly worst: Bad }
  | {
      readonly is: 'back'
      readonly since: number
      readonly worst: Bad
      readonly at: number
      readonly late: boolean
    }

export interface StepOf<Kind extends string, Facts> {
  /** Ordinal, from 1. The notice is `<incident>/<n>`. */
  readonly n: number
  readonly kind: Kind
  readonly at: number
  readonly facts: Facts
}

export type Begin = StepOf<
  'begin',
  {
    /** `declared` by an operator; `planned` is a window, and `since` its beginning. */
    readonly what: 'outage' | 'degraded' | 'reopened' | 'declared' | 'planned'
    readonly components: readonly string[]
    readonly since: number
  }
>
export type Update = StepOf<
  'update',
  | {
      readonly what: 'joined' | 'worse' | 'left'
      readonly components: readonly string[]
      readonly since: number
    }
  | { readonly what: 'acknowledged'; readonly by: string }
  /** An operator's words for the public. */
  | { readonly what: 'note'; readonly by: string; readonly text: string }
  /** `started`: a window that was announced. */
  | { readonly what: 'reminder' | 'unstable' | 'started' }
>
export type End = StepOf<
  'end',
  {
    readonly what: Ending
    /** When the spell that ends began. */
    readonly since: number
    /** The first good look; for other endings, when it was said. */
    readonly back: number
    readonly late: boolean
    readonly by?: string
    /** Of a notice: its words, and where the body says so itself. */
    readonly said?: { readonly text: string; readonly source: string }
  }
>
export type Step = Begin | Update | End

/** An operator's yes to one waiting post, in exactly these words. */
export interface Approval {
  readonly channel: string
  readonly notice: string
  readonly text: string
  readonly at: number
  readonly by: string
}

export interface Hold {
  readonly at: number
  readonly by: string
  readonly why?: string
}

/** The mode that a channel was put into, and by whom: over that of the service's file. */
export interface ModeSwitch {
  readonly is: Mode
  readonly at: number
  readonly by: string
  /** When the posting went over to the ledger of this mode: what ended before is not folded. Absent: it never did. */
  readonly from?: number
}

/**
 * `landed`, `absent` and `drop` are said of a post that was `unclear` before `at`; `skip` of one that waits.
 * `drop`: whatever became of it, no more is said of it.
 */
export interface Ruling {
  readonly channel: string
  readonly notice: string
  readonly is: 'landed' | 'absent' | 'drop' | 'skip'
  readonly at: number
  readonly by: string
}

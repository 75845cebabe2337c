import type { Incident, ServiceRecord } from '../incident/record.ts'
import type { Entry } from '../publish/ledger.ts'
import type { Mode } from '../service/service.ts'

/** What a command tells, or would tell, on a channel: the exact words, and about what they cost. */
export interface WouldTell {
  readonly channel: string
  readonly notice: string
  readonly text: string
  /** Euros, an estimate. */
  readonly euros: number
  /** When, if not now. Epoch milliseconds. */
  readonly at?: number
}

/** A post as operators see it: what the ledger holds, and what is due and not said yet. */
export interface Post extends Omit<Entry, 'state' | 'doubt'> {
  readonly service: string
  readonly channel: string
  readonly state: Entry['state'] | 'pending' | 'waiting' | 'sending' | 'unknown' | 'held'
}

export type Reply =
  | {
      readonly is: 'done'
      readonly changed: boolean
      readonly text: string
      /** The incident, window or notice that it is about, or made. */
      readonly incident?: string
      readonly dryRun?: true
      readonly told?: readonly WouldTell[]
      /** The clock to tell its times by; beside `told`. */
      readonly timeZone?: string
      readonly warnings?: readonly string[]
    }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'invalid'; readonly why: string }
  | { readonly is: 'status'; readonly services: readonly ServiceStatus[] }
  | ({ readonly is: 'incidents'; readonly incidents: readonly Incident[] } & Timed)
  | ({ readonly is: 'incident'; readonly incident: Incident; readonly posts: readonly Post[] } & Timed)
  | ({ readonly is: 'posts'; readonly posts: readonly Post[] } & Timed)
  | { readonly is: 'export'; readonly evidence: unknown }
  | {
      readonly is: 'readiness'
      readonly services: readonly Readiness[]
      /** Where its alarms are; absent in a local run. */
      readonly stack?: Deployed
    }

/** A stack in AWS. */
export interface Deployed {
  readonly name: string
  readonly region: string
}

/** A channel's mode in force, and who put it there when; the file did, if nobody is named. Epoch milliseconds. */
export interface InMode {
  readonly channel: string
  readonly mode: Mode
  readonly since?: number
  readonly by?: string
}

/** Whose credentials a channel has, by what it answers to a question that changes nothing. */
export type AccountFound =
  | { readonly is: 'known'; readonly id: string; readonly name: string }
  | { readonly is: 'unset' | 'refused' | 'unpaid' | 'unreachable' | 'unchecked'; readonly why: string }

/** What may still be sent: posts, and about how many euros they cost. */
export interface Left {
  readonly posts: number
  readonly euros: number
}

/** A post that was rehearsed, and what it would have cost. */
export type Rehearsed = Pick<Post, 'notice' | 'state' | 'at' | 'text' | 'why'> & { readonly euros: number }

/** What an operator should know before a channel goes live. */
export interface Readiness extends InMode, Timed {
  readonly service: string
  /** The posting is stopped. */
  readonly held: boolean
  /** In the rehearsal that lasts, oldest first; the newest 50. */
  readonly rehearsed: readonly Rehearsed[]
  /** The mode that it would go live in. */
  readonly wanted: Exclude<Mode, 'shadow'>
  /** What that would tell at once, or ask for a yes to. */
  readonly wouldTell: readonly WouldTell[]
  readonly left: { readonly day: Left; readonly month: Left }
  readonly account: AccountFound
  /** What speaks against it, in plain words. */
  readonly missing: readonly string[]
}

/** The clock that people tell its times by: that of the services, UTC where theirs differ. */
interface Timed {
  readonly timeZone: string
}

/** A service's record, with what its file says of it, and the posts that a person has to look at. */
export interface ServiceStatus extends ServiceRecord, Timed {
  /** Components that only operators speak for. */
  readonly declared: readonly string[]
  /** Every channel, as it tells now. */
  readonly posting: readonly InMode[]
  /** Those that wait for a yes, or are unclear. */
  readonly posts: readonly Post[]
}

export const refused = (why: string): Reply => ({ is: 'refused', why })
export const invalid = (why: string): Reply => ({ is: 'invalid', why })

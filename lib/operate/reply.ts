import type { Incident, ServiceRecord } from '../incident/record.ts'
import type { Entry } from '../publish/ledger.ts'

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
      readonly warnings?: readonly string[]
    }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'invalid'; readonly why: string }
  | { readonly is: 'status'; readonly services: readonly ServiceStatus[] }
  | { readonly is: 'incidents'; readonly incidents: readonly Incident[] }
  | { readonly is: 'incident'; readonly incident: Incident; readonly posts: readonly Post[] }
  | { readonly is: 'posts'; readonly posts: readonly Post[] }
  | { readonly is: 'export'; readonly evidence: unknown }

/** A service's record, with what its file says of it. */
export interface ServiceStatus extends ServiceRecord {
  readonly timeZone: string
}

export const refused = (why: string): Reply => ({ is: 'refused', why })
export const invalid = (why: string): Reply => ({ is: 'invalid', why })

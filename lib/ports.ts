import type { List } from './alert/alert.ts'
import type { AlertBook } from './alert/book.ts'
import type { AlertMessage } from './alert/message.ts'
import type { Entry } from './audit/entry.ts'
import type { Asked, Told } from './check/asked.ts'
import type { Sight } from './check/check.ts'
import type { BusEvent, Metric } from './contract.ts'
import type { ServiceRecord } from './incident/record.ts'
import type { PageFile } from './page/file.ts'
import type { Ledger } from './publish/ledger.ts'
import type { Target } from './service/service.ts'

/** The outside world on one screen. Adapters live in adapters/; only functions/, local/ and cli/ join the two. */

/** Ids that nobody else makes. */
export type UniqueId = () => string

export interface Clock {
  /** Epoch milliseconds of the wall clock. */
  now(): number
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number
  sleep(milliseconds: number): Promise<void>
}

/** One GET on a connection of its own. Settles within `deadline` milliseconds, whatever the site does; never throws. */
export interface Prober {
  look(target: Target, deadline: number): Promise<Sight>
}

/** Another place to look from; asked only of what looks bad from home. */
export interface Vantage {
  /** Such as `eu-west-1`. */
  readonly id: string
  /** Settles within `asked.deadline` milliseconds; never throws. `undefined`: no answer, for whatever reason. */
  look(asked: Asked): Promise<Told | undefined>
}

/** `conflict`: somebody wrote since, or our own first answer was lost; read again and decide again. */
export type Written = 'written' | 'conflict'

/** A finished thing that leaves a record or ledger: an incident, a day, an hour, entries of the log. A repeat changes nothing. */
export interface Archived {
  readonly service: string
  /** Such as `incident#SS-0001`, `day#2026-11-21`, `hour#2026-11-21T10`, `audit#record#000000000001#5f0c2a91`. */
  readonly key: string
  /** The version of the item it was taken from: an older one never covers a newer one. */
  readonly version: number
  readonly body: unknown
  /** Epoch milliseconds after which it may be forgotten; never, if absent. */
  readonly expires?: number
}

/** Keys of archived things, by their characters: both ends belong to it. */
export interface Span {
  readonly first: string
  readonly last: string
  /** So many, from the last. */
  readonly most: number
}

/**
 * Every read is consistent. Every write is conditional on the version that was read. A record or ledger that is not
 * what we write is copied as it stands to an item of its own, and the read throws `BrokenItem`.
 */
export interface Store {
  readRecord(service: string): Promise<ServiceRecord | undefined>
  /** Writes `next` where the stored version is `next.version - 1` (absent, if that is 0). */
  writeRecord(next: ServiceRecord): Promise<Written>
  readLedger(service: string, channel: string): Promise<Ledger | undefined>
  writeLedger(next: Ledger): Promise<Written>
  readAlerts(service: string): Promise<AlertBook | undefined>
  writeAlerts(next: AlertBook): Promise<Written>
  archive(item: Archived): Promise<void>
  readArchived(service: string, key: string): Promise<unknown>
  /** Bodies that were archived under keys of a span, the last key first. */
  readSpan(service: string, span: Span): Promise<readonly unknown[]>
  /** Entries of a chain that were archived, in order, from one ordinal to another. Throws `BrokenItem`. */
  readTrail(service: string, chain: string, from: number, to: number): Promise<readonly Entry[]>
  /** Services and ledgers that have something live, from the sparse index; may lag by seconds. */
  live(): Promise<readonly Live[]>
}

export interface Live {
  readonly service: string
  /** A ledger's channel; absent for the record of the service itself, and for its alerts. */
  readonly channel?: string
}

/**
 * Where the page's files lie for the public. A mark stands for the bytes of a file: other bytes, another mark. A listing
 * is consistent, and a write conditional on the mark that was read.
 */
export interface Shelf {
  /** The marks of all files whose paths begin so, by path. */
  marks(prefix: string): Promise<ReadonlyMap<string, string>>
  /** The mark that a file of these bytes bears. */
  markOf(body: string): string
  /** Writes the file where this mark lies, or nothing does. `conflict`: something else lies there. */
  put(file: PageFile, over: string | undefined): Promise<Written>
}

/** Returns the ids of the events that the bus has taken; the others are sent again later. */
export interface Bus {
  put(events: readonly BusEvent[]): Promise<readonly string[]>
}

/** What a channel answered to one attempt. Only `unknown` leaves the public post in doubt. */
export type Answer =
  | { readonly is: 'sent'; readonly id: string }
  | { readonly is: 'duplicate' }
  | { readonly is: 'busy'; readonly until: number; readonly why: string }
  | { readonly is: 'not-sent'; readonly why: string }
  | { readonly is: 'unauthorized'; readonly why: string }
  | { readonly is: 'unpaid'; readonly why: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'unknown'; readonly why: string }

/** What a look at our own timeline says. Only a complete one without the text is a miss. */
export type Found =
  | { readonly is: 'found'; readonly id: string }
  | { readonly is: 'missing' }
  | { readonly is: 'unclear'; readonly why: string }

export interface Fence {
  /** Asked in the same synchronous step that opens the request; `false`: nothing is sent. */
  mayStart(): boolean
  /** Milliseconds from now after which the socket is destroyed. */
  killIn(): number
}

/** A place that takes posts. Never throws for what the channel says; its failures are values. */
export interface Channel {
  /** The account behind the credentials. Throws where nobody can say, such as for unset credentials. */
  account(): Promise<string>
  /** Returns only once its socket is closed. */
  send(text: string, fence: Fence): Promise<Answer>
  /** Pages back to the post `since` (or to `from`, epoch milliseconds, if there is none), looking for the exact text. */
  find(text: string, since: string | undefined, from: number, fence: Fence): Promise<Found>
}

/** A way to operators. What it took may come twice; it never takes a part. */
export interface Route {
  /** The same for the same address, and tells nothing of it: addresses are secrets. */
  readonly id: string
  readonly list: List
  /** Settles within `deadline` milliseconds; never throws. `failed` is a short reason without the address. */
  send(message: AlertMessage, deadline: number): Promise<'sent' | { readonly failed: string }>
}

/** What is worth telling people and machines as it happens; one JSON object a line in the end. */
export interface Journal {
  say(line: JournalLine): void
}

export type JournalLine = {
  readonly at: number
  readonly kind: JournalKind
  /** Numbers that alarms watch. */
  readonly metrics?: Readonly<Partial<Record<Metric, number>>>
} & Readonly<Record<string, unknown>>

export type JournalKind =
  | 'check'
  | 'round'
  /** More than half of the controls fail: our own network, not theirs. */
  | 'blind'
  | 'component'
  | 'incident'
  | 'post'
  /** A post whose landing is not known yet. */
  | 'doubt'
  /** A message to operators that a route took, or `failed` to. */
  | 'alert'
  | 'command'
  /** Somebody has to look; `alarm` names it. */
  | 'alarm'
  | 'fault'

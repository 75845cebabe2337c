import type { Alert } from './alert.ts'

/** What operators were told of one service, and what some route has yet to take. One item, written whole, conditionally on `version`. */
export interface AlertBook {
  readonly schema: 1
  /** Which of a service's items it is. */
  readonly book: 'alerts'
  readonly service: string
  readonly version: number
  /** Oldest first. */
  readonly pending: readonly Pending[]
  /** When each key was settled: every route of its list took it, or it was given up. */
  readonly told: Readonly<Record<string, number>>
  /** Whoever sends now; nobody else does until then. */
  readonly sender?: Sender
  /** Routes that failed the last time. */
  readonly failing: Readonly<Record<string, Failing>>
}

export interface Pending {
  readonly alert: Alert
  /** Epoch milliseconds: when it was first seen. */
  readonly noted: number
  /** Ids of the routes that took it. */
  readonly taken: readonly string[]
}

export interface Sender {
  /** An id of its own for every claim. */
  readonly by: string
  /** Epoch milliseconds. */
  readonly until: number
}

export interface Failing {
  readonly since: number
  /** In a row. */
  readonly times: number
}

const hour = 3_600_000
/** What no route took for so long helps nobody any more. */
const giveUpAfter = 24 * hour
/** What came to be so longer ago, and was not seen then, is no news. */
const newsFor = 24 * hour
/** Longer than news is news, so that nothing is forgotten that can come again. */
const remember = newsFor + hour
/** The item stays far below what DynamoDB takes. */
const mostPending = 100

export const emptyBook = (service: string): AlertBook => ({
  schema: 1,
  book: 'alerts',
  service,
  version: 0,
  pending: [],
  told: {},
  failing: {},
})

/** Whether the sparse index should find it. */
export const isLive = ({ pending }: AlertBook): boolean => pending.length > 0

export const isTold = ({ told, pending }: Pick<AlertBook, 'told' | 'pending'>, key: string): boolean =>
  told[key] !== undefined || pending.some(({ alert }) => alert.key === key)

export interface Noted {
  readonly book: AlertBook
  /** Given up: nobody took them in a day, or there were too many. */
  readonly dropped: readonly Alert[]
}

const isOld = ({ noted }: Pending, now: number): boolean => now - noted > giveUpAfter

/** Takes in what is due and not known yet, gives up what is old, forgets what cannot come again. The same book, if nothing changes. */
export const noted = (book: AlertBook, due: readonly Alert[], now: number): Noted => {
  const fresh = due
    .filter(({ key, at }) => now - at <= newsFor && !isTold(book, key))
    .map((alert): Pending => ({ alert, noted: now, taken: [] }))
  const young = book.pending.filter(one => !isOld(one, now))
  const pending = [...young, ...fresh].slice(-mostPending)
  const dropped = [...book.pending, ...fresh].filter(one => !pending.includes(one)).map(({ alert }) => alert)
  const still = new Set(due.map(({ key }) => key))
  const kept = Object.entries(book.told).filter(([key, at]) => still.has(key) || now - at < remember)
  const isSame = fresh.length + dropped.length === 0 && kept.length === Object.keys(book.told).length
  if (isSame) return { book, dropped }
  const told = { ...Object.fromEntries(kept), ...Object.fromEntries(dropped.map(({ key }) => [key, now])) }
  return { book: { ...book, pending, told }, dropped }
}

/** The next version. */
export const next = (book: AlertBook): AlertBook => ({ ...book, version: book.version + 1 })

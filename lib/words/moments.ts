import type { Values } from './fill.ts'
import { lastingOf, type Moment, momentOf, type Said, spanOf, timeOf, windowOf } from './local-time.ts'
import type { Notice } from './notice.ts'

/** The instants of a notice, epoch milliseconds. */
interface Moments {
  readonly since?: number
  readonly back?: number
  readonly at?: number
  readonly now?: number
  readonly next?: number
  readonly from?: number
  readonly to?: number
}

const momentsOf = (notice: Notice): Moments => notice

/** The newest instant that has come, as far as a notice knows: the day that needs no saying. */
export const newestOf = (notice: Notice): number => {
  const { since = 0, back = 0, at = 0, now = 0, from = 0, to = 0 } = momentsOf(notice)
  const isOver = notice.what === 'elapsed' || notice.what === 'overrun'
  return Math.max(since, back, at, now) || (isOver ? to : from)
}

/** The instants of a notice as they are said: each one, and `span`, `lasting` and `window` between two. */
export const saidMoments = (notice: Notice, said: Said): Values => {
  const { since, back, at, now, next, from, to } = momentsOf(notice)
  const moment = (instant: number | undefined) =>
    instant === undefined ? undefined : momentOf(instant, said)
  const time = (one: Moment | undefined) => (one === undefined ? undefined : timeOf(one, said.words))
  const begin = moment(since)
  const until = moment(back ?? at ?? now)
  const isSpan = begin !== undefined && until !== undefined
  const [opens, closes] = [moment(from), moment(to)]
  return {
    since: time(begin),
    back: back === undefined ? undefined : time(until),
    at: at === undefined ? undefined : time(until),
    now: now === undefined ? undefined : time(until),
    next: time(moment(next)),
    from: time(opens),
    to: time(closes),
    span: isSpan ? spanOf(begin, until, said.words) : undefined,
    lasting: isSpan ? lastingOf(begin.at, until.at, said.words) : undefined,
    window: opens && closes ? windowOf(opens, closes, said.words) : undefined,
  }
}

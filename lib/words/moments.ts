import type { Values } from './fill.ts'
import { lastingOf, type Moment, momentOf, type Said, spanOf, timeOf } from './local-time.ts'
import type { Notice } from './notice.ts'

/** The instants of a notice, epoch milliseconds. */
interface Moments {
  readonly since?: number
  readonly back?: number
  readonly at?: number
  readonly now?: number
  readonly next?: number
}

const momentsOf = (notice: Notice): Moments => notice

/** The newest instant that a notice knows of: the day that needs no saying. */
export const newestOf = (notice: Notice): number => {
  const { since = 0, back = 0, at = 0, now = 0 } = momentsOf(notice)
  return Math.max(since, back, at, now)
}

/** The instants of a notice as they are said: each one, and `span` and `lasting` between two. */
export const saidMoments = (notice: Notice, said: Said): Values => {
  const { since, back, at, now, next } = momentsOf(notice)
  const moment = (instant: number | undefined) =>
    instant === undefined ? undefined : momentOf(instant, said)
  const time = (one: Moment | undefined) => (one === undefined ? undefined : timeOf(one, said.words))
  const from = moment(since)
  const until = moment(back ?? at ?? now)
  const isSpan = from !== undefined && until !== undefined
  return {
    since: time(from),
    back: back === undefined ? undefined : time(until),
    at: at === undefined ? undefined : time(until),
    now: now === undefined ? undefined : time(until),
    next: time(moment(next)),
    span: isSpan ? spanOf(from, until, said.words) : undefined,
    lasting: isSpan ? lastingOf(from.at, until.at, said.words) : undefined,
  }
}

import type { Values } from './fill.ts'
import { lastingOf, type Said, spanOf, timeOf } from './local-time.ts'
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
  const until = back ?? at ?? now
  const isSpan = since !== undefined && until !== undefined
  const time = (instant: number | undefined) => (instant === undefined ? undefined : timeOf(instant, said))
  return {
    since: time(since),
    back: time(back),
    at: time(at),
    now: time(now),
    next: time(next),
    span: isSpan ? spanOf(since, until, said) : undefined,
    lasting: isSpan ? lastingOf(since, until, said.words) : undefined,
  }
}

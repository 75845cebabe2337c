import type { IncomingHttpHeaders } from 'node:http'
import { type Problem, problemOf } from './problem.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const families = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour'] as const

/** A header that holds a whole number; an empty one is none. */
const numberIn = (headers: IncomingHttpHeaders, name: string): number | undefined => {
  const found = headers[name]
  return typeof found === 'string' && /^\d{1,15}$/.test(found) ? Number(found) : undefined
}

/** Epoch milliseconds at which each limit starts anew, and whether it is the one that is used up. */
const limitsIn = (headers: IncomingHttpHeaders) =>
  families.flatMap(family => {
    const reset = numberIn(headers, `${family}-reset`)
    if (reset === undefined) return []
    return [{ family, reset: reset * second, used: numberIn(headers, `${family}-remaining`) === 0 }]
  })

const isCapped = ({ words }: Problem): boolean => /usage-capped|UsageCapExceeded/i.test(words)

const wanted = (headers: IncomingHttpHeaders, now: number): number => {
  const limits = limitsIn(headers)
  const used = limits.filter(limit => limit.used)
  const short = limits.filter(limit => limit.family === 'x-rate-limit')
  const until = Math.max(...(used.length > 0 ? used : short).map(limit => limit.reset))
  return until > now ? until : now + minute
}

/** Until when a 429 asks us to wait: epoch milliseconds, after `now` and at most a day ahead. */
export const busyUntil = (headers: IncomingHttpHeaders, body: unknown, now: number): number =>
  isCapped(problemOf(body)) ? now + hour : Math.min(wanted(headers, now), now + day)

/** Which 429 it is. */
export const busyWhy = (body: unknown): string => (isCapped(problemOf(body)) ? 'usage-capped' : 'rate-limit')

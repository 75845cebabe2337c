import type { Store } from '../ports.ts'
import type { Chain, Slice, Trail } from './chain.ts'
import type { Entry } from './entry.ts'
import { within } from './kept.ts'

/** Entries before and after those that were asked for, so that they are seen to be part of something longer. */
const around = 3

/** A whole chain: what was copied out of its writer's item, and what that still holds. */
export interface Log {
  readonly chain: string
  readonly head: Trail
  read(from: number, to: number): Promise<readonly Entry[]>
}

/** `trail`: as it was read; whatever it does not hold was copied out before it was written. */
export const logOf = (store: Store, { service, chain }: Chain, trail: Trail): Log => {
  const copied = trail.n - trail.entries.length
  return {
    chain,
    head: trail,
    read: async (from, to) => [
      ...(await store.readTrail(service, chain, from, Math.min(to, copied))),
      ...within(trail.entries, from, to),
    ],
  }
}

/** The ordinal of the first entry of `at` or later; one past the end, if there is none. */
export const ordinalAt = async (log: Log, at: number): Promise<number> => {
  let [low, high] = [1, log.head.n + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [entry] = await log.read(middle, middle)
    // One that is missing is no reason to give up: the reader of the slice is told.
    if (entry && Date.parse(entry.at) >= at) high = middle
    else low = middle + 1
  }
  return low
}

/** The entries from one ordinal to the last that `belongs`, and a few around them. */
export const cut = async (
  log: Log,
  from: number,
  to: number,
  belongs: (entry: Entry) => boolean,
): Promise<Slice> => {
  const { n, hash } = log.head
  const first = Math.max(1, from - around)
  const found = await log.read(first, Math.min(n, to + around))
  const last = Math.max(from, found.findLast(belongs)?.n ?? 0)
  const end = Math.min(n, last + around)
  return {
    chain: log.chain,
    from: first,
    to: end,
    entries: found.filter(entry => entry.n <= end),
    head: { n, hash },
  }
}

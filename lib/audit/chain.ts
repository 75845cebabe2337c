import { canonical } from './canonical.ts'
import { digest } from './digest.ts'
import type { Entry, Fact, Link } from './entry.ts'
import { type Chain, hashOf } from './hash.ts'

export type { Chain } from './hash.ts'

/** The last entry of a chain. */
export interface Head {
  readonly n: number
  readonly hash: string
}

/** The end of a chain as its writer's own item holds it; absent before the first entry. */
export interface Trail extends Head {
  /** The last of the chain, in a row: those that are not copied out yet. */
  readonly entries: readonly Entry[]
}

/** A fact with its time, epoch milliseconds. */
export interface Dated {
  readonly at: number
  readonly fact: Fact
}

/** What the first entry of a chain follows: no chain can stand in for another. */
export const genesis = ({ service, chain }: Chain): string => digest(canonical({ chain, service }))

const linked = (chain: Chain, { at, fact }: Dated, before: Head): Entry => {
  const open = { ...fact, n: before.n + 1, at: new Date(at).toISOString(), prev: before.hash }
  return { ...open, hash: hashOf(chain, open) }
}

/** An item keeps so many entries before they are copied out: more of them make every write of it dearer. */
const mostKept = 8

/** What stays in the item: nothing of a version that adds nothing, so that a quiet item is short. */
const staying = (trail: Head & Partial<Trail>, facts: readonly Dated[]): readonly Entry[] => {
  const { entries = [] } = trail
  return facts.length > 0 && entries.length < mostKept ? entries : []
}

/** The trail of the next version. Whatever of `trail` is not in it is to be copied out before it is written. */
export const append = (
  chain: Chain,
  trail: (Head & Partial<Trail>) | undefined,
  facts: readonly Dated[],
): Trail | undefined => {
  if (!trail && facts.length === 0) return undefined
  const before = trail ?? { n: 0, hash: genesis(chain) }
  let end: Head = before
  const entries = facts.map(dated => {
    const entry = linked(chain, dated, end)
    end = entry
    return entry
  })
  return { n: end.n, hash: end.hash, entries: [...staying(before, facts), ...entries] }
}

/** Some entries of a chain in a row, and where the whole chain ended when they were taken. */
export interface Slice<One extends Link = Entry> {
  readonly chain: string
  /** Ordinals of the first and the last of `entries`. */
  readonly from: number
  readonly to: number
  readonly entries: readonly One[]
  readonly head: Head
}

/** Where a chain breaks first. */
export interface Broken {
  readonly chain: string
  /** The ordinal of the entry at which it shows. */
  readonly n: number
  readonly why: string
}

/** What is wrong with the entry that should be number `n` and follow `before`; `undefined`: nothing. */
const wrongWith = (
  chain: Chain,
  entry: Link | undefined,
  n: number,
  before: string | undefined,
): string | undefined => {
  if (!entry) return `entry ${n} is missing`
  if (entry.n !== n) return `entry ${n} is missing, or out of its place: entry ${entry.n} stands there`
  if (hashOf(chain, entry) !== entry.hash)
    return `entry ${n} was changed: its hash is not that of what it says`
  if (before === undefined || entry.prev === before) return undefined
  return n === 1
    ? 'entry 1 is not the first of this chain'
    : `entry ${n} does not follow entry ${n - 1}: one of the two was changed`
}

/** The first break in a slice; `undefined`: every entry is what was written, and follows the one before. */
export const verify = (service: string, slice: Slice<Link>): Broken | undefined => {
  const { chain, from, to, entries, head } = slice
  const broken = (n: number, why: string): Broken => ({ chain, n, why })
  let before = from === 1 ? genesis({ service, chain }) : undefined
  for (let n = from; n <= to; n++) {
    const entry = entries[n - from]
    const why = wrongWith({ service, chain }, entry, n, before)
    if (why !== undefined) return broken(n, why)
    before = entry?.hash
  }
  if (entries.length > to - from + 1) return broken(to + 1, `there are entries after entry ${to}, the last`)
  if (to > head.n || (to === head.n && before !== head.hash))
    return broken(to, `entry ${to} is not the one that the chain ended with`)
  return undefined
}

import * as v from 'valibot'
import { BrokenItem } from '../incident/schema.ts'
import type { Archived } from '../ports.ts'
import type { Chain, Trail } from './chain.ts'
import { type Entry, entrySchema } from './entry.ts'

/** Items sort by their keys: as many digits as no chain will ever need. */
const digits = 12

/** Every key of a chain's entries that were copied out begins so. */
export const keptPrefix = (chain: string): string => `audit#${chain}#`

/** Keys from this one on hold entries of this ordinal or later ones, but for those of the item before it. */
export const keptFrom = (chain: string, n: number): string =>
  `${keptPrefix(chain)}${String(n).padStart(digits, '0')}`

/** No key of an item that begins at this ordinal, or before it, comes after this. */
export const keptUntil = (chain: string, n: number): string => `${keptFrom(chain, n)}~`

/**
 * Where entries lie that were copied out of their writer's item: at the ordinal and the hash of the first of them. So
 * nothing is ever written over, not even by a chain that had to begin anew.
 */
export const keptKey = (chain: string, { n, hash }: Pick<Entry, 'n' | 'hash'>): string =>
  `${keptFrom(chain, n)}#${hash.slice(0, 8)}`

/**
 * What the stored version of an item holds of its chain and the next one does not, to be put into an item of its own
 * before that is written. It is committed already, so a copy that a crash or a lost race leaves behind is right as it
 * is; one that was made of a later version holds more, and covers it.
 * @param version The stored version.
 */
export const leavingTrail = (
  { service, chain }: Chain,
  version: number,
  before: Trail | undefined,
  after: Trail | undefined,
): readonly Archived[] => {
  const [first] = before?.entries ?? []
  if (!before || !first || after?.entries[0]?.n === first.n) return []
  return [{ service, key: keptKey(chain, first), version, body: before.entries }]
}

const kept = v.array(entrySchema)

/** Entries that were copied out. Throws `BrokenItem`. */
export const parseKept = (stored: unknown): readonly Entry[] => {
  // No copy: the hashes are of all that stands there.
  if (v.is(kept, stored)) return stored
  throw new BrokenItem('a part of the log', stored, v.safeParse(kept, stored).issues)
}

/** Those of a chain's entries, in their order, whose ordinals lie in a span. */
export const within = (entries: Iterable<Entry>, from: number, to: number): readonly Entry[] =>
  [...entries].filter(({ n }) => n >= from && n <= to)

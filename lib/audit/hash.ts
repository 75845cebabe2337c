import { canonical } from './canonical.ts'
import { digest } from './digest.ts'
import type { Entry, Link, Stub } from './entry.ts'

/** Whose log: one chain for each kind of writer, so that nobody writes another's. */
export interface Chain {
  readonly service: string
  /** `record`, or a ledger's channel such as `x`. */
  readonly chain: string
}

/** What a stub still says: which entry it is, and what it is about, so that nobody can pass it off as another's. */
const outside: readonly string[] = ['n', 'at', 'kind', 'prev', 'about', 'notice', 'command']

const bodyOf = (entry: Link): unknown => {
  if ('body' in entry) return entry.body
  const inside = Object.entries(entry).filter(([key]) => key !== 'hash' && !outside.includes(key))
  return digest(canonical(Object.fromEntries(inside)))
}

/**
 * The hash of an entry, or of its stub: SHA-256 of the canonical JSON of what stands outside, of whose chain it is, and
 * of `body`, the SHA-256 of the canonical JSON of all the rest.
 */
export const hashOf = ({ service, chain }: Chain, entry: Omit<Link, 'hash'> & { hash?: string }): string => {
  const open = Object.entries(entry).filter(([key]) => outside.includes(key))
  return digest(
    canonical({ ...Object.fromEntries(open), body: bodyOf({ hash: '', ...entry }), chain, service }),
  )
}

const saidOutside = (entry: Entry): Pick<Stub, 'about' | 'notice' | 'command'> => {
  switch (entry.kind) {
    case 'decision':
      return { about: entry.about }
    case 'command':
      return { command: entry.command, ...(entry.about !== undefined && { about: entry.about }) }
    case 'post':
      return { notice: entry.notice }
    case 'round':
      return {}
    default:
      return entry satisfies never
  }
}

/** An entry without what it says: the chain can be checked with it all the same. */
export const stubOf = (entry: Entry): Stub => {
  const { n, at, kind, prev, hash } = entry
  return { n, at, kind, prev, ...saidOutside(entry), body: String(bodyOf(entry)), hash }
}

import fc from 'fast-check'
import { append, type Chain, type Slice, type Trail } from '../../lib/audit/chain.ts'
import type { Fact } from '../../lib/audit/entry.ts'
import { count, dictionary, id, incidentId, text } from './scalars.ts'

const some = { noNullPrototype: true } as const
const iso = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(at => new Date(at).toISOString())
/** What JSON can say (it has no -0), with keys that only look like numbers. */
const facts = fc
  .dictionary(fc.oneof(text, count.map(String)), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 4,
    noNullPrototype: true,
  })
  .map((one): Readonly<Record<string, unknown>> => JSON.parse(JSON.stringify(one)))

const sighting = fc.record(
  {
    outcome: fc.constantFrom('slow' as const, 'down' as const, 'blind' as const),
    at: iso,
    reasons: fc.array(text, { maxLength: 2 }),
  },
  { requiredKeys: ['outcome', 'at'], ...some },
)

export const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('round' as const),
      round: iso,
      every: count,
      vantage: text,
      seen: dictionary(id, sighting),
    },
    some,
  ),
  fc.record({ kind: fc.constant('decision' as const), decided: text, about: text, facts }, some),
  fc.record(
    { kind: fc.constant('command' as const), command: text, by: text, request: text, asked: facts },
    some,
  ),
  fc.record(
    {
      kind: fc.constant('post' as const),
      notice: incidentId.map(incident => `${incident}/1`),
      state: text,
      text,
      id: text,
      why: text,
      attempt: count,
    },
    { requiredKeys: ['kind', 'notice', 'state', 'text'], ...some },
  ),
)

/** A chain written in several goes, and some of its entries in a row. */
export const slice = (chain: Chain, minLength = 1): fc.Arbitrary<Slice> =>
  fc
    .tuple(
      fc.array(fact, { minLength, maxLength: 12 }),
      fc.nat(4_000_000_000_000),
      fc.nat(11),
      fc.nat(11),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([facts, at, a, b, size]) => {
      const entries = writtenIn(chain, facts, at, size)
      const last = Math.max(0, entries.length - minLength)
      const start = Math.min(a, last)
      const rest = entries.length - start
      const length = Math.min(rest, minLength + (b % rest))
      const cut = entries.slice(start, start + length)
      const head = { n: entries.length, hash: entries.at(-1)?.hash ?? '' }
      return { chain: chain.chain, from: start + 1, to: start + length, entries: cut, head }
    })

const writtenIn = (chain: Chain, facts: readonly Fact[], at: number, size: number) => {
  const entries = []
  let trail: ReturnType<typeof append>
  for (let n = 0; n < facts.length; n += size) {
    trail = append(
      chain,
      trail,
      facts.slice(n, n + size).map((one, index) => ({ at: at + n + index, fact: one })),
    )
    entries.push(...(trail?.entries.slice(-Math.min(size, facts.length - n)) ?? []))
  }
  return entries
}

/** The end of a chain, as an item holds it. */
export const trail = (chain: Chain): fc.Arbitrary<Trail> =>
  fc.tuple(fc.array(fact, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([facts, isQuiet]): Trail => {
    const written = append(
      chain,
      undefined,
      facts.map(one => ({ at: 0, fact: one })),
    )
    const { n, hash, entries } = written ?? { n: 0, hash: '', entries: [] }
    return { n, hash, entries: isQuiet ? [] : entries }
  })

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { append, type Chain, genesis, type Slice, verify } from '../../lib/audit/chain.ts'
import type { Entry, Link } from '../../lib/audit/entry.ts'
import { stubOf } from '../../lib/audit/hash.ts'
import { fact, slice } from '../arbitrary/audit.ts'
import { eleven } from '../given.ts'

const chain: Chain = { service: 'seguridad-social', chain: 'record' }
const check = (some: Slice<Link>) => verify(chain.service, some)
const command = (n: number) =>
  ({ kind: 'command', command: 'ack', by: 'ana', request: `r${n}`, asked: {} }) as const

/** The whole of a chain, each entry written on its own. */
const whole = (count: number): Slice => {
  let trail: ReturnType<typeof append>
  const entries: Entry[] = []
  for (let n = 1; n <= count; n++) {
    trail = append(chain, trail, [{ at: eleven + n, fact: command(n) }])
    entries.push(trail!.entries.at(-1)!)
  }
  return { chain: 'record', from: 1, to: count, entries, head: { n: count, hash: trail?.hash ?? '' } }
}

const withEntries = (some: Slice, entries: readonly Link[]): Slice<Link> => ({ ...some, entries })
const at = (some: Slice, n: number): Entry => some.entries[n - some.from]!

describe('a chain', () => {
  it('is nothing before the first fact', () => {
    expect(append(chain, undefined, [])).toBeUndefined()
  })

  it('begins with what only its own service and writer begin with', () => {
    const first = append(chain, undefined, [{ at: eleven, fact: command(1) }])
    expect(first?.entries).toMatchObject([{ n: 1, at: '2026-11-21T10:00:00.000Z', prev: genesis(chain) }])
    expect(genesis({ ...chain, chain: 'x' })).not.toBe(genesis(chain))
    expect(genesis({ ...chain, service: 'hacienda' })).not.toBe(genesis(chain))
  })

  it('keeps its last entries until there are eight', () => {
    const trails = [append(chain, undefined, [{ at: eleven, fact: command(1) }])]
    for (let n = 2; n <= 10; n++)
      trails.push(append(chain, trails.at(-1), [{ at: eleven, fact: command(n) }]))
    const kept = trails.map(trail => trail?.entries.map(({ n }) => n))
    expect([kept[0], kept[7], kept[8], kept[9]]).toEqual([[1], [1, 2, 3, 4, 5, 6, 7, 8], [9], [9, 10]])
  })

  it('keeps nothing but its end where nothing is new', () => {
    const first = append(chain, undefined, [{ at: eleven, fact: command(1) }])
    expect(append(chain, first, [])).toEqual({ n: 1, hash: first?.hash, entries: [] })
  })

  it('is right in every slice of it', () => {
    fc.assert(
      fc.property(slice(chain), some => {
        expect(check(some)).toBeUndefined()
        expect(check(JSON.parse(JSON.stringify(some)))).toBeUndefined()
      }),
    )
  })

  it('does not mind in what order fields come', () => {
    fc.assert(
      fc.property(slice(chain), some => {
        const turned = some.entries.map(one => Object.fromEntries(Object.entries(one).toReversed()))
        expect(check(withEntries(some, turned as never))).toBeUndefined()
      }),
    )
  })
})

describe('a chain that was tampered with', () => {
  it('breaks at the entry of which any letter was changed', () => {
    fc.assert(
      fc.property(
        slice(chain),
        fc.nat(),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (some, which, where, letter) => {
          const one = at(some, some.from + (which % some.entries.length))
          const text = JSON.stringify(one)
          const place = where % text.length
          const other = parsed(`${text.slice(0, place)}${letter}${text.slice(place + 1)}`)
          fc.pre(other !== undefined && JSON.stringify(other) !== text)
          const entries = some.entries.map(entry => (entry === one ? other! : entry))
          expect(check(withEntries(some, entries))).toMatchObject({ chain: 'record', n: one.n })
        },
      ),
      { numRuns: 600 },
    )
  })

  it('breaks where an entry was taken out', () => {
    fc.assert(
      fc.property(slice(chain), fc.nat(), (some, which) => {
        const n = some.from + (which % some.entries.length)
        const entries = some.entries.filter(entry => entry.n !== n)
        expect(check(withEntries(some, entries))).toMatchObject({
          n,
          why: expect.stringMatching(/is missing/),
        })
      }),
    )
  })

  it('breaks at the first of two that changed places', () => {
    fc.assert(
      fc.property(slice(chain, 2), fc.nat(), fc.nat(), (some, a, b) => {
        const [first = 0, second = 0] = [a, b].map(n => n % some.entries.length).toSorted((x, y) => x - y)
        fc.pre(first !== second)
        const entries = [...some.entries]
        entries[first] = some.entries[second]!
        entries[second] = some.entries[first]!
        expect(check(withEntries(some, entries))).toMatchObject({ n: some.from + first })
      }),
    )
  })

  it('breaks where an entry was put in between', () => {
    fc.assert(
      fc.property(slice(chain), fc.nat(), fact, (some, which, forged) => {
        const n = some.from + (which % (some.entries.length + 1))
        const before = some.entries[n - some.from - 1] ?? { n: n - 1, hash: at(some, some.from).prev }
        const more = append(chain, before, [{ at: eleven, fact: forged }])?.entries ?? []
        const entries = some.entries.toSpliced(n - some.from, 0, ...more)
        // A forged entry that fits shows by the true one after it; that is the place, or the next.
        const found = check(withEntries(some, entries))
        expect([n, n + 1]).toContain(found?.n)
      }),
    )
  })

  it('breaks behind a changed entry with a hash made to fit', () => {
    const some = whole(5)
    const forged = append(chain, at(some, 2), [{ at: eleven, fact: command(99) }])?.entries ?? []
    const entries = some.entries.toSpliced(2, 1, ...forged)
    expect(check(withEntries(some, entries))).toEqual({
      chain: 'record',
      n: 4,
      why: 'entry 4 does not follow entry 3: one of the two was changed',
    })
  })

  it('breaks at its end where the last one was made to fit', () => {
    const some = whole(3)
    const forged = append(chain, at(some, 2), [{ at: eleven, fact: command(99) }])?.entries ?? []
    expect(check(withEntries(some, [...some.entries.slice(0, 2), ...forged]))).toMatchObject({
      n: 3,
      why: expect.stringContaining('not the one that the chain ended with'),
    })
  })

  it.each([
    ['another hash', { n: 3, hash: '0'.repeat(64) }, 3],
    ['an earlier end', { n: 2, hash: '0'.repeat(64) }, 3],
  ])('breaks against a head with %s', (_, head, n) => {
    expect(check({ ...whole(3), head })).toMatchObject({ n })
  })

  it('breaks at once as the chain of another', () => {
    const some = whole(2)
    expect(check({ ...some, chain: 'x' })).toMatchObject({ chain: 'x', n: 1 })
    expect(verify('hacienda', some)).toMatchObject({ n: 1 })
  })

  it('breaks as the chain of another from whatever entry on', () => {
    const { entries, ...some } = whole(5)
    const late = { ...some, from: 3, entries: entries.slice(2) }
    expect(check(late)).toBeUndefined()
    expect(verify('hacienda', late)).toMatchObject({ n: 3 })
    expect(check({ ...late, chain: 'x' })).toMatchObject({ n: 3 })
  })

  it('breaks where its first entry follows something else', () => {
    const [forged] = append(chain, { n: 0, hash: '0'.repeat(64) }, [
      { at: eleven, fact: command(1) },
    ])!.entries
    expect(check({ ...whole(1), entries: [forged!] })).toMatchObject({
      n: 1,
      why: expect.stringContaining('not the first'),
    })
  })
})

describe('an entry without its words', () => {
  const stubbed = (some: Slice) => withEntries(some, some.entries.map(stubOf))

  it('verifies like the entry itself', () => {
    fc.assert(
      fc.property(slice(chain), some => {
        expect(check(stubbed(some))).toBeUndefined()
        expect(check(JSON.parse(JSON.stringify(stubbed(some))))).toBeUndefined()
      }),
    )
  })

  it('says nothing of who asked, or for what', () => {
    const fact = { ...command(1), by: 'ana', about: 'SS-0001', asked: { text: 'secreto' } }
    const [entry] = append(chain, undefined, [{ at: eleven, fact }])!.entries
    const stub = stubOf(entry!)
    expect(JSON.stringify(stub)).not.toMatch(/ana|secreto|r1/)
    expect(Object.keys(stub).toSorted()).toEqual([
      'about',
      'at',
      'body',
      'command',
      'hash',
      'kind',
      'n',
      'prev',
    ])
  })

  it.each(['about', 'at', 'body', 'command', 'kind'] as const)('breaks where its %s was changed', field => {
    const some = stubbed(whole(3))
    const entries = some.entries.with(1, { ...some.entries[1]!, [field]: 'otra cosa' })
    expect(check({ ...some, entries })).toMatchObject({ n: 2 })
  })
})

const parsed = (text: string): Entry | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Entry) : undefined
  } catch {
    return undefined
  }
}

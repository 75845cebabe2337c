import fc from 'fast-check'
import { expect, it } from 'vitest'
import { append, type Trail, verify } from '../../lib/audit/chain.ts'
import type { Entry, Fact } from '../../lib/audit/entry.ts'
import { keptKey, leavingTrail } from '../../lib/audit/kept.ts'
import { BrokenItem } from '../../lib/incident/schema.ts'
import type { Store } from '../../lib/ports.ts'
import { fact } from '../arbitrary/audit.ts'
import { eleven } from '../given.ts'

const service = 'seguridad-social'
const post = (text: string): Fact => ({ kind: 'post', notice: 'SS-0001/1', state: 'sent', text })

/** What one version of an item added to its chain. */
type Added = readonly { readonly at: number; readonly fact: Fact }[]

/** Lives through versions of an item, the last of which adds nothing; returns all entries of its chain. */
const lived = async (store: Store, chain: string, versions: readonly Added[]): Promise<readonly Entry[]> => {
  const entries: Entry[] = []
  let trail: Trail | undefined
  for (const [version, facts] of [...versions, []].entries()) {
    const next = append({ service, chain }, trail, facts)
    for (const item of leavingTrail({ service, chain }, version, trail, next)) await store.archive(item)
    entries.push(...(next?.entries.filter(({ n }) => n > (trail?.n ?? 0)) ?? []))
    trail = next
  }
  return entries
}

/** So many entries in each version. */
const kept = (store: Store, chain: string, sizes: readonly number[]): Promise<readonly Entry[]> =>
  lived(
    store,
    chain,
    sizes.map((size, version) =>
      Array.from({ length: size }, (_, n) => ({ at: eleven, fact: post(`${version}/${n}`) })),
    ),
  )

/** What every store does with the parts of the log that were copied out. */
export const trailContract = (open: () => Promise<Store>) => {
  it('is empty before anything was copied out', async () => {
    const store = await open()
    expect(await store.readTrail(service, 'record', 1, 100)).toEqual([])
  })

  it('comes back in order, whatever the batches were', async () => {
    const store = await open()
    const entries = await kept(store, 'record', [1, 0, 3, 2, 0, 9, 1, 7, 7, 7, 0, 0, 1])
    expect(await store.readTrail(service, 'record', 1, entries.length)).toEqual(entries)
    expect(await store.readTrail(service, 'record', 1, 1_000)).toEqual(entries)
  })

  it('gives exactly the span that was asked for', async () => {
    const store = await open()
    const entries = await kept(store, 'record', [2, 0, 3, 0, 1, 4])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), async (from, to) => {
        const span = entries.filter(({ n }) => n >= from && n <= to)
        expect(await store.readTrail(service, 'record', from, to)).toEqual(span)
      }),
      { numRuns: 40 },
    )
  })

  it('comes back whole, however long it is', async () => {
    const store = await open()
    const texts = [1, 2, 3, 4, 5].map(n => [{ at: eleven, fact: post(String(n).repeat(290_000)) }])
    // A version that adds nothing makes each of them leave.
    await lived(
      store,
      'x',
      texts.flatMap(one => [one, []]),
    )
    expect((await store.readTrail(service, 'x', 2, 5)).map(({ n }) => n)).toEqual([2, 3, 4, 5])
  })

  it('stands apart from those of other writers and services', async () => {
    const store = await open()
    const [x, shadow] = [await kept(store, 'x', [2]), await kept(store, 'x.shadow', [3])]
    expect(await store.readTrail(service, 'x', 1, 9)).toEqual(x)
    expect(await store.readTrail(service, 'x.shadow', 1, 9)).toEqual(shadow)
    expect(await store.readTrail(service, 'record', 1, 9)).toEqual([])
    expect(await store.readTrail('hacienda', 'x', 1, 9)).toEqual([])
  })

  it('is the same after every part was copied twice', async () => {
    const store = await open()
    const entries = await kept(store, 'x', [2, 0, 2])
    await kept(store, 'x', [2, 0, 2])
    expect(await store.readTrail(service, 'x', 1, 9)).toEqual(entries)
  })

  it('verifies after any facts went through the store', async () => {
    const store = await open()
    let chains = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 5 }), async facts => {
        const chain = `any-${chains++}`
        const all = await lived(
          store,
          chain,
          facts.map(one => [{ at: eleven, fact: one }]),
        )
        const entries = await store.readTrail(service, chain, 1, 9)
        const head = { n: facts.length, hash: all.at(-1)?.hash ?? '' }
        expect(verify(service, { chain, from: 1, to: facts.length, entries, head })).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  it('says what it found where a part is broken', async () => {
    const store = await open()
    await kept(store, 'x', [1, 0, 1])
    await store.archive({
      service,
      key: keptKey('x', { n: 2, hash: 'other' }),
      version: 9,
      body: [{ n: 'two' }],
    })
    const fault = await store.readTrail(service, 'x', 1, 2).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(BrokenItem)
    expect(fault).toHaveProperty('found', [{ n: 'two' }])
  })

  it('keeps both chains where one had to begin anew', async () => {
    const store = await open()
    const first = await kept(store, 'x', [1])
    const anew = append({ service, chain: 'x' }, undefined, [{ at: eleven + 1, fact: post('anew') }])
    for (const item of leavingTrail({ service, chain: 'x' }, 1, anew, undefined)) await store.archive(item)
    const found = await store.readTrail(service, 'x', 1, 1)
    expect(found).toEqual(expect.arrayContaining([...first, ...(anew?.entries ?? [])]))
  })
}

import { describe, expect, it } from 'vitest'
import type { Store } from '../../lib/ports.ts'

const service = 'seguridad-social'
const days = { first: 'day#2026-11-01', last: 'day#2026-11-30', most: 100 }

/** Archives a body under each key, in an order that says nothing. */
const keep = async (store: Store, keys: readonly string[]) => {
  for (const key of keys.toSorted(() => -1)) await store.archive({ service, key, version: 1, body: { key } })
}
const bodies = (...keys: readonly string[]) => keys.map(key => ({ key }))

/** What every store does with a span of archived things. */
export const spanContract = (open: () => Promise<Store>) => {
  describe('a span of the archive', () => {
    it('is empty where nothing was archived', async () => {
      expect(await (await open()).readSpan(service, days)).toEqual([])
    })

    it('holds both its ends, the last one first', async () => {
      const store = await open()
      await keep(store, [
        'day#2026-10-31',
        'day#2026-11-01',
        'day#2026-11-15',
        'day#2026-11-30',
        'day#2026-12-01',
      ])
      expect(await store.readSpan(service, days)).toEqual(
        bodies('day#2026-11-30', 'day#2026-11-15', 'day#2026-11-01'),
      )
    })

    it('ends after the most that is wanted', async () => {
      const store = await open()
      await keep(store, ['day#2026-11-01', 'day#2026-11-02', 'day#2026-11-03'])
      expect(await store.readSpan(service, { ...days, most: 2 })).toEqual(
        bodies('day#2026-11-03', 'day#2026-11-02'),
      )
    })

    it('holds nothing of another kind or service', async () => {
      const store = await open()
      await keep(store, ['day#2026-11-02', 'hour#2026-11-02T10', 'incident#SS-0001'])
      await store.archive({ service: 'hacienda', key: 'day#2026-11-03', version: 1, body: 'theirs' })
      expect(await store.readSpan(service, days)).toEqual(bodies('day#2026-11-02'))
    })

    it('goes on beyond what one answer can carry', async () => {
      const store = await open()
      const keys = Array.from({ length: 12 }, (_, n) => `day#2026-11-${10 + n}`)
      const long = 'x'.repeat(200_000)
      for (const key of keys) await store.archive({ service, key, version: 1, body: { key, long } })
      const found = await store.readSpan(service, days)
      expect(found).toEqual(keys.toReversed().map(key => ({ key, long })))
    })
  })
}

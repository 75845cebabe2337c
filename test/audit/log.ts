import { verify } from '../../lib/audit/chain.ts'
import type { Entry } from '../../lib/audit/entry.ts'
import { logOf } from '../../lib/audit/slice.ts'
import type { Store } from '../../lib/ports.ts'

/** The whole log of a writer, as it lies in a store. */
export const wholeLog = async (store: Store, service: string, chain: string): Promise<readonly Entry[]> => {
  const item = chain === 'record' ? await store.readRecord(service) : await store.readLedger(service, chain)
  if (!item?.trail) return []
  return logOf(store, { service, chain }, item.trail).read(1, item.trail.n)
}

/** Where the whole log of a writer breaks; `undefined`: nowhere, and it is all there. */
export const breakIn = async (store: Store, service: string, chain: string) => {
  const item = chain === 'record' ? await store.readRecord(service) : await store.readLedger(service, chain)
  if (!item?.trail) return undefined
  const { n, hash } = item.trail
  const entries = await wholeLog(store, service, chain)
  return verify(service, { chain, from: 1, to: n, entries, head: { n, hash } })
}

import { leavingTrail } from '../audit/kept.ts'
import { ledgerTrail } from '../audit/of-ledger.ts'
import type { Clock, Store, Written } from '../ports.ts'
import type { Ledger } from './ledger.ts'

interface Ports {
  readonly store: Store
  readonly clock: Clock
}

/**
 * Writes the next version of a ledger, with what is to be written down of the change at the end of its log. What leaves
 * the ledger of that log is copied out first: it is committed, whatever becomes of this write.
 */
export const writeLedger = async (
  { store, clock }: Ports,
  before: Ledger,
  next: Ledger,
): Promise<Written> => {
  const { service, channel, version } = before
  const trail = ledgerTrail(before, next, clock.now())
  for (const item of leavingTrail({ service, chain: channel }, version, before.trail, trail))
    await store.archive(item)
  return store.writeLedger(trail ? { ...next, trail } : next)
}

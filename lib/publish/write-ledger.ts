import { leavingTrail } from '../audit/kept.ts'
import { ledgerTrail } from '../audit/of-ledger.ts'
import type { Clock, Store, Written } from '../ports.ts'
import type { Ledger } from './ledger.ts'

interface Ports {
  readonly store: Store
  readonly clock: Clock
}

/**
 * Writes the next version of a ledger, with what is to be written down of the change at the end of its log. What
 * `before` held of the log is copied out first: it is committed, whatever becomes of this write.
 */
export const writeLedger = async (
  { store, clock }: Ports,
  before: Ledger,
  next: Ledger,
): Promise<Written> => {
  const { service, channel, version, trail } = before
  for (const item of leavingTrail({ service, chain: channel }, version, trail)) await store.archive(item)
  const longer = ledgerTrail(before, next, clock.now())
  return store.writeLedger(longer ? { ...next, trail: longer } : next)
}

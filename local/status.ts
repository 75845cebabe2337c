import { inForce } from '../lib/incident/in-force.ts'
import type { ServiceRecord } from '../lib/incident/record.ts'
import type { Store } from '../lib/ports.ts'
import type { Ledger } from '../lib/publish/ledger.ts'
import { ledgerName } from '../lib/publish/turn.ts'
import type { Service } from '../lib/service/service.ts'

/** What `GET /api/status` answers. Instants inside record and ledgers are epoch milliseconds. */
export interface Status {
  /** ISO 8601, UTC: when it was read. */
  readonly at: string
  readonly service: string
  /** `null` before the first round. */
  readonly record: ServiceRecord | null
  /** One for each channel that has told something. */
  readonly ledgers: readonly Ledger[]
}

/** Ledgers of the channels in the service's file, in the mode that the record has in force. */
export const ledgersOf = async (
  store: Pick<Store, 'readLedger'>,
  service: Service,
  record: ServiceRecord | undefined,
): Promise<readonly Ledger[]> => {
  const { id, channels } = inForce(service, record)
  const names = channels.x ? [ledgerName('x', channels.x)] : []
  const found = await Promise.all(names.map(name => store.readLedger(id, name)))
  return found.filter(ledger => ledger !== undefined)
}

export const statusOf = async (
  store: Pick<Store, 'readRecord' | 'readLedger'>,
  service: Service,
  now: number,
): Promise<Status> => {
  const record = await store.readRecord(service.id)
  return {
    at: new Date(now).toISOString(),
    service: service.id,
    record: record ?? null,
    ledgers: await ledgersOf(store, service, record),
  }
}

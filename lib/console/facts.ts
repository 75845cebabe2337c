import type { Incident, ServiceRecord } from '../incident/record.ts'
import { parseIncident } from '../incident/schema.ts'
import { channelIds } from '../operate/preview.ts'
import type { Store } from '../ports.ts'
import { emptyLedger } from '../publish/flight.ts'
import type { Ledger } from '../publish/ledger.ts'
import { owedElsewhere } from '../publish/plan.ts'
import { ledgerName } from '../publish/turn.ts'
import type { ChannelId, ChannelSettings, Service } from '../service/service.ts'

export interface ChannelFacts {
  readonly id: ChannelId
  readonly settings: ChannelSettings
  readonly ledger: Ledger
  /** Incidents that left the record and are still owed an end here. */
  readonly archived: readonly Incident[]
}

/** All that the view of one service is made of. */
export interface Facts {
  readonly service: Service
  /** Absent before the first round. */
  readonly record: ServiceRecord | undefined
  readonly channels: readonly ChannelFacts[]
  /** Epoch milliseconds. */
  readonly now: number
}

export type FactStore = Pick<Store, 'readRecord' | 'readLedger' | 'readArchived'>

const owedOf = async (store: FactStore, ledger: Ledger, record: ServiceRecord | undefined) => {
  const ids = record ? owedElsewhere(ledger, record) : []
  const stored = await Promise.all(ids.map(id => store.readArchived(ledger.service, `incident#${id}`)))
  return stored.filter(one => one !== undefined).map(parseIncident)
}

/** Reads them. Throws as the store does. */
export const readFacts = async (store: FactStore, service: Service, now: number): Promise<Facts> => {
  const record = await store.readRecord(service.id)
  const channels: ChannelFacts[] = []
  for (const id of channelIds(service)) {
    const settings = service.channels[id]
    if (!settings) continue
    const name = ledgerName(id, settings)
    const ledger = (await store.readLedger(service.id, name)) ?? emptyLedger(service.id, name, now)
    channels.push({ id, settings, ledger, archived: await owedOf(store, ledger, record) })
  }
  return { service, record, channels, now }
}

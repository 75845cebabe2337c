import { inForce } from '../incident/in-force.ts'
import type { Incident, ServiceRecord } from '../incident/record.ts'
import { parseIncident } from '../incident/schema.ts'
import type { Store } from '../ports.ts'
import { isDropped } from '../publish/approval.ts'
import { noticeId } from '../publish/draft.ts'
import type { Ledger } from '../publish/ledger.ts'
import { type Due, owedElsewhere, plan } from '../publish/plan.ts'
import { skipOf } from '../publish/ruling.ts'
import { ledgerName, takenUp } from '../publish/turn.ts'
import type { ChannelId, ChannelSettings, Service } from '../service/service.ts'

export interface ChannelFacts {
  readonly id: ChannelId
  readonly settings: ChannelSettings
  readonly ledger: Ledger
  /** Incidents that left the record and are still owed an end here. */
  readonly archived: readonly Incident[]
}

/** All that operators are shown of one service. */
export interface Facts {
  /** In the modes that are in force. */
  readonly service: Service
  /** Absent before the first round. */
  readonly record: ServiceRecord | undefined
  readonly channels: readonly ChannelFacts[]
  /** Epoch milliseconds. */
  readonly now: number
}

export type FactStore = Pick<Store, 'readRecord' | 'readLedger' | 'readArchived'>

export const channelIds = (service: Service): readonly ChannelId[] => (service.channels.x ? ['x'] : [])

const owedOf = async (store: FactStore, ledger: Ledger, record: ServiceRecord | undefined) => {
  const ids = record ? owedElsewhere(ledger, record) : []
  const stored = await Promise.all(ids.map(id => store.readArchived(ledger.service, `incident#${id}`)))
  return stored.filter(one => one !== undefined).map(parseIncident)
}

/** The facts with a record that was read, or that would be. Throws as the store does. */
export const factsWith = async (
  store: FactStore,
  file: Service,
  record: ServiceRecord | undefined,
  now: number,
): Promise<Facts> => {
  const service = inForce(file, record)
  const known = record ?? { service: service.id, modes: {} }
  const channels: ChannelFacts[] = []
  for (const id of channelIds(service)) {
    const settings = service.channels[id]
    if (!settings) continue
    const name = ledgerName(id, settings)
    const ledger = takenUp(await store.readLedger(service.id, name), known, { channel: id, name, now })
    channels.push({ id, settings, ledger, archived: await owedOf(store, ledger, record) })
  }
  return { service, record, channels, now }
}

/** Reads them. Throws as the store does. */
export const readFacts = async (store: FactStore, service: Service, now: number): Promise<Facts> =>
  factsWith(store, service, await store.readRecord(service.id), now)

/** What is due on a channel and has not begun, without what somebody said no to, or nobody yes in time. */
export const duesOn = ({ service, record, now }: Facts, channel: ChannelFacts): readonly Due[] => {
  if (!record) return []
  const { ledger, archived } = channel
  const begun = [ledger.flight?.notice, ledger.waiting?.notice]
  const { tellAfter } = service.policy.fold
  return plan(ledger, { now, official: service.official, tellAfter, record, archived })
    .filter(due => !begun.includes(noticeId(due)))
    .filter(due => skipOf(record, ledger.channel, noticeId(due)) === undefined)
    .filter(due => !isDropped(channel, due, now))
}

export const isHeldOn = (record: ServiceRecord | undefined, channel: string): boolean =>
  ['all', channel].some(one => Object.hasOwn(record?.holds ?? {}, one))

import { type Instant, instant } from '../incident/instant.ts'
import type { Incident, ServiceRecord } from '../incident/record.ts'
import { parseIncident } from '../incident/schema.ts'
import type { Channel, Clock, Journal, Store, UniqueId } from '../ports.ts'
import { localDay } from '../service/local-clock.ts'
import type { ChannelId, ChannelSettings, Service } from '../service/service.ts'
import { emptyLedger } from './flight.ts'
import { type Lease, leaseOf } from './lease.ts'
import type { Ledger } from './ledger.ts'
import { owedElsewhere, type Situation } from './plan.ts'
import { sayAlarm } from './post-journal.ts'
import { writeLedger } from './write-ledger.ts'

/** What a publisher needs of the outside world. */
export interface PublisherPorts {
  readonly store: Store
  readonly channel: Channel
  readonly clock: Clock
  readonly journal: Journal
  readonly uniqueId: UniqueId
}

/** One turn's view of the world: both reads, and the instant before them that every clock counts from. */
export interface Turn {
  readonly ports: PublisherPorts
  readonly service: Service
  readonly channel: ChannelId
  readonly settings: ChannelSettings
  readonly lease: Lease
  readonly t0: Instant
  readonly ledger: Ledger
  readonly record: ServiceRecord
  /** Incidents that left the record and are still owed an end. */
  readonly archived: readonly Incident[]
}

/** `again`: something was written, look anew; `rest`: nothing to do until an event or the next tick. */
export type Progress = 'again' | 'rest'

export const situation = ({ ports, service, record, archived }: Turn): Situation => ({
  now: ports.clock.now(),
  official: service.official,
  tellAfter: service.policy.fold.tellAfter,
  record,
  archived,
})

/** Whether operators stopped the posting: nothing begins to be sent, looks go on. */
export const isHeld = ({ record, channel }: Turn): boolean =>
  Object.hasOwn(record.holds, 'all') || Object.hasOwn(record.holds, channel)

/** The local date, which budgets count by. */
export const today = ({ ports, service }: Turn): string => localDay(ports.clock.now(), service.timeZone)

/** Writes the ledger and, only if that was taken, says so; whoever loses looks anew. */
export const write = async (turn: Turn, next: Ledger, say: () => void = () => {}): Promise<Progress> => {
  if ((await writeLedger(turn.ports, turn.ledger, next)) === 'written') say()
  return 'again'
}

/** The account behind the credentials; `undefined`, with an alarm, if the ledger belongs to another one. */
export const ourAccount = async (turn: Turn): Promise<string | undefined> => {
  const account = await turn.ports.channel.account()
  const { account: known } = turn.ledger
  if (known === undefined || known === account) return account
  sayAlarm(
    turn,
    'another-account',
    `the credentials are of account ${account}, the ledger of ${known}: nothing is told`,
  )
  return undefined
}

export const ledgerName = (channel: ChannelId, { mode }: ChannelSettings): string =>
  mode === 'shadow' ? `${channel}.shadow` : channel

const archivedIncidents = async (ports: PublisherPorts, ledger: Ledger, record: ServiceRecord) => {
  const found: Incident[] = []
  for (const id of owedElsewhere(ledger, record)) {
    const stored = await ports.store.readArchived(record.service, `incident#${id}`)
    if (stored !== undefined) found.push(parseIncident(stored))
  }
  return found
}

/** The ledger before the record: what is claimed after both is never older than the belief behind it. */
export const readTurn = async (
  ports: PublisherPorts,
  service: Service,
  channel: ChannelId,
): Promise<Turn | undefined> => {
  const settings = service.channels[channel]
  if (!settings) return undefined
  const t0 = instant(ports.clock)
  const name = ledgerName(channel, settings)
  const stored = await ports.store.readLedger(service.id, name)
  const record = await ports.store.readRecord(service.id)
  if (!record) return undefined
  const ledger = stored ?? emptyLedger(service.id, name, t0.wall)
  const archived = await archivedIncidents(ports, ledger, record)
  return {
    ports,
    service,
    channel,
    settings,
    lease: leaseOf(service.policy.reconcile.lease),
    t0,
    ledger,
    record,
    archived,
  }
}

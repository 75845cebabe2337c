import { inForce } from '../incident/in-force.ts'
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
  /** Where the public reads; used in every mode but `shadow`. */
  readonly channel: Channel
  /** Where nobody does. */
  readonly rehearsal: Channel
  readonly clock: Clock
  readonly journal: Journal
  readonly uniqueId: UniqueId
}

/** One turn's view of the world: both reads, and the instant before them that every clock counts from. */
export interface Turn {
  readonly ports: PublisherPorts
  /** In the modes that the record has in force. */
  readonly service: Service
  readonly channel: ChannelId
  /** Where its ledger's posts go: the public, or a rehearsal. */
  readonly to: Channel
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
  const account = await turn.to.account()
  const { account: known } = turn.ledger
  if (known === undefined || known === account) return account
  sayAlarm(
    turn,
    'another-account',
    `the credentials are of account ${account}, the ledger of ${known}: nothing is told`,
  )
  return undefined
}

/** The ledger of a channel that only rehearses. */
export const rehearsalOf = (channel: ChannelId): string => `${channel}.shadow`

export const ledgerName = (channel: ChannelId, { mode }: Pick<ChannelSettings, 'mode'>): string =>
  mode === 'shadow' ? rehearsalOf(channel) : channel

const archivedIncidents = async (ports: PublisherPorts, ledger: Ledger, record: ServiceRecord) => {
  const found: Incident[] = []
  for (const id of owedElsewhere(ledger, record)) {
    const stored = await ports.store.readArchived(record.service, `incident#${id}`)
    if (stored !== undefined) found.push(parseIncident(stored))
  }
  return found
}

/** A ledger that the posting went over to counts as a channel added then: what ended before is not folded. */
export const takenUp = (
  stored: Ledger | undefined,
  { service, modes }: Pick<ServiceRecord, 'service' | 'modes'>,
  { channel, name, now }: { readonly channel: ChannelId; readonly name: string; readonly now: number },
): Ledger => {
  const { from } = modes[channel] ?? {}
  if (!stored) return emptyLedger(service, name, from ?? now)
  return { ...stored, born: Math.max(stored.born, from ?? 0) }
}

/** A ledger that cannot be read stops nobody before the record says that it is the one in force. */
const readIfAny = async (store: Store, service: string, name: string) => {
  try {
    return { stored: await store.readLedger(service, name) }
  } catch (fault) {
    return { fault }
  }
}

/** Both reads, on the ledger of the mode that `assumed` has; the record says whether it is the one in force. */
const readBoth = async ({ store, clock }: PublisherPorts, assumed: Service, channel: ChannelId) => {
  const settings = assumed.channels[channel]
  if (!settings) return undefined
  const t0 = instant(clock)
  const name = ledgerName(channel, settings)
  const read = await readIfAny(store, assumed.id, name)
  const record = await store.readRecord(assumed.id)
  return record && { t0, name, read, record, service: inForce(assumed, record) }
}

/** Switched so often within one turn, it is left to the next tick. */
const switchesBorne = 3

/**
 * The ledger before the record: what is claimed after both is never older than the belief behind it, nor than the
 * mode. The record names the ledger; if it was not the one that was read, both are read again, in that order.
 */
export const readTurn = async (
  ports: PublisherPorts,
  service: Service,
  channel: ChannelId,
): Promise<Turn | undefined> => {
  let assumed = service
  for (let reads = 0; reads < switchesBorne; reads++) {
    const both = await readBoth(ports, assumed, channel)
    if (!both) return undefined
    const { name, read, record, t0 } = both
    assumed = both.service
    const settings = assumed.channels[channel]
    if (!settings || ledgerName(channel, settings) !== name) continue
    if ('fault' in read) throw read.fault
    const ledger = takenUp(read.stored, record, { channel, name, now: t0.wall })
    return {
      ports,
      service: assumed,
      channel,
      to: settings.mode === 'shadow' ? ports.rehearsal : ports.channel,
      settings,
      lease: leaseOf(service.policy.reconcile.lease),
      t0,
      ledger,
      record,
      archived: await archivedIncidents(ports, ledger, record),
    }
  }
  return undefined
}

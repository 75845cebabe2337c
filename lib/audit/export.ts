import { findIncident } from '../incident/incident.ts'
import type { Incident, ServiceRecord } from '../incident/record.ts'
import { parseIncident } from '../incident/schema.ts'
import type { Store } from '../ports.ts'
import type { Service } from '../service/service.ts'
import type { Slice } from './chain.ts'
import type { Entry } from './entry.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { concerns } from './own.ts'
import { cut, type Log, logOf, ordinalAt } from './slice.ts'

const minute = 60_000
/** Clocks differ, and the look before a decision is older than it. */
const margin = 10 * minute
/** Operators may speak of an incident for a day after its end. */
const aftermath = 25 * 60 * minute

interface Period {
  readonly from: number
  readonly to: number
}

/** From the first failing look to the end, or to now. */
const periodOf = ({ steps, status }: Incident, now: number): Period => {
  const since = steps.map(({ at, facts }) => ('since' in facts ? Math.min(at, facts.since) : at))
  return { from: Math.min(now, ...since), to: status.is === 'resolved' ? status.at : now }
}

type Belongs = (entry: Entry) => boolean

/** Written meanwhile, or about it at any time. */
const belongingTo =
  (id: string, { to }: Period): Belongs =>
  entry =>
    Date.parse(entry.at) <= to + margin || concerns(id, entry)

const isOpening = (id: string, entry: Entry): boolean =>
  entry.kind === 'decision' && entry.decided === 'opened' && entry.about === id

/** What the record's log says of it. What was opened long before it began, as a window is, is looked for from the start. */
const recordSlice = async (log: Log, id: string, period: Period): Promise<Slice> => {
  const belongs = belongingTo(id, period)
  const end = await ordinalAt(log, period.to + aftermath)
  const slice = await cut(log, await ordinalAt(log, period.from - margin), end, belongs)
  if (slice.entries.some(entry => isOpening(id, entry))) return slice
  const opening = (await log.read(1, slice.from)).findLast(entry => isOpening(id, entry))
  return opening ? cut(log, opening.n, end, belongs) : slice
}

/** What a channel's log says of it: a post may be owed for long, so it is read to its end. */
const ledgerSlice = async (log: Log, id: string, period: Period): Promise<Slice> =>
  cut(log, await ordinalAt(log, period.from - margin), log.head.n, belongingTo(id, period))

/** The channels that a service has, and those that only rehearsed. */
const ledgersOf = ({ channels }: Service): readonly string[] =>
  Object.keys(channels).flatMap(channel => [channel, `${channel}.shadow`])

const slicesOf = async (
  store: Store,
  service: Service,
  record: ServiceRecord,
  { id }: Incident,
  period: Period,
): Promise<readonly Slice[]> => {
  const slices: Slice[] = []
  if (record.trail) {
    const log = logOf(store, { service: service.id, chain: 'record' }, record.trail)
    slices.push(await recordSlice(log, id, period))
  }
  for (const chain of ledgersOf(service)) {
    const ledger = await store.readLedger(service.id, chain)
    if (!ledger?.trail) continue
    slices.push(await ledgerSlice(logOf(store, { service: service.id, chain }, ledger.trail), id, period))
  }
  return slices
}

const incidentOf = async (store: Store, record: ServiceRecord, id: string): Promise<Incident | undefined> => {
  const present = findIncident(record, id)
  if (present) return present
  const stored = await store.readArchived(record.service, `incident#${id}`)
  return stored === undefined ? undefined : parseIncident(stored)
}

/** Evidence of an incident, whether it is open, over or long archived; `undefined` if there is none of that id. */
export const exportIncident = async (
  store: Store,
  service: Service,
  id: string,
  now: number,
): Promise<Evidence | undefined> => {
  const record = await store.readRecord(service.id)
  const incident = record && (await incidentOf(store, record, id))
  if (!incident) return undefined
  return evidenceOf(
    service,
    incident,
    await slicesOf(store, service, record, incident, periodOf(incident, now)),
    now,
  )
}

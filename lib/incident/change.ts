import type { Bus, Clock, Journal, Store } from '../ports.ts'
import { busEvent } from './bus-events.ts'
import { isRefusal, type RecordEvent, type Refusal } from './events.ts'
import { emptyRecord, evolved } from './evolve.ts'
import type { FirstPorts } from './first-record.ts'
import { tell } from './journal.ts'
import type { ServiceRecord } from './record.ts'
import { leaving } from './tally.ts'

/** What a change of the record needs of the outside world. */
export interface Ports extends FirstPorts {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly journal: Journal
}

export interface Changed {
  readonly record: ServiceRecord
  /** Empty: it was so already. */
  readonly events: readonly RecordEvent[]
}

/** Writers that race let each other pass; one that never wins within this gives up. */
const patience = 20_000
/** A fault may hide a write that landed, so it is read and decided again; the SDK has tried four times already. */
const faultsBorne = 3
const pause = (attempt: number): number => Math.min(attempt * 5, 100)

/** The record could not be written: others kept winning, or the store kept failing. */
export class ChangeFailed extends Error {
  override readonly name = 'ChangeFailed'
  readonly service: string
  constructor(service: string, cause: unknown) {
    super(`the record of ${service} could not be changed: the store failed, or others kept winning`, {
      cause,
    })
    this.service = service
  }
}

type Decide = (record: ServiceRecord) => readonly RecordEvent[] | Refusal

/** One read, one decision, one conditional write. `undefined`: read again, decide again. */
const once = async (
  ports: Ports,
  first: ServiceRecord,
  decide: Decide,
): Promise<Changed | Refusal | undefined> => {
  const before = (await ports.store.readRecord(first.service)) ?? first
  const events = decide(before)
  if (isRefusal(events)) return events
  if (events.length === 0) return { record: before, events }
  const after = evolved(before, events)
  for (const item of leaving(before, after, ports.clock.now())) await ports.store.archive(item)
  if ((await ports.store.writeRecord(after)) === 'conflict') return undefined
  return { record: after, events }
}

/**
 * Changes a service's record: read, decide, conditional write; whoever loses, or loses the answer, decides again.
 * The ids of rounds and requests in the record turn an applied change into none. `first`: the record where there is none.
 */
export const change = async (
  ports: Ports,
  service: string,
  decide: Decide,
  first = emptyRecord(service),
): Promise<Changed | Refusal> => {
  const start = ports.clock.monotonic()
  const faults: unknown[] = []
  for (
    let attempt = 0;
    ports.clock.monotonic() - start < patience && faults.length < faultsBorne;
    attempt++
  ) {
    if (attempt > 0) await ports.clock.sleep(pause(attempt))
    try {
      const done = await once(ports, first, decide)
      if (!done) continue
      if (!isRefusal(done)) tell(ports.journal, done, ports.clock.now())
      return done
    } catch (fault) {
      faults.push(fault)
    }
  }
  throw new ChangeFailed(service, faults.at(-1))
}

/** Sends the outbox and clears what the bus has taken, by id. Returns what is left: it waits for the next round. */
export const drain = async (ports: Ports, record: ServiceRecord): Promise<readonly string[]> => {
  if (record.outbox.length === 0) return []
  const events = record.outbox.map(id => busEvent(record, id)).filter(event => event !== undefined)
  const useless = record.outbox.filter(id => !events.some(({ detail }) => detail.id === id))
  const ids = [...(await ports.bus.put(events)), ...useless]
  if (ids.length === 0) return record.outbox
  await change(ports, record.service, ({ outbox }) =>
    outbox.some(id => ids.includes(id)) ? [{ is: 'published', ids }] : [],
  )
  return record.outbox.filter(id => !ids.includes(id))
}

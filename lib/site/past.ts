import type { Incident, ServiceRecord, Tally } from '../incident/record.ts'
import { BrokenItem, parseIncident, parseTally } from '../incident/schema.ts'
import type { Span, Store } from '../ports.ts'

/** What left the record, as far as the page shows it. */
export interface Past {
  /** The same as long as nothing else has left it. */
  readonly key: string
  readonly days: readonly Tally[]
  readonly hours: readonly Tally[]
  readonly archived: readonly Incident[]
  /** Items that nobody can read; the others are shown without them. */
  readonly broken: readonly string[]
}

const hour = 3_600_000
const day = 24 * hour
/** The page draws 90 days, and whole months of them. */
const daysShown = 100
const hoursShown = 36
/** Of the incidents that ended within those days; the page of an older one stays as it was last made. */
const mostIncidents = 500

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13)

const tallies = (kind: string, from: string, to: string, most: number): Span => ({
  first: `${kind}#${from}`,
  last: `${kind}#${to}`,
  most,
})

const readable = <Body>(stored: readonly unknown[], parse: (one: unknown) => Body) => {
  const bodies: Body[] = []
  const broken: string[] = []
  for (const one of stored) {
    try {
      bodies.push(parse(one))
    } catch (fault) {
      if (!(fault instanceof BrokenItem)) throw fault
      broken.push(fault.message)
    }
  }
  return { bodies, broken }
}

const endedSince =
  (from: number) =>
  ({ status, steps }: Incident): boolean =>
    (status.is === 'resolved' ? status.at : (steps.at(-1)?.at ?? 0)) >= from

/** Things are archived before the record lets go of them, so whatever this record lacks is there. */
export const pastKey = ({ day: today, hour: now, nextIncident, incidents }: ServiceRecord): string =>
  [today.from, now.from, nextIncident, ...incidents.map(({ id }) => id)].join(' ')

/** Reads what the page shows beside the record. Call it after the record was read. */
export const readPast = async (store: Pick<Store, 'readSpan'>, record: ServiceRecord): Promise<Past> => {
  const { service, round } = record
  const since = round - daysShown * day
  const [days, hours, incidents] = await Promise.all([
    store.readSpan(service, tallies('day', dayOf(since), dayOf(round + day), daysShown + 2)),
    store.readSpan(
      service,
      tallies('hour', hourOf(round - hoursShown * hour), hourOf(round), hoursShown + 1),
    ),
    store.readSpan(service, { first: 'incident#', last: 'incident#~', most: mostIncidents }),
  ])
  const read = {
    days: readable(days, parseTally),
    hours: readable(hours, parseTally),
    incidents: readable(incidents, parseIncident),
  }
  return {
    key: pastKey(record),
    days: read.days.bodies,
    hours: read.hours.bodies,
    archived: read.incidents.bodies.filter(endedSince(since)),
    broken: [...read.days.broken, ...read.hours.broken, ...read.incidents.broken],
  }
}

import type { Health, Incident, ServiceRecord } from '../incident/record.ts'
import { freshnessOf } from '../page/freshness.ts'

/** So many rounds later the page is made anew though nothing has happened: it says when somebody last looked. */
const roundsKept = 5
/** So many rounds without one, and nobody can say how it goes. */
const roundsMissed = 10
/** A local run may take a round a second; sites do not answer as fast. */
const shortestPatience = 60_000

/** Whether nobody has looked for so long that the page must not speak of now. `length`: of a round, milliseconds. */
export const isStale = (record: ServiceRecord | undefined, now: number, length: number): boolean =>
  freshnessOf(record, now, Math.max(roundsMissed * length, shortestPatience)) === 'stale'

/** What rounds and looks that settle nothing leave alone. */
const settledOf = ([id, { is, since, blind }]: readonly [string, Health]) => [id, is, since, blind ?? 0]

/** Notes are the operators' own. */
const publicOf = ({ notes: _, ...incident }: Incident) => incident

/** The same text as long as the page need not be made anew. */
export const shownOf = (record: ServiceRecord | undefined, now: number, length: number): string =>
  JSON.stringify([
    Math.floor((record?.round ?? 0) / (roundsKept * length)),
    isStale(record, now, length),
    Object.entries(record?.components ?? {}).map(settledOf),
    (record?.incidents ?? []).map(publicOf),
  ])

import type { Incident } from '../incident/record.ts'
import type { Service } from '../service/service.ts'
import { canonical } from './canonical.ts'
import type { Slice } from './chain.ts'
import { digest } from './digest.ts'
import type { Entry, Facts, Shown } from './entry.ts'
import { type Findings, findingsOf, ownOf } from './findings.ts'
import { stubOf } from './hash.ts'
import { legible } from './legible.ts'

export const evidenceSchema = 1

/** All that was written down about one incident, and the log it is taken from. Times are ISO 8601, UTC. */
export interface Evidence extends Findings {
  readonly schema: typeof evidenceSchema
  readonly service: { readonly id: string; readonly name: string; readonly timeZone: string }
  readonly incident: {
    readonly id: string
    /** Every component that was ever part of it, by the Spanish names they had then. */
    readonly components: Readonly<Record<string, string>>
    /** As the record has it. */
    readonly status: Facts
  }
  readonly exportedAt: string
  /** Slices of the log of every writer that has one; what is about something else is a stub. */
  readonly chains: readonly Slice<Shown>[]
  /** SHA-256 of the canonical JSON of all the rest. */
  readonly seal: string
}

const componentsOf = ({ names }: Incident): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([id, { es }]) => [id, es]))

/** The seal of evidence: nothing in it, its own words included, can change without it. */
export const sealOf = ({ seal: _, ...rest }: { readonly seal: string }): string => digest(canonical(rest))

/** Other incidents' notes and the names in them are nobody's business here. What was seen names nobody. */
const withoutOthers = (id: string, chains: readonly Slice[]): readonly Slice<Shown>[] => {
  const own = ownOf(id, chains)
  const isShown = (entry: Entry): boolean =>
    own.has(entry) || entry.kind === 'round' || (entry.kind === 'decision' && entry.decided === 'changed')
  return chains.map(slice => ({
    ...slice,
    entries: slice.entries.map(entry => (isShown(entry) ? entry : stubOf(entry))),
  }))
}

/** Evidence of an incident from the parts of the log that speak of it. `now`: epoch milliseconds. */
export const evidenceOf = (
  service: Pick<Service, 'id' | 'name' | 'timeZone'>,
  incident: Incident,
  chains: readonly Slice[],
  now: number,
): Evidence => {
  const components = componentsOf(incident)
  const open = {
    schema: evidenceSchema,
    service: { id: service.id, name: service.name.es, timeZone: service.timeZone },
    incident: { id: incident.id, components, status: legible(incident.status) },
    exportedAt: new Date(now).toISOString(),
    ...findingsOf({ id: incident.id, components: Object.keys(components) }, chains),
    chains: withoutOthers(incident.id, chains),
    seal: '',
  } as const
  return { ...open, seal: sealOf(open) }
}

import type { ServiceRecord } from '../incident/record.ts'

/** How far a record can be trusted to say what is true now. */
export type Freshness = 'never' | 'stale' | 'fresh'

/** Five rounds of a minute: by then the operators have their alarm too. */
export const staleAfter = 300_000

/** A round that lies as far ahead is a fault of a clock, and no better than an old one. */
export const freshnessOf = (record: ServiceRecord | undefined, now: number, limit: number): Freshness => {
  if (record === undefined || record.round === 0) return 'never'
  return Math.abs(now - record.round) > limit ? 'stale' : 'fresh'
}

/** Whether nobody can tell now: what is believed of the component rests on older looks. */
export const isUnseen = (record: ServiceRecord, component: string): boolean =>
  record.components[component]?.blind !== undefined

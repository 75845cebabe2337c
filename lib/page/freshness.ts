import type { ServiceRecord } from '../incident/record.ts'

/** How far a record can be trusted to say what is true now. */
export type Freshness = 'never' | 'stale' | 'fresh'

/** A round that lies as far ahead is a fault of a clock, and no better than an old one. */
export const freshnessOf = (record: ServiceRecord | undefined, now: number, limit: number): Freshness => {
  if (record === undefined || record.round === 0) return 'never'
  return Math.abs(now - record.round) > limit ? 'stale' : 'fresh'
}

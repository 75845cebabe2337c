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

/** Whether every look of its day was blind, so that the belief about the component rests on nothing. */
export const isUnseen = (record: ServiceRecord, component: string): boolean => {
  const [up = 0, slow = 0, down = 0, blind = 0] = record.day.counts[component] ?? []
  return up + slow + down === 0 && blind > 0
}

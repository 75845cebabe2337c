import * as v from 'valibot'
import { type Item, isPlain } from './item.ts'

/**
 * What is added to the incident counters of an import: no code that was told after the export may be used again
 * (assumption 6). It holds for as long as the old system opened fewer incidents of one service since: years.
 */
export const usualRaise = 1_000

/** Codes have at most nine digits. */
export const highestIncident = 999_999_999

const counted = v.looseObject({ nextIncident: v.number() })

export interface Raised {
  readonly item: Item
  /** The counter before and after; absent for whatever has none. */
  readonly counter?: { readonly from: number; readonly to: number }
}

/** The item with its incident counter raised; whatever else stands in it, stands. */
export const raised = (item: Item, by: number): Raised => {
  if (!isPlain(item) || item.sk !== 'record' || !v.is(counted, item.body)) return { item }
  const from = item.body.nextIncident
  const to = Math.min(from + by, highestIncident)
  return { item: { ...item, body: { ...item.body, nextIncident: to } }, counter: { from, to } }
}

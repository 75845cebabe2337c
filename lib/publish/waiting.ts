import type { Draft, Ledger } from './ledger.ts'
import { entry, logged, next } from './next-ledger.ts'

/** A post that a person is asked for, as ledger to ledger. Times are epoch milliseconds. */

/** pending -> waiting: for a person's yes to exactly this text. */
export const waits = (ledger: Ledger, draft: Draft, at: number): Ledger =>
  next(ledger, { waiting: { ...draft, at } })

/** waiting -> skipped: the plan has changed, or a person said no. */
export const passedOver = ({ waiting, ...ledger }: Ledger, at: number, why: string): Ledger =>
  next(ledger, waiting ? { log: logged(ledger, entry(waiting, 'skipped', at, { why, unsent: true })) } : {})

/** Notices that nobody is asked about again for now. */
export const stillDropped = ({ dropped = {} }: Ledger, at: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(dropped).filter(([, until]) => until > at))

/** waiting -> skipped: nobody answered in time; nobody is asked again until then. */
export const dropped = (ledger: Ledger, at: number, until: number, why: string): Ledger => {
  const notice = ledger.waiting?.notice
  const passed = passedOver(ledger, at, why)
  return notice === undefined
    ? passed
    : { ...passed, dropped: { ...stillDropped(ledger, at), [notice]: until } }
}

import { spend, spentOn } from './budget.ts'
import type { Lease } from './lease.ts'
import type { Doubt, Draft, Flight, Ledger, Told } from './ledger.ts'
import { entry, logged, next } from './next-ledger.ts'

/** Every step of a post, as ledger to ledger. Times are epoch milliseconds. */

export const emptyLedger = (service: string, channel: string, now: number): Ledger => ({
  schema: 1,
  service,
  channel,
  version: 0,
  born: now,
  told: {},
  spent: { day: '', n: 0, month: '', m: 0 },
  log: [],
})

/** The first write of a ledger. */
export const born = (ledger: Ledger): Ledger => next(ledger, {})

/** The newest post of ours that we know: where a look at the timeline may stop. */
export const newestPost = (ledger: Ledger): string | undefined =>
  ledger.log
    .map(({ id }) => id)
    .filter(id => id !== undefined && /^\d+$/.test(id))
    .reduce<string | undefined>(
      (newest, id) =>
        id !== undefined && (newest === undefined || BigInt(id) > BigInt(newest)) ? id : newest,
      undefined,
    )

export interface Claim {
  readonly by: string
  /** Wall clock taken before the reads. */
  readonly t0: number
  readonly lease: Lease
}

/** What the public may believe once the claim is written. An update is claimed once, whatever comes of it. */
const claimedTold = (draft: Draft, before: Told | undefined): Told =>
  draft.kind === 'update' && before
    ? { ...before, step: draft.step }
    : { is: 'maybe', step: draft.upTo ?? draft.step }

/** Told incidents that are over for the public and have left the record. */
const pruned = (told: Ledger['told'], present: ReadonlySet<string>): Ledger['told'] =>
  Object.fromEntries(Object.entries(told).filter(([id, { is }]) => is !== 'up' || present.has(id)))

/** pending -> sending: the exact text, frozen. `present`: incidents in the record; `day`: the local date. */
export const claim = (
  ledger: Ledger,
  draft: Draft,
  { by, t0, lease }: Claim,
  account: string,
  present: ReadonlySet<string>,
  day: string,
): Ledger => {
  const { notBefore: _, why: __, waiting, ...free } = ledger
  const before = ledger.told[draft.incident]
  const since = newestPost(ledger)
  const flight: Flight = {
    ...draft,
    state: 'sending',
    attempt: 1,
    by,
    first: t0,
    t0,
    until: t0 + lease.lease,
    looks: 0,
    nextLook: t0 + lease.lease,
    ...(since !== undefined && { since }),
    ...(before && { before }),
  }
  return next(free, {
    ...(waiting && waiting.notice !== draft.notice && { waiting }),
    account,
    flight,
    told: { ...pruned(ledger.told, present), [draft.incident]: claimedTold(draft, before) },
    spent: spend(spentOn(ledger.spent, day), 1),
  })
}

const landedTold = (flight: Flight, told: Told | undefined): Told | undefined => {
  if (flight.kind === 'update') return told
  return { is: flight.kind === 'begin' ? 'down' : 'up', step: flight.upTo ?? flight.step }
}

const freed = ({ flight: _, ...ledger }: Ledger): Ledger => ledger

const withoutDelay = ({ declinedSince: _, ...ledger }: Ledger): Ledger => ledger

/** Nothing waits for the channel any more: that it took nothing is no delay. */
export const undelayed = (ledger: Ledger): Ledger => next(withoutDelay(ledger), {})

/** -> sent. `id` is absent where the channel told only that it has it. */
export const sent = (ledger: Ledger, flight: Flight, at: number, id?: string): Ledger => {
  const told = landedTold(flight, ledger.told[flight.incident])
  return next(withoutDelay(freed(ledger)), {
    ...(told && { told: { ...ledger.told, [flight.incident]: told } }),
    log: logged(ledger, entry(flight, 'sent', at, id === undefined ? {} : { id })),
  })
}

const restored = (ledger: Ledger, flight: Flight): Ledger['told'] => {
  const { [flight.incident]: _, ...others } = ledger.told
  return flight.before ? { ...others, [flight.incident]: flight.before } : others
}

/** Notices that are left alone for now. */
export const stillRefused = ({ refused = {} }: Ledger, at: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(refused).filter(([, until]) => until > at))

export interface No {
  readonly why: string
  readonly notBefore?: number
  /** The channel refuses this very post until then: it is kept in the log, and operators are told. */
  readonly refusedUntil?: number
}

/** sending -> pending or refused: a definite no to the first attempt, as if it had never been claimed. */
export const declined = (ledger: Ledger, flight: Flight, at: number, no: No): Ledger =>
  next(freed(ledger), {
    told: restored(ledger, flight),
    spent: spend(ledger.spent, -1),
    why: no.why,
    ...(no.notBefore !== undefined && { notBefore: no.notBefore }),
    ...(no.refusedUntil !== undefined && {
      refused: { ...stillRefused(ledger, at), [flight.notice]: no.refusedUntil },
      log: logged(ledger, entry(flight, 'refused', at, { why: no.why })),
    }),
    // Refused is this post alone, and said by itself.
    ...(no.refusedUntil === undefined && { declinedSince: ledger.declinedSince ?? at }),
  })

/** sending -> unknown: in doubt until it was looked for twice. */
export const doubted = (ledger: Ledger, flight: Flight, nextLook: number, notBefore?: number): Ledger => {
  const { unseen: _, ...seen } = flight
  return next(ledger, {
    flight: { ...seen, state: 'unknown', looks: 0, nextLook },
    ...(notBefore !== undefined && { notBefore }),
  })
}

/** unknown -> unknown: a clear look that missed. */
export const missed = (ledger: Ledger, flight: Flight, nextLook: number): Ledger => {
  const { unseen: _, ...seen } = flight
  return next(ledger, { flight: { ...seen, looks: flight.looks + 1, nextLook } })
}

/** unknown -> unknown: looks fail since `at`. */
export const unseen = (ledger: Ledger, flight: Flight, at: number): Ledger =>
  next(ledger, { flight: { ...flight, unseen: flight.unseen ?? at } })

/** unknown -> sending: the same text once more. */
export const resent = (ledger: Ledger, flight: Flight, { by, t0, lease }: Claim): Ledger => {
  const { unseen: _, ...seen } = flight
  const until = t0 + lease.lease
  const again: Flight = {
    ...seen,
    state: 'sending',
    attempt: flight.attempt + 1,
    by,
    t0,
    until,
    looks: 0,
    nextLook: until,
  }
  return next(ledger, { flight: again })
}

/**
 * What was told once a post in doubt is let go: it stays in doubt. But a whole that nobody owed settles it either way:
 * landed, the public knows the end; not landed, it never heard of the beginning.
 */
const toldAfterDoubt = (ledger: Ledger, flight: Flight): Ledger['told'] =>
  flight.kind === 'whole' && flight.before?.is !== 'maybe'
    ? { ...ledger.told, [flight.incident]: { is: 'up', step: flight.step } }
    : ledger.told

const doubtOf = ({ kind, upTo, step, before }: Flight): Doubt => ({
  kind,
  step: upTo ?? step,
  ...(before && { before }),
})

/** unknown -> skipped or unclear: the flight is freed. Nothing is given back: it may be public, and then it was paid. */
export const given = (
  ledger: Ledger,
  flight: Flight,
  state: 'skipped' | 'unclear',
  at: number,
  why: string,
): Ledger =>
  next(freed(ledger), {
    told: toldAfterDoubt(ledger, flight),
    log: logged(
      ledger,
      entry(flight, state, at, { why, ...(state === 'unclear' && { doubt: doubtOf(flight) }) }),
    ),
  })

/** Whether the sparse index should find it. */
export const isLive = (ledger: Ledger): boolean =>
  ledger.flight !== undefined ||
  ledger.waiting !== undefined ||
  Object.values(ledger.told).some(({ is }) => is !== 'up')

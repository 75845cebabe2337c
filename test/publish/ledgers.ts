import { emptyLedger } from '../../lib/publish/flight.ts'
import { leaseOf } from '../../lib/publish/lease.ts'
import type { Draft, Entry, Flight, Ledger } from '../../lib/publish/ledger.ts'
import { eleven } from '../given.ts'

/** Ledgers, posts and claims for tests of single steps; whole stories are in world.ts. */

export const aLedger = (over: Partial<Ledger> = {}): Ledger => ({
  ...emptyLedger('seguridad-social', 'x', eleven),
  version: 7,
  spent: { day: '2026-11-21', n: 3, month: '2026-11', m: 9 },
  ...over,
})

export const aDraft = (over: Partial<Draft> = {}): Draft => ({
  notice: 'SS-0001/1',
  incident: 'SS-0001',
  step: 1,
  kind: 'begin',
  text: 'La web no funciona (SS-0001)',
  ...over,
})

export const aFlight = (over: Partial<Flight> = {}): Flight => ({
  ...aDraft(),
  state: 'unknown',
  attempt: 1,
  by: 'attempt-1',
  first: eleven,
  t0: eleven,
  until: eleven + 60_000,
  looks: 0,
  nextLook: eleven + 90_000,
  ...over,
})

export const anEntry = (over: Partial<Entry> = {}): Entry => ({
  notice: 'SS-0001/1',
  state: 'sent',
  at: eleven,
  text: 'La web no funciona (SS-0001)',
  ...over,
})

export const aClaim = { by: 'attempt-9', t0: eleven, lease: leaseOf(60_000) }

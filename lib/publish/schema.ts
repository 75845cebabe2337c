import * as v from 'valibot'
import { trailSchema } from '../audit/entry.ts'
import { BrokenItem } from '../incident/schema.ts'
import type { Ledger } from './ledger.ts'

const draft = {
  notice: v.string(),
  incident: v.string(),
  step: v.number(),
  kind: v.picklist(['begin', 'update', 'end', 'whole']),
  text: v.string(),
  upTo: v.exactOptional(v.number()),
}
const told = v.object({
  is: v.picklist(['maybe', 'down', 'up']),
  step: v.number(),
  silent: v.exactOptional(v.literal(true)),
})
const optionalText = v.exactOptional(v.string())

/** `first` came later: until then a flight was in the air since its `t0`. */
const flight = v.pipe(
  v.object({
    ...draft,
    state: v.picklist(['sending', 'unknown']),
    attempt: v.number(),
    by: v.string(),
    first: v.exactOptional(v.number()),
    t0: v.number(),
    until: v.number(),
    since: optionalText,
    looks: v.number(),
    nextLook: v.number(),
    unseen: v.exactOptional(v.number()),
    before: v.exactOptional(told),
  }),
  v.transform(one => ({ ...one, first: one.first ?? one.t0 })),
)

const ledgerSchema: v.GenericSchema<unknown, Ledger> = v.object({
  schema: v.literal(1),
  service: v.string(),
  channel: v.string(),
  version: v.number(),
  born: v.number(),
  account: optionalText,
  notBefore: v.exactOptional(v.number()),
  why: optionalText,
  declinedSince: v.exactOptional(v.number()),
  refused: v.exactOptional(v.record(v.string(), v.number())),
  dropped: v.exactOptional(v.record(v.string(), v.number())),
  flight: v.exactOptional(flight),
  waiting: v.exactOptional(v.object({ ...draft, at: v.number() })),
  told: v.record(v.string(), told),
  spent: v.object({ day: v.string(), n: v.number(), month: v.string(), m: v.number() }),
  log: v.array(
    v.object({
      notice: v.string(),
      state: v.picklist(['sent', 'unclear', 'skipped', 'refused']),
      at: v.number(),
      text: v.string(),
      id: optionalText,
      why: optionalText,
      unsent: v.exactOptional(v.literal(true)),
      doubt: v.exactOptional(v.object({ kind: draft.kind, step: v.number(), before: v.exactOptional(told) })),
    }),
  ),
  trail: v.exactOptional(trailSchema),
})

/** A stored ledger. Throws `BrokenItem` for anything else: nothing is published from what is not understood. */
export const parseLedger = (stored: unknown): Ledger => {
  const parsed = v.safeParse(ledgerSchema, stored)
  if (!parsed.success) throw new BrokenItem('a ledger', stored, parsed.issues)
  return parsed.output
}

import * as v from 'valibot'
import { BrokenItem } from '../incident/schema.ts'
import { alertKinds, lists, urgencies } from './alert.ts'
import type { AlertBook } from './book.ts'

const texts = v.array(v.string())

const alert = v.object({
  key: v.string(),
  kind: v.picklist(alertKinds),
  severity: v.picklist(urgencies),
  list: v.picklist(lists),
  service: v.string(),
  components: texts,
  departments: texts,
  incident: v.exactOptional(v.string()),
  at: v.number(),
  title: v.string(),
  text: v.string(),
})

const bookSchema: v.GenericSchema<unknown, AlertBook> = v.object({
  schema: v.literal(1),
  book: v.literal('alerts'),
  service: v.string(),
  version: v.number(),
  pending: v.array(v.object({ alert, noted: v.number(), taken: texts })),
  told: v.record(v.string(), v.number()),
  sender: v.exactOptional(v.object({ by: v.string(), until: v.number() })),
  failing: v.record(v.string(), v.object({ since: v.number(), times: v.number() })),
})

/** A stored book. Throws `BrokenItem` for anything else. */
export const parseBook = (stored: unknown): AlertBook => {
  const parsed = v.safeParse(bookSchema, stored)
  if (!parsed.success) throw new BrokenItem('a book of alerts', stored, parsed.issues)
  return parsed.output
}

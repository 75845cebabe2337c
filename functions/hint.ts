import * as v from 'valibot'
import { detailSchema, tickEventSchema } from '../lib/contract.ts'
import type { JournalLine } from '../lib/ports.ts'

/** A tick walks everything live; an event of the bus names its service. Both only say: look. */
export const hintSchema = v.union([tickEventSchema, v.object({ detail: detailSchema })])

const mostQuoted = 4_000

/** What cannot be understood now cannot be later: it is told, and not tried again. The tick tells whatever is due. */
export const badEvent = (event: unknown, at: number): JournalLine => ({
  at,
  kind: 'alarm',
  alarm: 'bad-event',
  text: 'an event is not what this version takes: it was dropped, the next tick tells what is due',
  event: (JSON.stringify(event) ?? 'undefined').slice(0, mostQuoted),
  metrics: { Alarms: 1 },
})

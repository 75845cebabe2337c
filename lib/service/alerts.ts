import * as v from 'valibot'
import { durationBetween } from './duration.ts'
import { told } from './fields.ts'
import { shape } from './shape.ts'

const some = (words?: string) => durationBetween(60_000, 2_592_000_000, 'from 1m to 30d', words)
const isRising = (list: number[]) => list.every((one, n) => n === 0 || one > (list[n - 1] ?? 0))

/** How operators are told; all of it has defaults. Durations in milliseconds after parsing. */
export const alerts = shape({
  reminders: v.optional(
    told(
      v.pipe(
        v.array(some()),
        v.maxLength(20, 'at most 20 durations'),
        v.check(isRising, 'durations that rise: each counts from the opening'),
      ),
      'How long after its opening an incident that nobody acknowledged is told again; an empty list: never.',
    ),
    ['1h', '3h', '5h', '10h'],
  ),
  escalateAfter: v.optional(
    some('How long an incident stays unacknowledged before the second list is told too.'),
    '30m',
  ),
  unacknowledgeAfter: v.optional(
    some('How long an acknowledgement holds before the reminders begin again; absent: for ever.'),
  ),
  blindAfter: v.optional(
    some('How long nobody can tell how a component does before operators hear of it.'),
    '5m',
  ),
})

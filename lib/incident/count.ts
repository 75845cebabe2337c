import type { Phases } from '../check/check.ts'
import type { RecordEvent } from './events.ts'
import type { ServiceRecord, Tally } from './record.ts'
import { dayLength, dayOutcomes, latencyBucket, latencyBuckets } from './tally.ts'

type Rows = Readonly<Record<string, readonly number[]>>

/** A row with one more in its slot, lengthened where it ended before. */
const oneMore = (row: readonly number[], slot: number, least: number): readonly number[] =>
  Array.from(
    { length: Math.max(least, row.length, slot + 1) },
    (_, n) => (row[n] ?? 0) + (n === slot ? 1 : 0),
  )

const counted = (rows: Rows, least: number, slots: readonly (readonly [string, number])[]): Rows => ({
  ...rows,
  ...Object.fromEntries(slots.map(([id, slot]) => [id, oneMore(rows[id] ?? [], slot, least)])),
})

const summed = (rows: Rows, looks: readonly (readonly [string, Phases])[]): Rows => ({
  ...rows,
  ...Object.fromEntries(
    looks.map(([id, phases]) => [id, rowOf(phases).map((n, slot) => n + (rows[id]?.[slot] ?? 0))]),
  ),
})

/** What one good look adds: itself, then its phases in whole milliseconds. What no other explains is the receiving. */
export const rowOf = ({ dns = 0, tcp = 0, tls = 0, firstByte = 0, total }: Phases): readonly number[] => {
  const known = [dns, tcp, tls, firstByte].map(Math.round)
  const receive = Math.round(total) - known.reduce((sum, phase) => sum + phase, 0)
  return [1, ...known, Math.max(0, receive)]
}

/** The running tally, or a new one. */
const running = (tally: Tally, from: string): Tally => (tally.from === from ? tally : { from, counts: {} })

const added = (
  { from, counts, phases = {} }: Tally,
  least: number,
  slots: readonly (readonly [string, number])[],
  looks: readonly (readonly [string, Phases])[],
): Tally => {
  const sums = summed(phases, looks)
  return {
    from,
    counts: counted(counts, least, slots),
    ...(Object.keys(sums).length > 0 && { phases: sums }),
  }
}

/** The day's and the hour's tally after one round. What is seen inside a window counts as maintenance, and nowhere else. */
export const tallied = (
  record: ServiceRecord,
  { outcomes, covered = [], day, hour }: Extract<RecordEvent, { is: 'looked' }>,
): Pick<ServiceRecord, 'day' | 'hour'> => {
  const seen = Object.entries(outcomes)
  const open = seen.filter(([id]) => !covered.includes(id))
  const looks = open.flatMap(([id, { phases }]) => (phases ? [[id, phases] as const] : []))
  const ofDay = seen.map(
    ([id, { outcome }]) => [id, dayOutcomes.indexOf(covered.includes(id) ? 'maintenance' : outcome)] as const,
  )
  const ofHour = open.flatMap(([id, { latency }]) =>
    latency === undefined ? [] : [[id, latencyBucket(latency)] as const],
  )
  return {
    day: added(running(record.day, day), dayLength, ofDay, looks),
    hour: added(running(record.hour, hour), latencyBuckets.length + 1, ofHour, looks),
  }
}

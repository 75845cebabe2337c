import type { Tally } from '../incident/record.ts'
import { localTime } from '../service/local-clock.ts'
import type { Names } from '../service/service.ts'
import { lastDays } from './days.ts'
import type { PageFacts } from './facts.ts'

export const phaseNames = ['dns', 'tcp', 'tls', 'wait', 'receive'] as const

/** How long a look took on average in an hour or a day, by its phases in their order; milliseconds. */
export interface Timing {
  /** `2026-11-21T10:00` in local time, or `2026-11-21`. */
  readonly at: string
  /** Absent: no good look. */
  readonly phases?: readonly number[]
}

export interface TimingsOf {
  readonly id: string
  readonly names: Names
  /** 24, the oldest first. */
  readonly hours: readonly Timing[]
  /** 30, the oldest first. */
  readonly days: readonly Timing[]
}

/** Tallies count how long looks took since they know phases: good looks, then the sums of each phase. */
interface Timed extends Tally {
  readonly phases?: Readonly<Record<string, readonly number[]>>
}

const averages = (sums: readonly number[] | undefined): { phases?: readonly number[] } => {
  const [looks = 0, ...phases] = sums ?? []
  return looks === 0 ? {} : { phases: phaseNames.map((_, n) => Math.round((phases[n] ?? 0) / looks)) }
}

const hour = 3_600_000
const lastHours = (now: number): readonly string[] =>
  Array.from({ length: 24 }, (_, n) => new Date(now - (23 - n) * hour).toISOString().slice(0, 13))

/** How long each probed component took of late. Components that were never timed are left out. */
export const timingsOf = ({ record, service, hours, days }: PageFacts): readonly TimingsOf[] => {
  if (record === undefined || record.round === 0) return []
  const { round } = record
  const { timeZone } = service
  const byHour = new Map<string, Timed>([...hours, record.hour].map(one => [one.from, one]))
  const byDay = new Map<string, Timed>([...days, record.day].map(one => [one.from, one]))
  return service.components
    .map(({ id, name }) => ({
      id,
      names: name,
      hours: lastHours(round).map(at => ({
        at: localTime(Date.parse(`${at}:00:00Z`), timeZone).slice(0, 16),
        ...averages(byHour.get(at)?.phases?.[id]),
      })),
      days: lastDays(round, timeZone, 30).map(at => ({ at, ...averages(byDay.get(at)?.phases?.[id]) })),
    }))
    .filter(one => [...one.hours, ...one.days].some(({ phases }) => phases !== undefined))
}

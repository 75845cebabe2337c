import { localDay } from '../service/local-clock.ts'
import type { Names } from '../service/service.ts'
import { targetsOf } from '../service/service.ts'
import type { PageFacts } from './facts.ts'
import { publicIncidents } from './told.ts'

/** How a day went. `none`: nobody looked. */
export type Tone = 'good' | 'slow' | 'bad' | 'unknown' | 'closed' | 'none'

export interface Day {
  /** `2026-11-21`, a local day of 23 to 25 hours. */
  readonly day: string
  readonly tone: Tone
  /** Looks that it opened in, and looks that counted: blind ones and those of a window do not. */
  readonly good: number
  readonly all: number
}

export interface DaysOf {
  readonly id: string
  readonly names: Names
  /** No longer in the service's file. */
  readonly isGone: boolean
  /** 90 of them, the oldest first. */
  readonly days: readonly Day[]
  /** Of a hundred, rounded down to hundredths: 100 is never said of a day that missed a look. Absent: never seen. */
  readonly uptime?: number
}

const length = 86_400_000
export const daysShown = 90

/** The last local days up to one instant, the oldest first. The calendar counts, so no change of clocks is in the way. */
export const lastDays = (now: number, timeZone: string, count: number): readonly string[] => {
  const today = Date.parse(`${localDay(now, timeZone)}T00:00:00Z`)
  return Array.from({ length: count }, (_, n) =>
    new Date(today - (count - 1 - n) * length).toISOString().slice(0, 10),
  )
}

/** As many failed looks as an outage needs; fewer are a hiccup. */
const enough = 3

const toneOf = (up: number, slow: number, down: number, blind: number, closed: number): Tone => {
  if (down >= enough) return 'bad'
  if (up + slow + down === 0) {
    if (blind > 0) return 'unknown'
    return closed > 0 ? 'closed' : 'none'
  }
  if (blind > up + slow + down) return 'unknown'
  return slow >= enough || down > 0 ? 'slow' : 'good'
}

const dayOf = (day: string, counts: readonly number[] | undefined): Day => {
  const [up = 0, slow = 0, down = 0, blind = 0, closed = 0] = counts ?? []
  return { day, tone: toneOf(up, slow, down, blind, closed), good: up + slow, all: up + slow + down }
}

const uptimeOf = (days: readonly Day[]): { uptime?: number } => {
  const good = days.reduce((sum, day) => sum + day.good, 0)
  const all = days.reduce((sum, day) => sum + day.all, 0)
  return all === 0 ? {} : { uptime: Math.floor((good * 10_000) / all) / 100 }
}

/** Components that only the past knows, under the name that they were last told by. */
const goneNames = (facts: PageFacts, ids: readonly string[]): readonly (readonly [string, Names])[] => {
  const known = new Set(facts.service.components.map(({ id }) => id))
  const incidents = publicIncidents(facts)
  return ids
    .filter(id => !known.has(id))
    .toSorted()
    .map(id => [id, incidents.find(({ names }) => names[id] !== undefined)?.names[id] ?? { es: id }] as const)
}

/** The last 90 days of everything that probes look at, or looked at. Empty before the first round. */
export const daysOf = (facts: PageFacts): readonly DaysOf[] => {
  const { record, service } = facts
  if (record === undefined || record.round === 0) return []
  const tallies = new Map([...facts.days, record.day].map(tally => [tally.from, tally.counts]))
  const shown = lastDays(record.round, service.timeZone, daysShown)
  const ids = new Set(shown.flatMap(day => Object.keys(tallies.get(day) ?? {})))
  const row = (id: string, names: Names, isGone: boolean): DaysOf => {
    const days = shown.map(day => dayOf(day, tallies.get(day)?.[id]))
    return { id, names, isGone, days, ...uptimeOf(days) }
  }
  return [
    ...service.components
      .filter(one => targetsOf(one).length > 0 || ids.has(one.id))
      .map(({ id, name }) => row(id, name, false)),
    ...goneNames(facts, [...ids]).map(([id, names]) => row(id, names, true)),
  ]
}

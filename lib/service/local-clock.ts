/** Local dates and hours of instants (epoch milliseconds), daylight saving included. */

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** Milliseconds ahead of UTC, by the quarters of an hour that were asked of. */
  readonly offsets: Map<number, number>
}

const zones = new Map<string, Zone>()
/** Every zone's offset changes at a full quarter of an hour, if it does. */
const quarterHour = 900_000
/** Ten days of quarters; then remembering begins anew. */
const remembered = 960

const zoneOf = (timeZone: string): Zone => {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const made = { format, offsets: new Map() }
  zones.set(timeZone, made)
  return made
}

const offsetIn = (format: Intl.DateTimeFormat, at: number): number => {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}

/** Asking Intl costs thousands of times what remembering does, and the same few days are asked of again and again. */
const offsetOf = (at: number, timeZone: string): number => {
  const { format, offsets } = zoneOf(timeZone)
  const quarter = Math.floor(at / quarterHour)
  const known = offsets.get(quarter)
  if (known !== undefined) return known
  if (offsets.size >= remembered) offsets.clear()
  const offset = offsetIn(format, quarter * quarterHour)
  offsets.set(quarter, offset)
  return offset
}

/** `2026-11-21T10:40:00`, as the clock on the wall says. */
export const localTime = (at: number, timeZone: string): string =>
  new Date(at + offsetOf(at, timeZone)).toISOString().slice(0, 19)

/** `2026-11-21` */
export const localDay = (at: number, timeZone: string): string => localTime(at, timeZone).slice(0, 10)

/** 0 to 23 */
export const localHour = (at: number, timeZone: string): number =>
  Number(localTime(at, timeZone).slice(11, 13))

/** `10:40` */
export const clockTime = (at: number, timeZone: string): string => localTime(at, timeZone).slice(11, 16)

const wallClock = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d))?$/
/** How far the zones are from UTC. */
const farthest = { behind: 12 * 3_600_000, ahead: 14 * 3_600_000 } as const

/** As if the clock on the wall were UTC's; `undefined` for what no clock shows, such as 2026-02-30 or 25:00. */
const asUtc = (local: string): number | undefined => {
  const [, day, time, seconds = '00'] = wallClock.exec(local) ?? []
  const text = `${day}T${time}:${seconds}.000Z`
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString() === text ? at : undefined
}

/**
 * The instants (epoch milliseconds, in order) at which a wall clock shows `2026-11-22 02:00`, `2026-11-22T02:00` or
 * `2026-11-22 02:00:30`: one; none in the hour that spring leaves out; two in the hour that autumn repeats. None, too,
 * for what no clock ever shows and for text of another form.
 */
export const instantsOf = (local: string, timeZone: string): readonly number[] => {
  const naive = asUtc(local)
  if (naive === undefined) return []
  const around = [naive - farthest.ahead, naive + farthest.behind]
  const offsets = new Set(around.map(at => offsetOf(at, timeZone)))
  return [...offsets]
    .map(offset => naive - offset)
    .filter(at => at + offsetOf(at, timeZone) === naive)
    .toSorted((one, other) => one - other)
}

/** The instant (epoch milliseconds) at which the clocks jump over a local time that they never show. */
export const jumpOver = (local: string, timeZone: string): number | undefined => {
  const naive = asUtc(local)
  if (naive === undefined || instantsOf(local, timeZone).length > 0) return undefined
  const quarters = (farthest.ahead + farthest.behind) / quarterHour
  const first = Math.floor((naive - farthest.ahead) / quarterHour)
  const before = offsetOf(first * quarterHour, timeZone)
  const jump = Array.from({ length: quarters + 1 }, (_, n) => (first + n) * quarterHour)
  return jump.find(at => offsetOf(at, timeZone) !== before)
}

/** `+01:00`, what a zone is ahead of UTC at an instant. */
export const offsetAt = (at: number, timeZone: string): string => {
  const offset = offsetOf(at, timeZone)
  return `${offset < 0 ? '-' : '+'}${new Date(Math.abs(offset)).toISOString().slice(11, 16)}`
}

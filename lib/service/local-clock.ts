/** Local dates and hours of instants (epoch milliseconds), daylight saving included. */

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** Milliseconds ahead of UTC in the quarter of an hour that was asked of last. */
  quarter: number
  offset: number
}

const zones = new Map<string, Zone>()
/** Every zone's offset changes at a full quarter of an hour, if it does. */
const quarterHour = 900_000

const zoneOf = (timeZone: string): Zone => {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const made = { format, quarter: Number.NaN, offset: 0 }
  zones.set(timeZone, made)
  return made
}

const offsetIn = (format: Intl.DateTimeFormat, at: number): number => {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}

/** Asking Intl costs thousands of times what remembering does, and most questions are of now. */
const offsetOf = (at: number, timeZone: string): number => {
  const zone = zoneOf(timeZone)
  const quarter = Math.floor(at / quarterHour)
  if (zone.quarter !== quarter) {
    zone.offset = offsetIn(zone.format, quarter * quarterHour)
    zone.quarter = quarter
  }
  return zone.offset
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

/** Local dates and hours of instants (epoch milliseconds), daylight saving included. */

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

/** `2026-11-21T10:40:00`, as the clock on the wall says. */
export const localTime = (at: number, timeZone: string): string => {
  const parts = Object.fromEntries(
    format(timeZone)
      .formatToParts(at)
      .map(part => [part.type, part.value]),
  )
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`
}

/** `2026-11-21` */
export const localDay = (at: number, timeZone: string): string => localTime(at, timeZone).slice(0, 10)

/** `2026-11` */
export const localMonth = (at: number, timeZone: string): string => localTime(at, timeZone).slice(0, 7)

/** 0 to 23 */
export const localHour = (at: number, timeZone: string): number =>
  Number(localTime(at, timeZone).slice(11, 13))

/** `10:40` */
export const clockTime = (at: number, timeZone: string): string => localTime(at, timeZone).slice(11, 16)

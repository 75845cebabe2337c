import { clockTime, localDay, localTime } from '../service/local-clock.ts'

/** An instant for machines (ISO 8601, UTC) and for people (the service's local time). */
export interface Moment {
  readonly iso: string
  /** `10:41`, or with its day if it is not today's: `21 de noviembre, 10:41`. */
  readonly text: string
}

/** The clock that a page is written by: when it was made, and where its readers live. */
export interface Calendar {
  readonly now: number
  readonly timeZone: string
}

const hour = 3_600_000

const dateOf = (at: number, { now, timeZone }: Calendar): string => {
  const isThisYear = localDay(at, timeZone).slice(0, 4) === localDay(now, timeZone).slice(0, 4)
  const year = isThisYear ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat('es-ES', { timeZone, day: 'numeric', month: 'long', ...year }).format(at)
}

/** When clocks are put back, an hour comes twice: which of the two it was. */
const whichOfTwo = (at: number, timeZone: string): string => {
  const here = localTime(at, timeZone)
  if (here === localTime(at + hour, timeZone)) return ' (antes del cambio de hora)'
  return here === localTime(at - hour, timeZone) ? ' (después del cambio de hora)' : ''
}

const timeOf = (at: number, { timeZone }: Calendar): string =>
  `${clockTime(at, timeZone).replace(/^0(?=\d)/, '')}${whichOfTwo(at, timeZone)}`

/** The day, if it is not today's. */
const otherDay = (at: number, calendar: Calendar): string | undefined => {
  const { now, timeZone } = calendar
  return localDay(at, timeZone) === localDay(now, timeZone) ? undefined : dateOf(at, calendar)
}

export const momentOf = (at: number, calendar: Calendar): Moment => {
  const day = otherDay(at, calendar)
  const time = timeOf(at, calendar)
  return { iso: new Date(at).toISOString(), text: day === undefined ? time : `${day}, ${time}` }
}

const articleOf = (time: string): string => (/^1:/.test(time) ? 'la' : 'las')

/** `a las 10:41`, `a la 1:05`, `el 21 de noviembre a las 10:41`. */
export const saidAt = (at: number, calendar: Calendar): string => {
  const day = otherDay(at, calendar)
  const time = timeOf(at, calendar)
  const clock = `a ${articleOf(time)} ${time}`
  return day === undefined ? clock : `el ${day} ${clock}`
}

/** `desde las 10:41`, `desde el 21 de noviembre a las 10:41`. */
export const saidSince = (at: number, calendar: Calendar): string => {
  const day = otherDay(at, calendar)
  const time = timeOf(at, calendar)
  return day === undefined
    ? `desde ${articleOf(time)} ${time}`
    : `desde el ${day} a ${articleOf(time)} ${time}`
}

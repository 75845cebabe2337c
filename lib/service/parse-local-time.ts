import { instantsOf, jumpOver, localDay, localTime, offsetAt } from './local-clock.ts'

/** An instant (epoch milliseconds), or in words why there is none, with what to write instead. */
export type LocalTime = { readonly at: number } | { readonly wrong: string }

const minute = 60_000
const dayLong = 86_400_000
const forms = 'such as "2026-11-22 02:00", "02:00" or "2026-11-22T02:00+01:00"'
const form = /^(?:(\d{4}-\d\d-\d\d)[ T])?(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

interface Written {
  readonly time: string
  readonly timeZone: string
  readonly now: number
}

const shown = (at: number, timeZone: string): string => localTime(at, timeZone).slice(0, 16).replace('T', ' ')

/** Clocks know these: offsets go to 14 hours, minutes to 59. */
const isTime = (time: string): boolean => instantsOf(`2026-01-01 ${time}`, 'UTC').length === 1
const isOffset = (offset: string): boolean => offset === 'Z' || /^[+-](?:0\d|1[0-4]):[0-5]\d$/.test(offset)
const isDay = (day: string): boolean => instantsOf(`${day} 00:00`, 'UTC').length === 1

const twice = (local: string, instants: readonly number[], timeZone: string): LocalTime => {
  const choices = instants.map(at => `"${local}${offsetAt(at, timeZone)}"`)
  return { wrong: `${local} comes twice in ${timeZone}: say which one, ${choices.join(' or ')}` }
}

const never = (local: string, jump: number, timeZone: string): LocalTime => {
  const [before, after] = [jump - minute, jump].map(at => shown(at, timeZone))
  return { wrong: `${local} does not exist in ${timeZone}: the clocks go from ${before} to ${after}` }
}

const ofDay = (day: string, { time, timeZone, now }: Written, isPastToo: boolean): LocalTime | undefined => {
  const local = `${day} ${time}`
  const jump = jumpOver(local, timeZone)
  if (jump !== undefined) return isPastToo || jump > now ? never(local, jump, timeZone) : undefined
  const instants = instantsOf(local, timeZone).filter(at => isPastToo || at > now)
  const [at] = instants
  if (at === undefined) return undefined
  return instants.length > 1 ? twice(local, instants, timeZone) : { at }
}

/** The next day of the calendar, however long this one is. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + dayLong).toISOString().slice(0, 10)

const next = (written: Written): LocalTime => {
  const today = localDay(written.now, written.timeZone)
  const none: LocalTime = { wrong: `${written.time} does not come today or tomorrow in ${written.timeZone}` }
  return ofDay(today, written, false) ?? ofDay(dayAfter(today), written, false) ?? none
}

const withOffset = (day: string | undefined, time: string, offset: string, now: number): LocalTime => {
  if (day !== undefined) return { at: Date.parse(`${day}T${time}${offset}`) }
  const someDay = Date.parse(`2026-01-01T${time}${offset}`)
  return { at: someDay + dayLong * (Math.floor((now - someDay) / dayLong) + 1) }
}

/**
 * What an operator writes for a time: `2026-11-22 02:00` (or with a T, or seconds) by the clock of `timeZone`; `02:00`,
 * the next one after `now` (epoch milliseconds); either with an offset or Z, which says it whatever the zone. A time
 * that comes twice or never that night is asked back, with what there is.
 */
export const parseLocalTime = (text: string, timeZone: string, now: number): LocalTime => {
  const [matched, day, time, offset] = form.exec(text.trim()) ?? []
  if (matched === undefined || time === undefined) return { wrong: `"${text}" is no time ${forms}` }
  if (day !== undefined && !isDay(day)) return { wrong: `${day} is no day of the calendar` }
  if (!isTime(time)) return { wrong: `${time} is no time of a clock: from 00:00 to 23:59` }
  if (offset !== undefined)
    return isOffset(offset)
      ? withOffset(day, time, offset, now)
      : { wrong: `${offset} is no offset from UTC such as +01:00 or Z` }
  const written = { time, timeZone, now }
  return day === undefined
    ? next(written)
    : (ofDay(day, written, true) ?? { wrong: `${day} ${time} does not exist in ${timeZone}` })
}

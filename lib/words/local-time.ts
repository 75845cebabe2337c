import { localDay, localTime } from '../service/local-clock.ts'
import { fill } from './fill.ts'
import type { Words } from './language.ts'

/** How times are said. `today`: the instant whose day needs no saying. `precise`: with seconds and the day, always. */
export interface Said {
  readonly timeZone: string
  readonly today: number
  readonly precise: boolean
  readonly words: Words
}

/** An instant as it is said, without an article. */
export interface Moment {
  readonly at: number
  /** `10:40`, `1:05`, or `10:40:07`. */
  readonly digits: string
  /** With which of the two, in the hour that comes twice: `2:50 (hora de verano)`. */
  readonly time: string
  /** `el viernes 20`, or after a week `el 20 de noviembre`. */
  readonly date: string
  /** With what the digits leave open, if anything: `23:50 del viernes 20`. */
  readonly whole: string
}

const minute = 60_000
const hour = 60 * minute
const week = 7 * 24 * hour

/** When clocks are put back, at night, an hour comes twice: which one has to be said. */
const whichOfTwo = (at: number, here: string, { timeZone, words }: Said): string => {
  if (here.slice(11) >= '04') return '{time}'
  if (here === localTime(at + hour, timeZone)) return words.clock.firstOfTwo
  return here === localTime(at - hour, timeZone) ? words.clock.secondOfTwo : '{time}'
}

/** Puts time and day into one of two forms: with the weekday while that is clear, and after a week with the month. */
const dated = ([near, far]: readonly [string, string], time: string, at: number, said: Said): string => {
  const date = new Date(`${localDay(at, said.timeZone)}T00:00:00Z`)
  return fill(Math.abs(said.today - at) < week ? near : far, {
    time,
    weekday: said.words.weekdays[date.getUTCDay()],
    day: String(date.getUTCDate()),
    month: said.words.months[date.getUTCMonth()],
  })
}

/** The day is said if it is another than today, and after a week with its month: `23:50 del 20 de noviembre`. */
export const momentOf = (at: number, said: Said): Moment => {
  const here = localTime(at, said.timeZone)
  const [day = '', clock = ''] = here.split('T')
  const [hours = '', minutes = '', seconds = ''] = clock.split(':')
  const shown = said.precise ? [minutes, seconds] : [minutes]
  const { hourDigits, separator } = said.words.clock
  const digits = [String(Number(hours)).padStart(hourDigits, '0'), ...shown].join(separator)
  const time = fill(whichOfTwo(at, here, said), { time: digits })
  const isToday = !said.precise && day === localDay(said.today, said.timeZone)
  const { clock: forms } = said.words
  return {
    at,
    digits,
    time,
    date: dated([forms.day, forms.date], time, at, said),
    whole: isToday ? time : dated([forms.onDay, forms.onDate], time, at, said),
  }
}

/** `las 10:40`, `la 1:05`, `las 23:50 del viernes 20`. */
export const timeOf = ({ digits, whole }: Moment, { clock }: Words): string =>
  fill(/^1(?!\d)/.test(digits) ? clock.one : clock.many, { clock: whole })

/** `de 10:02 a 10:17`; over midnight, `desde las 23:50 del viernes 20 hasta las 0:15`. */
export const spanOf = (since: Moment, back: Moment, words: Words): string =>
  [since, back].every(one => one.whole === one.digits)
    ? fill(words.clock.span, { from: since.digits, to: back.digits })
    : fill(words.clock.longSpan, { since: timeOf(since, words), back: timeOf(back, words) })

/** `el sábado 22, de 8:00 a 13:00`: the day is always said. Over midnight as a span. */
export const windowOf = (from: Moment, to: Moment, words: Words): string =>
  from.date === to.date
    ? fill(words.clock.window, { date: from.date, from: from.time, to: to.time })
    : fill(words.clock.longSpan, { since: timeOf(from, words), back: timeOf(to, words) })

/** `3 horas y 25 minutos`: the difference of the minutes that a reader sees; days leave the minutes out. */
export const lastingOf = (since: number, until: number, { lasting }: Words): string => {
  const total = Math.max(0, Math.floor(until / minute) - Math.floor(since / minute))
  const days = { forms: lasting.days, count: Math.floor(total / 1440) }
  const hours = { forms: lasting.hours, count: Math.floor(total / 60) % 24 }
  const minutes = { forms: lasting.minutes, count: total % 60 }
  const [first, second] = (days.count > 0 ? [days, hours] : [hours, minutes])
    .filter(({ count }) => count > 0)
    .map(({ forms, count }) => fill(forms[count === 1 ? 0 : 1] ?? '', { count: String(count) }))
  if (first === undefined) return lasting.moment
  return second === undefined ? first : fill(lasting.both, { first, second })
}

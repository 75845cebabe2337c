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

const minute = 60_000
const hour = 60 * minute
const week = 7 * 24 * hour

/** `10:40`, `1:05`, or `10:40:07`. */
const digits = (at: number, { timeZone, precise, words }: Said): string => {
  const [hours = '', minutes = '', seconds = ''] = localTime(at, timeZone).slice(11).split(':')
  return [String(Number(hours)), minutes, ...(precise ? [seconds] : [])].join(words.clock.separator)
}

/** When clocks are put back, an hour comes twice: which one has to be said. */
const whichOfTwo = (at: number, { timeZone, words }: Said): string => {
  const here = localTime(at, timeZone)
  if (here === localTime(at + hour, timeZone)) return words.clock.firstOfTwo
  return here === localTime(at - hour, timeZone) ? words.clock.secondOfTwo : '{time}'
}

const withDay = (time: string, at: number, { timeZone, today, precise, words }: Said): string => {
  const day = localDay(at, timeZone)
  if (day === localDay(today, timeZone) && !precise) return time
  const date = new Date(`${day}T00:00:00Z`)
  return fill(Math.abs(today - at) < week ? words.clock.onDay : words.clock.onDate, {
    time,
    weekday: words.weekdays[date.getUTCDay()],
    day: String(date.getUTCDate()),
    month: words.months[date.getUTCMonth()],
  })
}

/** `10:40`, with its day if it is another: `23:50 del viernes 20`. */
const bareTime = (at: number, said: Said): string =>
  withDay(fill(whichOfTwo(at, said), { time: digits(at, said) }), at, said)

/** `las 10:40`, `la 1:05`, `las 23:50 del viernes 20`, and after a week `las 23:50 del 20 de noviembre`. */
export const timeOf = (at: number, said: Said): string => {
  const { one, many } = said.words.clock
  return fill(/^1(?!\d)/.test(digits(at, said)) ? one : many, { clock: bareTime(at, said) })
}

/** `de 10:02 a 10:17`; over midnight, `desde las 23:50 del viernes 20 hasta las 0:15`. */
export const spanOf = (since: number, back: number, said: Said): string => {
  const { span, longSpan } = said.words.clock
  const isShort = [since, back].every(at => bareTime(at, said) === digits(at, said))
  return isShort
    ? fill(span, { from: digits(since, said), to: digits(back, said) })
    : fill(longSpan, { since: timeOf(since, said), back: timeOf(back, said) })
}

/** `3 horas y 25 minutos`: the difference of the minutes that a reader sees; days leave the minutes out. */
export const lastingOf = (since: number, until: number, { lasting }: Words): string => {
  const total = Math.max(0, Math.floor(until / minute) - Math.floor(since / minute))
  const counts = [Math.floor(total / 1440), Math.floor(total / 60) % 24, total % 60]
  const [first, second] = [lasting.days, lasting.hours, lasting.minutes]
    .map((forms, index) => ({ forms, count: counts[index] ?? 0, index }))
    .slice(total >= 1440 ? 0 : 1, total >= 1440 ? 2 : 3)
    .filter(({ count }) => count > 0)
    .map(({ forms, count }) => fill(forms[count === 1 ? 0 : 1] ?? '', { count: String(count) }))
  if (first === undefined) return lasting.moment
  return second === undefined ? first : fill(lasting.both, { first, second })
}

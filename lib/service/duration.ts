import * as v from 'valibot'

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/
const example = 'a duration with its unit, such as "100ms", "2s", "10m" or "3h"'
const isUnit = (text: string | undefined): text is keyof typeof units => text !== undefined && text in units

/** Whole milliseconds of a duration with its unit, such as `100ms`, `2s`, `10m`, `3h`; `undefined` if it is none. */
export const milliseconds = (text: string): number | undefined => {
  const [, amount, unit] = pattern.exec(text) ?? []
  return isUnit(unit) ? Math.round(Number(amount) * units[unit]) : undefined
}

const inside = (length: number, least: number, most: number) => length >= least && length <= most

/** Schema of a duration: a string with its unit in the file, whole milliseconds after parsing. Editors show `words`, too. */
export const durationBetween = (least: number, most: number, allowed: string, words?: string) =>
  v.pipe(
    v.string(example),
    v.regex(pattern, example),
    v.check(text => inside(milliseconds(text) ?? 0, least, most), allowed),
    v.description(
      [...(words ? [words] : []), 'A duration with its unit: 100ms, 2s, 10m, 3h or 1d.'].join(' '),
    ),
    v.transform(text => milliseconds(text) ?? 0),
  )

// Beyond this, sums with the clock would leave the range of a date.
const longest = 366 * units.d

/** A duration of any length up to 366 days, `0s` among them. */
export const duration = durationBetween(0, longest, 'at most 366d')

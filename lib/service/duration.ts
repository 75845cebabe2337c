import * as v from 'valibot'

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

const isUnit = (text: string | undefined): text is keyof typeof units => text !== undefined && text in units

/** Milliseconds of a duration with its unit, such as `100ms`, `2s`, `10m`, `3h`; `undefined` if it is none. */
export const milliseconds = (text: string): number | undefined => {
  const [, amount, unit] = pattern.exec(text) ?? []
  return isUnit(unit) ? Number(amount) * units[unit] : undefined
}

/** Schema of a duration: a string with its unit in the file, milliseconds after parsing. */
export const duration = v.pipe(
  v.string('a duration with its unit, such as "100ms", "2s", "10m" or "3h"'),
  v.regex(pattern, 'a duration with its unit, such as "100ms", "2s", "10m" or "3h"'),
  v.transform(text => milliseconds(text) ?? 0),
)

import * as v from 'valibot'

/** Pieces that the schemas of a service share. */

/** Hover text for editors; the JSON Schema carries it. */
export const told = <Schema extends v.GenericSchema>(schema: Schema, words: string) =>
  v.pipe(schema, v.description(words))

export const text = v.pipe(v.string(), v.trim(), v.nonEmpty('some text'))

export const line = v.pipe(
  text,
  v.check(one => !/\p{Cc}/u.test(one), 'text on one line'),
)

export const counting = (from: number, to: number) => {
  const allowed = `a whole number from ${from} to ${to}`
  return v.pipe(v.number(allowed), v.integer(allowed), v.minValue(from, allowed), v.maxValue(to, allowed))
}

/** Euros, cents and their parts included. */
export const eurosUpTo = (most: number) => {
  const allowed = `euros: a number from 0 to ${most}`
  return v.pipe(v.number(allowed), v.minValue(0, allowed), v.maxValue(most, allowed))
}

/** A piece of a text: where it begins (index of UTF-16 units) and what stands there. */
export interface Spot {
  readonly at: number
  readonly found: string
}

/** What people, and the pages they copy from, put between digits. */
const mark = String.raw`[\s.\p{Pd}\u2212/]`
/** What may stand between two groups of digits: in most numbers a stroke as well; only a space; or anything but one. */
const between = {
  any: `${mark}{1,3}`,
  space: String.raw`\s`,
  noStroke: String.raw`[\s.\p{Pd}\u2212]{1,3}`,
} as const
/** Between digits and letters, where there may be nothing. */
export const maybeMarks = `${mark}{0,3}`

/** Digits written in groups of these lengths; `[8]` is all at once. */
export const inGroups = (
  marks: keyof typeof between,
  ...groupings: readonly (readonly number[])[]
): string => {
  const spelt = groupings.map(sizes => sizes.map(size => `\\d{${size}}`).join(between[marks]))
  return `(?:${spelt.join('|')})`
}

/** As many groups of one digit. */
export const oneByOne = (digits: number): readonly number[] => Array.from({ length: digits }, () => 1)

/** Not in the middle of a number, and not after its point: `1.912.345.678` is an amount. */
export const freshStart = String.raw`(?<!\d)(?<!\d[.,])`
/** Not before more letters or digits of the same word. */
export const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}])`

/** Letters and digits alone, in capitals. */
export const compact = (spelt: string): string => spelt.toUpperCase().replaceAll(/[^A-Z\d]/g, '')

/** Every place of a global pattern. */
export const placesOf = (text: string, pattern: RegExp): readonly Spot[] =>
  [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ at: index, found }))

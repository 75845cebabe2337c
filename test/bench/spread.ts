/** How the numbers of several rounds lie; noughts where there are none. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** The least of the numbers that so great a part of them does not exceed (nearest rank). */
export const percentile = (numbers: readonly number[], part: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(numbers.length * part) - 1)] ?? 0

export const spreadOf = (numbers: readonly number[]): Spread => ({
  median: percentile(numbers, 0.5),
  low: percentile(numbers, 0),
  high: percentile(numbers, 1),
})

/** Both taken in the same round, so that what else the machine did weighed on both. */
export const inPairs = (
  ours: readonly number[],
  theirs: readonly number[],
  of: (one: number, other: number) => number,
): Spread => spreadOf(ours.map((one, n) => of(one, theirs[n] ?? Number.NaN)))

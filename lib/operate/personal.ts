import {
  compact,
  freshStart,
  inGroups,
  maybeMarks,
  oneByOne,
  placesOf,
  type Spot,
  wordEnd,
} from './spelling.ts'

const letters = 'TRWAGMYFPDXBNJZSQVHLCKE'
const hasItsLetter = (digits: string, letter: string | undefined): boolean =>
  letters[Number(digits) % letters.length] === letter

/** `12.345.678 y luego`: after a space and before another word, these three are words themselves. */
const isWord = (text: string, { at, found }: Spot): boolean =>
  /\s[aey]$/.test(found) && /^\s/.test(text.slice(at + found.length))

const lettered = (text: string, pattern: RegExp, isRight: (number: string) => boolean): readonly Spot[] =>
  placesOf(text, pattern).filter(spot => !isWord(text, spot) && isRight(compact(spot.found)))

// With strokes, or in fours with hyphens, they are laws and years: 1038/2022, 2019-2023.
// Of seven digits are the old ones, whose first zero nobody writes. After X, Y or Z they are a NIE's.
const eight = `(?:${inGroups('noStroke', [8], [2, 3, 3], [2, 2, 2, 2], oneByOne(8))}|${inGroups('space', [4, 4])})`
const seven = String.raw`(?<![XYZ][\s.\p{Pd}]{0,2}|[xyz][.\p{Pd}]?)${inGroups('noStroke', [7], [1, 3, 3])}`
const dniPattern = new RegExp(`${freshStart}(?:${eight}|${seven})${maybeMarks}[A-Za-z]${wordEnd}`, 'gu')

/** DNI numbers with their right letter, however they are written. With a wrong one it is some other number, nobody's. */
export const dnisIn = (text: string): readonly Spot[] =>
  lettered(text, dniPattern, number => hasItsLetter(number.slice(0, -1), number.at(-1)))

// As a number for the tax office of other countries it has ES before it.
const nieStart = String.raw`(?<=(?:^|[^\p{L}\p{N}])(?:ES)?)[XYZ]`
const niePattern = new RegExp(
  `${nieStart}${maybeMarks}0?${inGroups('noStroke', [7], [1, 3, 3], [4, 3], [3, 4], oneByOne(7))}${maybeMarks}[A-Z]${wordEnd}`,
  'giu',
)

/** NIE numbers with their right letter: X, Y and Z count as 0, 1 and 2. */
export const niesIn = (text: string): readonly Spot[] =>
  lettered(text, niePattern, number => {
    const digits = number.slice(1, -1).slice(-7)
    return hasItsLetter(`${'XYZ'.indexOf(number.charAt(0))}${digits}`, number.at(-1))
  })

/** The province and the number as one, a number below ten millions with seven digits; its remainder is the check. */
const isNuss = (number: string): boolean => {
  const [province, middle, check] = [number.slice(0, 2), number.slice(2, 10), number.slice(10)].map(Number)
  if (province === undefined || middle === undefined) return false
  const whole = province * (middle < 10_000_000 ? 10_000_000 : 100_000_000) + middle
  return whole % 97 === check
}
// Not in threes: 281.234.567.840 is an amount.
const twelve = inGroups(
  'any',
  [12],
  [2, 8, 2],
  [2, 10],
  [10, 2],
  [2, 4, 4, 2],
  [2, 2, 3, 3, 2],
  [4, 4, 4],
  oneByOne(12),
)
const nussPattern = new RegExp(String.raw`${freshStart}${twelve}(?!\d|[.,]\d)`, 'gu')

/** Social Security numbers of people, with their right check digits. */
export const nussesIn = (text: string): readonly Spot[] =>
  placesOf(text, nussPattern).filter(({ found }) => isNuss(compact(found)))

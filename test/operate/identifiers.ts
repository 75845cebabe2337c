import fc from 'fast-check'

/** Right numbers of every kind, and the ways in which people write them. Reckoned apart from the code under test. */

/** Letter by remainder, as the Ministry of the Interior lists them. */
const letterOf: Readonly<Record<number, string>> = Object.fromEntries(
  'T R W A G M Y F P D X B N J Z S Q V H L C K E'.split(' ').map((letter, rest) => [rest, letter]),
)
const rest = (digits: string, by: number): number => Number(BigInt(digits) % BigInt(by))
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

export interface Identifier {
  /** In its parts, such as `['12', '345', '678', 'Z']`: a mark may stand between any two. */
  readonly parts: readonly string[]
  /** The same with a wrong check. */
  readonly wrong: string
}

const otherLetter = (letter: string, step: number): string => {
  const all = Object.values(letterOf)
  return all[(all.indexOf(letter) + step) % all.length] ?? 'I'
}
const step = fc.integer({ min: 1, max: 22 })

const split = (text: string, ...sizes: readonly number[]): readonly string[] => {
  const [size, ...others] = sizes
  return size === undefined || text === '' ? [] : [text.slice(0, size), ...split(text.slice(size), ...others)]
}

export const dni: fc.Arbitrary<Identifier> = fc
  .tuple(digits(8), step, fc.constantFrom([8], [2, 3, 3], [2, 2, 2, 2]))
  .map(([number, away, sizes]) => {
    const letter = letterOf[rest(number, 23)] ?? ''
    return { parts: [...split(number, ...sizes), letter], wrong: `${number}${otherLetter(letter, away)}` }
  })

export const nie: fc.Arbitrary<Identifier> = fc
  .tuple(fc.constantFrom('X', 'Y', 'Z'), digits(7), step, fc.constantFrom([7], [1, 3, 3]))
  .map(([first, number, away, sizes]) => {
    const letter = letterOf[rest(`${{ X: 0, Y: 1, Z: 2 }[first]}${number}`, 23)] ?? ''
    return {
      parts: [first, ...split(number, ...sizes), letter],
      wrong: `${first}${number}${otherLetter(letter, away)}`,
    }
  })

const two = (n: number | bigint): string => String(n).padStart(2, '0')

export const nuss: fc.Arbitrary<Identifier> = fc
  .tuple(
    fc.integer({ min: 1, max: 53 }).map(two),
    fc.oneof(
      digits(8),
      digits(7).map(seven => `0${seven}`),
    ),
    fc.integer({ min: 1, max: 96 }),
  )
  .map(([province, number, away]) => {
    const whole = number.startsWith('0') ? `${province}${number.slice(1)}` : `${province}${number}`
    const check = rest(whole, 97)
    return {
      parts: [province, number, two(check)],
      wrong: `${province}${number}${two((check + away) % 97)}`,
    }
  })

/** The bank's part: digits where there is a 0, capitals where there is an A. */
const accounts: Readonly<Record<string, string>> = {
  ES: '00000000000000000000',
  DE: '000000000000000000',
  GB: 'AAAA00000000000000',
  MT: 'AAAA00000000000000000000000',
  NO: '00000000000',
  PT: '000000000000000000000',
  CR: '000000000000000000',
}

const numeric = (text: string): string => text.replaceAll(/[A-Z]/g, sign => String(sign.charCodeAt(0) - 55))

export const iban: fc.Arbitrary<Identifier> = fc
  .tuple(
    fc.constantFrom(...Object.entries(accounts)),
    fc.array(fc.nat(25), { minLength: 32, maxLength: 32 }),
    fc.integer({ min: 1, max: 96 }),
  )
  .map(([[country, shape], random, away]) => {
    const account = [...shape]
      .map((kind, n) =>
        kind === '0' ? String((random[n] ?? 0) % 10) : String.fromCharCode(65 + (random[n] ?? 0)),
      )
      .join('')
    const check = 98 - rest(numeric(`${account}${country}00`), 97)
    const whole = `${country}${two(check)}${account}`
    const wrong = ((check - 2 + away) % 97) + 2
    return { parts: split(whole, 4, 4, 4, 4, 4, 4, 4, 4), wrong: `${country}${two(wrong)}${account}` }
  })

const marks = {
  all: ['', ' ', '.', '-', '\u00a0', '\u2011', ' - '],
  nuss: ['', ' ', '/', '-', '\u00a0', ' / '],
  iban: ['', ' ', '-', '\u00a0'],
} as const

/** A number in one of its spellings: one mark throughout, capitals or small letters. */
const spelt = (number: fc.Arbitrary<Identifier>, between: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(number, fc.constantFrom(...between), fc.boolean())
    .map(([{ parts }, mark, isSmall]) => (isSmall ? parts.join(mark).toLowerCase() : parts.join(mark)))

export const identifiers = [
  ['dni', dni, spelt(dni, marks.all)],
  ['nie', nie, spelt(nie, marks.all)],
  ['nuss', nuss, spelt(nuss, marks.nuss)],
  ['iban', iban, spelt(iban, marks.iban)],
] as const

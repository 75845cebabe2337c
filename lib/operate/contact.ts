import { urlsIn } from '../publish/links.ts'
import { linkable } from '../words/gates.ts'
import { freshStart, inGroups, maybeMarks, placesOf, type Spot } from './spelling.ts'

const email = /[\p{L}\p{N}._%+-]+[@＠](?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu

/** `Import@ss` and `Cl@ve` are none: nothing with a dot comes after their @. */
export const emailsIn = (text: string): readonly Spot[] => placesOf(text, email)

// In these groups only: `9-11-2026 10` has nine digits too.
const nine = inGroups('any', [9], [3, 3, 3], [3, 2, 2, 2], [2, 3, 2, 2], [2, 7], [3, 6], [2, 3, 4], [3, 2, 4])
const spain = String.raw`(?:\(?(?:\+|00)\s?34\)?|34)${maybeMarks}`
const abroad = String.raw`\+\d{1,3}(?:[\s.\p{Pd}()]{0,2}\d){7,12}`
/** More digits, cents or euros make an amount of it. */
const noAmount = String.raw`(?!\d|[.,]\d|\s*(?:€|euros?(?!\p{L})|EUR(?!\p{L})))`
const phone = new RegExp(`${freshStart}(?:(?:${spain})?(?=[6-9])${nine}|${abroad})${noAmount}`, 'gu')
// No other number of three digits begins with a zero.
const short = /(?<![\p{L}\p{N}.,:/\p{Pd}+]|\d\s)0\d\d(?!\p{N}|[.,:/\p{Pd}\s]\d)/gu

const digitsOf = (number: string): string => number.replaceAll(/\D/g, '').replace(/^(?:00)?34(?=\d{9}$)/, '')

/** Phones of nine digits, short ones such as 060, and foreign ones with their +, that are none of `own`. */
export const phonesIn = (text: string, own: readonly string[]): readonly Spot[] => {
  const known = new Set(own.map(digitsOf))
  return [...placesOf(text, phone), ...placesOf(text, short)].filter(
    ({ found }) => !known.has(digitsOf(found)),
  )
}

const words = (text: string): readonly Spot[] => placesOf(text, /\S+/g)

/** Without the brackets and stops around it. */
const bare = ({ at, found }: Spot): Spot => {
  const before = found.match(/^[([{"'«“‘¿¡]*/)?.[0].length ?? 0
  return { at: at + before, found: found.slice(before).replace(/[)\]}"'»”’.,;:!?]+$/, '') }
}

/** Addresses and bare domains, each whole. */
export const addressesIn = (text: string): readonly Spot[] =>
  words(text)
    .filter(({ found }) => urlsIn(found).length > 0)
    .map(bare)

export const mentionsIn = (text: string): readonly Spot[] =>
  words(text).flatMap(({ at, found }) =>
    linkable(found)
      .filter(link => /^[@＠]/.test(link))
      .map(link => ({ at: at + found.indexOf(link), found: link })),
  )

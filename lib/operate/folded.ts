import type { Spot } from './spelling.ts'

/** An ordinal's letter is no letter of a number: in `23.000.003ª` it would be its check. */
const ordinal = /[ªº]/

const foldOf = (sign: string): string => (ordinal.test(sign) ? sign : sign.normalize('NFKC'))

/**
 * Finds in a text what stands there in other forms of the same signs, such as full-width digits: the places and what
 * they hold are those of the text itself.
 */
export const foldedSpots = (text: string, search: (folded: string) => readonly Spot[]): readonly Spot[] => {
  if (text === text.normalize('NFKC')) return []
  let folded = ''
  // Of each unit of the folded text: the units of the text that it was made of.
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const sign of text) {
    const fold = foldOf(sign)
    folded += fold
    for (const _ of fold.split('')) {
      from.push(at)
      to.push(at + sign.length)
    }
    at += sign.length
  }
  return search(folded).map(spot => {
    const start = from[spot.at] ?? 0
    return { at: start, found: text.slice(start, to[spot.at + spot.found.length - 1] ?? at) }
  })
}

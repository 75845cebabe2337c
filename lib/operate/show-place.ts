import type { Spot } from './spelling.ts'
import { unseenIn } from './unseen.ts'

/** Columns of what stands before and behind the place, where the text is long. */
const around = 30
const cutMark = '...'

const withUnseenShown = (text: string): string =>
  unseenIn(text).reduceRight(
    (shown, { at, found }) => shown.slice(0, at) + '�'.repeat(found.length) + shown.slice(at + found.length),
    text,
  )

/** How wide a terminal shows it, near enough: an emoji takes two columns, an accent of its own none. */
const columns = (text: string): number =>
  [...text].reduce(
    (sum, sign) => sum + (/\p{M}|\u200D/u.test(sign) ? 0 : /\p{Emoji_Presentation}/u.test(sign) ? 2 : 1),
    0,
  )

const last = (text: string): string => {
  const signs = [...text]
  return signs.length > around ? `${cutMark}${signs.slice(-around).join('')}` : text
}
const first = (text: string): string => {
  const signs = [...text]
  return signs.length > around ? `${signs.slice(0, around).join('')}${cutMark}` : text
}

/** Two lines: the text, cut around the place if it is long, and `^^^^` under the place. Nothing unseen is left in it. */
export const showPlace = (text: string, { at, found }: Spot): string => {
  const shown = withUnseenShown(text)
  const end = at + found.length
  const before = last(shown.slice(0, at))
  const place = shown.slice(at, end)
  return `${before}${place}${first(shown.slice(end))}\n${' '.repeat(columns(before))}${'^'.repeat(Math.max(1, columns(place)))}`
}

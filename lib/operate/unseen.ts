import { placesOf, type Spot } from './spelling.ts'

/** Emoji are made with two of the invisible signs: a joiner, and a mark for colour. */
const inEmoji = String.raw`(?<=\p{Extended_Pictographic}[\uFE0F\p{EMod}]?)(?:\u200D(?=\p{Extended_Pictographic})|\uFE0F)`
const keycap = String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`
/** Controls, line breaks, signs without a width or that turn the direction, halves of a sign, and an empty braille. */
const sign = String.raw`[\p{Cc}\p{Cf}\p{DI}\p{Zl}\p{Zp}\p{Cs}\u2800]`
const unseen = new RegExp(`(?:(?!${inEmoji}|${keycap})${sign})+`, 'gu')

/** Runs of characters that no reader sees: two texts that look the same would differ, or one look like another. */
export const unseenIn = (text: string): readonly Spot[] => placesOf(text, unseen)

/** `U+200B U+202E` */
export const codesOf = (signs: string): string =>
  [...signs]
    .map(one => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')

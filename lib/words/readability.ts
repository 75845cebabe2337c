import { readNumeral } from './numerals.ts'
import { syllables } from './syllables.ts'

export interface Readability {
  /** Szigriszt-Pazos: from 65 fairly easy, from 80 very easy. */
  readonly inflesz: number
  /** Words of the longest sentence. */
  readonly longest: number
}

// The incident's code is for machines and for looking up: nobody reads it aloud.
const code = /\(\p{Lu}{2,5}-\d+\)/gu
const word = /[\p{L}\p{N}]+(?:[@'’:.,·-][\p{L}\p{N}]+)*/gu

/** The words of each sentence, as a reader sees them: a time or a number is one; an emoji is none. */
export const sentencesOf = (text: string): readonly string[][] =>
  text
    .replace(code, '')
    .split(/(?<=[.!?…])\s+/u)
    .map(sentence => sentence.match(word) ?? [])
    .filter(words => words.length > 0)

/** A number counts as the words it is read in: the formula was made for texts with numbers in letters. */
const readAloud = (seen: string): readonly string[] =>
  (seen.match(/\d+|[^\d:.,]+/g) ?? []).flatMap(part => (/^\d/.test(part) ? readNumeral(part) : [part]))

/** How easy a Spanish text is to read: 206.835 - 62.3 syllables per word - words per sentence (INFLESZ scale). */
export const readability = (text: string): Readability => {
  const all = sentencesOf(text)
  const words = all.flat().flatMap(readAloud)
  if (words.length === 0) return { inflesz: 206.835, longest: 0 }
  const spoken = words.reduce((sum, one) => sum + syllables(one), 0)
  return {
    inflesz: 206.835 - (62.3 * spoken) / words.length - words.length / all.length,
    longest: longestSentence(text),
  }
}

/** Words of the longest sentence; 0 if there is none. */
export const longestSentence = (text: string): number =>
  Math.max(0, ...sentencesOf(text).map(words => words.length))

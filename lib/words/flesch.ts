import { sentencesOf } from './readability.ts'

// The last e of `line`, `lines` and `closed`; not that of `table`, `services` or `needed`.
const unsaid = /(?<![^aeiouy]l)e$|(?<!(?:[sxzcg]|[cs]h|[^aeiouy]l))es$|(?<![td])ed$/

/** English syllables by a rule of thumb: runs of vowels, without an e that is not said; at least one. */
export const englishSyllables = (word: string): number => {
  const letters = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
  return Math.max(1, letters.replace(unsaid, '').match(/[aeiouy]+/g)?.length ?? 0)
}

const inBrackets = / \([^)]*\)/gu

/**
 * Flesch's reading ease of an English text: 206.835 - 1.015 words per sentence - 84.6 syllables per word; from 60 plain
 * English. Numbers are looked at rather than read, and what stands in brackets is a name in Spanish: neither counts.
 */
export const flesch = (text: string): number => {
  const sentences = sentencesOf(text.replace(inBrackets, ''))
  const words = sentences.flat().filter(word => /\p{L}/u.test(word))
  if (words.length === 0) return 206.835
  const spoken = words.reduce((sum, word) => sum + englishSyllables(word), 0)
  return 206.835 - (1.015 * words.length) / sentences.length - (84.6 * spoken) / words.length
}

import type { Language } from '../service/service.ts'
import { wordsIn } from './language.ts'

/** What every text must keep: X's length with room to spare, words of a sentence; INFLESZ in Spanish, Flesch in English. */
export const limits = { weighted: 260, inflesz: 65, flesch: 60, words: 15 } as const

const letters = (pattern: string): RegExp =>
  new RegExp(`(?<!\\p{L})${pattern.replaceAll('*', '\\p{L}*')}(?!\\p{L})`, 'giu')

/** Words that citizens do not say, and short names (`la sede`) that come before the whole one. */
export const bannedWords = (text: string, language: Language = 'es'): readonly string[] => {
  const { banned, inFullAtFirst } = wordsIn(language)
  const said = banned.flatMap(pattern => text.match(letters(pattern)) ?? [])
  const short = Object.entries(inFullAtFirst).filter(([word, whole]) => {
    const first = text.search(letters(word))
    return first >= 0 && !text.slice(first).toLowerCase().startsWith(whole)
  })
  return [...said, ...short.map(([word]) => word)]
}

const links = [
  // No domain ends in one letter: `n.º`, `S.L.`, `a.m.` are abbreviations.
  /[\p{L}\p{N}_-]+\.\p{L}[\p{L}\p{N}]+/gu,
  /\w*:\/\/\S*/g,
  // X takes an @ for a mention even after an accented letter, but not after one of a to z (Import@ss).
  /(?<![A-Za-z0-9_])[@＠]\w+/g,
  /(?<![\p{L}\p{N}_&])[#＃$][\p{L}\p{N}_]+/gu,
]

/** What X would make a link of: addresses, bare domains, mentions, hashtags. A link multiplies the price of a post. */
export const linkable = (text: string): readonly string[] => links.flatMap(link => text.match(link) ?? [])

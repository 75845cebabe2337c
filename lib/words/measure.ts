import type { Language } from '../service/service.ts'
import { flesch } from './flesch.ts'
import { bannedWords, limits, linkable } from './gates.ts'
import { weightedLength } from './length.ts'
import { longestSentence, readability } from './readability.ts'

/** What the gates look at in one text. */
export interface Measure {
  readonly weighted: number
  /** Of Spanish. */
  readonly inflesz?: number
  /** Of English. The other languages have no formula that we know to hold: their sentences are counted, no more. */
  readonly flesch?: number
  readonly longest: number
  readonly banned: readonly string[]
  readonly links: readonly string[]
}

/** By the formula that its language has. */
const easeIn = (text: string, language: Language): Pick<Measure, 'inflesz' | 'flesch'> => {
  if (language === 'es') return { inflesz: readability(text).inflesz }
  return language === 'en' ? { flesch: flesch(text) } : {}
}

export const measure = (text: string, language: Language = 'es'): Measure => ({
  ...easeIn(text, language),
  longest: longestSentence(text),
  weighted: weightedLength(text),
  banned: bannedWords(text, language),
  links: linkable(text),
})

/** How easy a text is to read: higher is easier. */
export interface Ease {
  readonly formula: 'INFLESZ' | 'Flesch'
  readonly score: number
  /** What the gates ask for. */
  readonly least: number
}

/** Nothing where no formula is known for the language. */
export const easeOf = ({ inflesz, flesch }: Pick<Measure, 'inflesz' | 'flesch'>): Ease | undefined => {
  if (inflesz !== undefined) return { formula: 'INFLESZ', score: inflesz, least: limits.inflesz }
  return flesch === undefined ? undefined : { formula: 'Flesch', score: flesch, least: limits.flesch }
}

/** Whether it is easy enough, or nobody can tell. */
export const isEasy = (of: Pick<Measure, 'inflesz' | 'flesch'>): boolean => {
  const ease = easeOf(of)
  return ease === undefined || ease.score >= ease.least
}

/** Whether a text keeps every gate. */
export const passes = (of: Measure): boolean =>
  of.weighted <= limits.weighted &&
  isEasy(of) &&
  of.longest <= limits.words &&
  of.banned.length === 0 &&
  of.links.length === 0

import type { Language } from '../service/service.ts'
import { bannedWords, limits, linkable } from './gates.ts'
import { weightedLength } from './length.ts'
import { readability } from './readability.ts'

/** What the gates look at in one text. */
export interface Measure {
  readonly weighted: number
  readonly inflesz: number
  readonly longest: number
  readonly banned: readonly string[]
  readonly links: readonly string[]
}

export const measure = (text: string, language: Language = 'es'): Measure => ({
  ...readability(text),
  weighted: weightedLength(text),
  banned: bannedWords(text, language),
  links: linkable(text),
})

/** Whether a text keeps every gate. */
export const passes = (of: Measure): boolean =>
  of.weighted <= limits.weighted &&
  of.inflesz >= limits.inflesz &&
  of.longest <= limits.words &&
  of.banned.length === 0 &&
  of.links.length === 0

import type { ChannelSettings, Language, Names, Service } from '../service/service.ts'
import { fill, isFilled, type Values } from './fill.ts'
import { aroundFreeWords, freeWords } from './free-words.ts'
import { limits } from './gates.ts'
import { agree, capitals, contract } from './grammar.ts'
import { type Template, type Words, wordsIn } from './language.ts'
import { weightedLength } from './length.ts'
import { newestOf, saidMoments } from './moments.ts'
import { type Naming, namingsOf } from './naming.ts'
import type { Notice } from './notice.ts'
import { longestSentence } from './readability.ts'
import { templateKey } from './template-key.ts'

/** In whose voice a notice is told. */
export interface Edition {
  readonly language: Language
  readonly timeZone: string
  readonly official: boolean
  /** The body's own name, such as `la Seguridad Social`. */
  readonly service: Names
  /** Epoch milliseconds: a time of another day than this says its day. Absent: the notice's newest instant. */
  readonly now?: number
  /** Every time with its seconds and its day, for a text that was posted before. */
  readonly precise?: boolean
}

export const editionOf = (service: Service, language: ChannelSettings['language']): Edition => ({
  language,
  timeZone: service.timeZone,
  official: service.official,
  service: service.name,
})

/** The sentences without what is said only where there is room, from none left out to all. */
const shorter = (sentences: readonly string[]): readonly string[][] => {
  const spare = sentences.filter(sentence => sentence.startsWith('?'))
  return [...spare.keys(), spare.length].map(left => {
    const kept = spare.slice(left)
    return sentences
      .filter(sentence => !spare.includes(sentence) || kept.includes(sentence))
      .map(sentence => sentence.replace(/^\?/, ''))
  })
}

/** What every way of naming has in common. */
interface Facts {
  readonly values: Values
  readonly edition: keyof Words['editions']
}

/** A template's text for one way of naming; sentences without their values are left out. Free words stay as they are. */
const render = (sentences: readonly string[], naming: Naming, facts: Facts, words: Words): string => {
  const values = { ...naming.values, ...facts.values }
  const phrases = { ...words.phrases[naming.place], ...words.editions[facts.edition] }
  const told = sentences
    .map(sentence => agree(fill(sentence, phrases), naming.agreement))
    .filter(sentence => isFilled(sentence, values))
  return aroundFreeWords(told.join(' '))
    .map((piece, index) => {
      const text = fill(piece, values)
      return index % 2 === 1 ? text : capitals(contract(text, words))
    })
    .join('')
    .normalize('NFC')
}

/** A list shows up to four names before it counts the others, and two as long as leaving out a sentence helps. */
const mostShown = 4
const wantShown = 2

/** Every text that would do, the best first. */
const candidates = function* (notice: Notice, edition: Edition, words: Words) {
  const { timeZone, official, precise = false, now: today = newestOf(notice) } = edition
  const { heads, tail: whole }: Template = words.notices[templateKey(notice)]
  const values = { ...saidMoments(notice, { timeZone, today, precise, words }), ...freeWords(notice) }
  const facts: Facts = { values, edition: official ? 'official' : 'unofficial' }
  const namings = namingsOf(notice, edition.service, mostShown, edition.language)
  const tails = shorter(whole)
  for (const some of [namings.slice(0, 1 - wantShown), namings.slice(1 - wantShown)])
    for (const tail of tails)
      for (const naming of some)
        for (const head of heads)
          yield `${render([head, ...tail], naming, facts, words)} (${notice.incident})`
}

const fits = (text: string): boolean =>
  weightedLength(text) <= limits.weighted && longestSentence(text) <= limits.words

/** How far a text is over the limits; the length weighs more, since X refuses what is too long. */
const excessOf = (text: string): number => {
  const words = Math.max(0, longestSentence(text) - limits.words)
  return words + 1_000 * Math.max(0, weightedLength(text) - limits.weighted)
}

/** Names that no check has passed have to be told too, as well as they can. */
const leastBad = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (excessOf(text) < excessOf(best) ? text : best))

/** The post that tells a notice: one paragraph with its local times and its code, which no other post has. */
export const compose = (notice: Notice, edition: Edition): string => {
  const tried: string[] = []
  for (const text of candidates(notice, edition, wordsIn(edition.language))) {
    if (fits(text)) return text
    tried.push(text)
  }
  return leastBad(tried)
}

/** A text unlike one that was posted before with the same words: the notice's number beside its code. */
export const numbered = (text: string, n: number, language: Language): string =>
  text.replace(/\)$/, `, ${fill(wordsIn(language).numbered, { n: String(n) })})`)

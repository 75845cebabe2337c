import type { ChannelSettings, Language, Names, Service } from '../service/service.ts'
import { fill, isFilled, type Values } from './fill.ts'
import { limits } from './gates.ts'
import { agree, capitals, contract } from './grammar.ts'
import { spokenFor, type Template, type Words, wordsIn } from './language.ts'
import { weightedLength } from './length.ts'
import { newestOf, saidMoments } from './moments.ts'
import { longestList, type Naming, namingOf } from './naming.ts'
import type { Notice } from './notice.ts'
import { longestSentence } from './readability.ts'
import { templateKey } from './template-key.ts'

/** In whose voice a notice is told. */
export interface Edition {
  /** Spanish serves where this one has no words yet. */
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

/** Where an unofficial edition says so: in what opens an incident, and where there is room in what opens it again. */
const disclaimers = ({ what }: Notice, official: boolean, words: Words): readonly string[][] => {
  if (official) return [[]]
  if (what === 'outage' || what === 'degraded') return [[words.unofficial]]
  return what === 'reopened' ? [[words.unofficial], []] : [[]]
}

/** A template's text for one way of naming; sentences without their values are left out. */
const render = (sentences: readonly string[], naming: Naming, moments: Values, words: Words): string => {
  const phrases = Object.fromEntries(
    Object.entries(words.phrases).map(([name, phrase]) => [name, phrase[naming.place]]),
  )
  const values = { ...naming.values, ...moments }
  const told = sentences
    .map(sentence => agree(fill(sentence, phrases), naming.agreement))
    .filter(sentence => isFilled(sentence, values))
    .map(sentence => fill(sentence, values))
  return capitals(contract(told.join(' '), words)).normalize('NFC')
}

/** How many names a list may show before the others are only counted. */
const mostShown = 5

/** Every text that would do, the best first: more names before a shorter wording. */
const candidates = function* (notice: Notice, edition: Edition, words: Words, template: Template) {
  const { timeZone, precise = false, now: today = newestOf(notice) } = edition
  const moments = saidMoments(notice, { timeZone, today, precise, words })
  const ends = disclaimers(notice, edition.official, words)
  for (let shown = Math.min(longestList(notice), mostShown); shown >= 1; shown -= 1) {
    const naming = namingOf(notice, edition.service, shown, spokenFor(edition.language), words)
    for (const head of template.heads)
      for (const end of ends)
        yield `${render([head, ...template.tail, ...end], naming, moments, words)} (${notice.incident})`
  }
}

const fits = (text: string): boolean =>
  longestSentence(text) <= limits.words && weightedLength(text) <= limits.weighted

/** The post that tells a notice: one paragraph with its local times and its code, which no other post has. */
export const compose = (notice: Notice, edition: Edition): string => {
  const words = wordsIn(edition.language)
  let shortest: string | undefined
  for (const text of candidates(notice, edition, words, words.notices[templateKey(notice)])) {
    if (fits(text)) return text
    if (shortest === undefined || weightedLength(text) < weightedLength(shortest)) shortest = text
  }
  // Names that were read with their file always fit; others still have to be told.
  return shortest ?? ''
}

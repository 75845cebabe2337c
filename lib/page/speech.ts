import { type Language, type Names, nameIn, type Service } from '../service/service.ts'
import { fill, type Values } from '../words/fill.ts'
import { onOneLine } from '../words/free-words.ts'
import {
  type Agreement,
  agree,
  agreementOf,
  capitals,
  contract,
  list,
  together,
  withoutService,
} from '../words/grammar.ts'
import { languageOf, type Words, wordsIn } from '../words/language.ts'
import { momentOf, timeOf } from '../words/local-time.ts'
import { type PageWords, pageWordsIn, tagOf } from './page-words.ts'

/** A language with all that sentences need in it. */
export interface Speech {
  readonly language: Language
  /** As BCP 47 names it. */
  readonly tag: string
  readonly words: PageWords
  readonly grammar: Words
  readonly timeZone: string
  /** Epoch milliseconds: times of this day say no day. */
  readonly today: number
  readonly service: Names
}

export const speechOf = (language: Language, { timeZone, name }: Service, today: number): Speech => ({
  language,
  tag: tagOf(language),
  words: pageWordsIn(language),
  grammar: wordsIn(language),
  timeZone,
  today,
  service: name,
})

const one: Agreement = { feminine: false, many: false }

// Letters that run to the left would carry the rest of the sentence with them.
const leftward = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u202a-\u202e]/u
const isolated = (name: string): string => (leftward.test(name) ? `\u2068${name}\u2069` : name)

/** A name on one line. */
export const nameOf = (names: Names, { language }: Speech): string =>
  isolated(onOneLine(nameIn(names, language)))

/** What a title or a sentence begins with, after its marks. */
export const capital = (text: string): string =>
  text.replace(/^[^\p{L}\p{N}]*\p{Ll}/u, start => start.toUpperCase())

/** A name where a sentence begins. */
export const titleOf = (names: Names, speech: Speech): string => capital(nameOf(names, speech))

/** The tag of the language that a name is told in, where that is not the page's own. */
export const otherTag = (names: Names, { language }: Speech): string | undefined => {
  const told = languageOf(names, language)
  return told === language ? undefined : tagOf(told)
}

const short = (names: Names, speech: Speech): string => {
  const own = languageOf(names, speech.language)
  const [name = ''] = withoutService(
    [onOneLine(nameIn(names, own))],
    onOneLine(nameIn(speech.service, own)),
    wordsIn(own),
  )
  return isolated(name)
}

const mostShown = 4

/** Names as a list, and what agrees with them; the fifth and later ones are only counted. Never empty. */
export const namesTold = (all: readonly Names[], speech: Speech): { text: string; agreement: Agreement } => {
  const told = all.map(names => (all.length === 1 ? nameOf(names, speech) : short(names, speech)))
  const each = all.map(names =>
    agreementOf(nameIn(names, speech.language), wordsIn(languageOf(names, speech.language))),
  )
  const shown = each.slice(0, mostShown)
  return {
    text: list(told, mostShown, speech.grammar),
    agreement: together(shown, each.length - shown.length),
  }
}

/** A sentence of the page with its values, beginning with a capital. */
export const say = (template: string, values: Values, { grammar }: Speech, agreement = one): string =>
  capitals(contract(fill(agree(template, agreement), values), grammar))

/** A sentence about `{names}`, which agrees with them. Never of none. */
export const sayOf = (template: string, all: readonly Names[], values: Values, speech: Speech): string => {
  const { text: names, agreement } = namesTold(all, speech)
  return say(template, { ...values, names }, speech, agreement)
}

/** `las 10:40`, `las 23:50 del viernes 20`. */
export const clock = (at: number, { timeZone, today, grammar }: Speech): string =>
  timeOf(momentOf(at, { timeZone, today, precise: false, words: grammar }), grammar)

const formats = new Map<string, Intl.DateTimeFormat>()

const shapes = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  plain: { day: 'numeric', month: 'long', year: 'numeric' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
} as const

/** Making a format costs a thousand times what using it does. */
const dateIn = (tag: string, shape: keyof typeof shapes, timeZone: string): Intl.DateTimeFormat => {
  const key = `${tag} ${shape} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, { ...shapes[shape], timeZone })
  formats.set(key, made)
  return made
}

/** `10:40` with neither article nor day, for where the date stands before it. */
export const digits = (at: number, { timeZone, grammar }: Speech): string =>
  momentOf(at, { timeZone, today: at, precise: false, words: grammar }).time

/** `sábado, 21 de noviembre de 2026` */
export const longDate = (at: number, { tag, timeZone }: Speech): string =>
  dateIn(tag, 'long', timeZone).format(at)

/** `21 de noviembre de 2026` */
export const plainDate = (at: number, { tag, timeZone }: Speech): string =>
  dateIn(tag, 'plain', timeZone).format(at)

/** `21 nov` of a calendar day such as `2026-11-21`. */
export const shortDay = (day: string, { tag }: Speech): string =>
  dateIn(tag, 'day', 'UTC').format(Date.parse(`${day}T00:00:00Z`))

/** `Noviembre de 2026` of `2026-11`. */
export const monthName = (month: string, { tag }: Speech): string =>
  capital(dateIn(tag, 'month', 'UTC').format(Date.parse(`${month}-01T00:00:00Z`)))

/** A number with the language's own comma. */
export const numberIn = (value: number, { tag }: Speech): string =>
  new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value)

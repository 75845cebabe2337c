import { type Language, type Names, nameIn } from '../service/service.ts'
import { fill, type Values } from './fill.ts'
import { onOneLine } from './free-words.ts'
import { type Agreement, agreementOf, bare, list, placeOf, together, withoutService } from './grammar.ts'
import { languageOf, type Place, type Words, wordsIn } from './language.ts'
import type { Notice } from './notice.ts'

/** A name with the grammar of the language that it is told in, which is Spanish where it has no translation. */
interface Told {
  readonly name: string
  readonly grammar: Words
}

/** Who is spoken of in a post, in its language. */
interface Cast {
  readonly service: string
  /** The service without its article, in each language that a name may be told in. */
  readonly bodies: readonly string[]
  readonly place: Place
  readonly names: readonly Told[]
  readonly others: readonly Told[]
  readonly still: readonly Told[]
}

/** A post's names, ready to be put into a text: what is said of them agrees with `names`. */
export interface Naming {
  readonly values: Values
  readonly agreement: Agreement
  readonly place: Place
}

/** A name on one line. */
export const toldName = (names: Names, language: Language): string => onOneLine(nameIn(names, language))

/** Several are told as online unless all are alike. */
const placeOfAll = (names: readonly Told[]): Place => {
  const [first, ...rest] = names.map(({ name, grammar }) => placeOf(name, grammar))
  return first !== undefined && rest.every(one => one === first) ? first : 'online'
}

/** A lone name is told whole; of several, each leaves the service's name to the label. */
const toldIn = (language: Language, serviceNames: Names, isAlone: boolean) => (names: Names) => {
  const name = toldName(names, language)
  const own = languageOf(names, language)
  const grammar = wordsIn(own)
  const [short = name] = withoutService([name], toldName(serviceNames, own), grammar)
  return { name: isAlone ? name : short, grammar }
}

const bodyIn = (serviceNames: Names, language: Language): string =>
  bare(toldName(serviceNames, language), wordsIn(languageOf(serviceNames, language)))

/** Whom the notice is about: never nobody, so that what is stored without its names can still be told. */
const subjectsOf = (notice: Notice, told: (names: Names) => Told, grammar: Words): readonly Told[] => {
  // Free words name whom they will.
  if ('text' in notice) return [{ name: notice.text, grammar }]
  const names = notice.names.map(told)
  return names.length > 0 ? names : [{ name: grammar.unnamed, grammar }]
}

const castOf = (notice: Notice, serviceNames: Names, language: Language): Cast => {
  const others = 'others' in notice ? notice.others : []
  const still = 'still' in notice ? notice.still : []
  const isAlone = notice.names.length + others.length + still.length === 1
  const told = toldIn(language, serviceNames, isAlone)
  const names = subjectsOf(notice, told, wordsIn(language))
  return {
    service: toldName(serviceNames, language),
    bodies: [language, 'es' as const].map(one => bodyIn(serviceNames, one)),
    place: placeOfAll(names),
    names,
    others: others.map(told),
    still: still.map(told),
  }
}

/** The service as the post's first words, unless a name says it: every post stands alone. */
const labelOf = ({ bodies }: Cast, lists: readonly (string | undefined)[], words: Words): string => {
  const [body = ''] = bodies
  const said = lists.map(one => one?.toLowerCase())
  if (bodies.some(one => said.some(list => list?.includes(one.toLowerCase())))) return ''
  return fill(words.label, { service: body.replace(/^\p{Ll}/u, sign => sign.toUpperCase()) })
}

const namingOf = (cast: Cast, shown: number, words: Words): Naming => {
  const said = (all: readonly Told[]) => {
    const names = all.map(({ name }) => name)
    return names.length === 0 ? undefined : list(names, shown, words)
  }
  const lists = { names: said(cast.names), others: said(cast.others), still: said(cast.still) }
  const first = cast.names.slice(0, shown).map(({ name, grammar }) => agreementOf(name, grammar))
  return {
    values: { ...lists, service: cast.service, label: labelOf(cast, Object.values(lists), words) },
    agreement: together(first, cast.names.length - first.length),
    place: cast.place,
  }
}

/** The ways to say a post's names: the first shows at most `most` of each list, the last one only. */
export const namingsOf = (
  notice: Notice,
  serviceNames: Names,
  most: number,
  language: Language,
): readonly Naming[] => {
  const cast = castOf(notice, serviceNames, language)
  const longest = Math.max(cast.names.length, cast.others.length, cast.still.length)
  return Array.from({ length: Math.min(longest, most) }, (_, index) => index + 1)
    .reverse()
    .map(shown => namingOf(cast, shown, wordsIn(language)))
}

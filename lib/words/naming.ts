import { type Language, type Names, nameIn } from '../service/service.ts'
import { fill, type Values } from './fill.ts'
import { onOneLine } from './free-words.ts'
import { type Agreement, agreementOfAll, bare, list, placeOf, withoutService } from './grammar.ts'
import type { Place, Words } from './language.ts'
import type { Notice } from './notice.ts'

/** Who is spoken of in a post, in its language. */
interface Cast {
  readonly service: string
  readonly place: Place
  readonly names: readonly string[]
  readonly others: readonly string[]
  readonly still: readonly string[]
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
const placeOfAll = (names: readonly string[], words: Words): Place => {
  const [first, ...rest] = names.map(name => placeOf(name, words))
  return first !== undefined && rest.every(one => one === first) ? first : 'online'
}

/** A lone name is told whole; of several, each leaves the service's name to the label. Free words name whom they will. */
const castOf = (notice: Notice, serviceNames: Names, language: Language, words: Words): Cast => {
  const service = toldName(serviceNames, language)
  const others = 'others' in notice ? notice.others : []
  const still = 'still' in notice ? notice.still : []
  const isAlone = notice.names.length + others.length + still.length === 1
  const told = (names: readonly Names[]) => {
    const whole = names.map(one => toldName(one, language))
    return isAlone ? whole : withoutService(whole, service, words)
  }
  const names = 'text' in notice ? [notice.text] : told(notice.names)
  return { service, place: placeOfAll(names, words), names, others: told(others), still: told(still) }
}

/** The service as the post's first words, unless a name says it: every post stands alone. */
const labelOf = (service: string, lists: readonly (string | undefined)[], words: Words): string => {
  const body = bare(service, words)
  if (lists.some(one => one?.toLowerCase().includes(body.toLowerCase()))) return ''
  return fill(words.label, { service: body.replace(/^\p{Ll}/u, sign => sign.toUpperCase()) })
}

const namingOf = (cast: Cast, shown: number, words: Words): Naming => {
  const said = (names: readonly string[]) => (names.length === 0 ? undefined : list(names, shown, words))
  const lists = { names: said(cast.names), others: said(cast.others), still: said(cast.still) }
  const first = cast.names.slice(0, shown)
  return {
    values: { ...lists, service: cast.service, label: labelOf(cast.service, Object.values(lists), words) },
    agreement: agreementOfAll(first, cast.names.length - first.length, words),
    place: cast.place,
  }
}

/** The ways to say a post's names: the first shows at most `most` of each list, the last one only. */
export const namingsOf = (
  notice: Notice,
  serviceNames: Names,
  most: number,
  language: Language,
  words: Words,
): readonly Naming[] => {
  const cast = castOf(notice, serviceNames, language, words)
  const longest = Math.max(cast.names.length, cast.others.length, cast.still.length)
  return Array.from({ length: Math.min(longest, most) }, (_, index) => index + 1)
    .reverse()
    .map(shown => namingOf(cast, shown, words))
}

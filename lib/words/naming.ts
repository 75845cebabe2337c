import { type Language, type Names, nameIn } from '../service/service.ts'
import type { Values } from './fill.ts'
import { fill } from './fill.ts'
import { type Agreement, agreementOfAll, bare, isInPerson, list, withoutService } from './grammar.ts'
import type { Words } from './language.ts'
import type { Notice } from './notice.ts'

/** A post's names, ready to be put into a text: what is said of them agrees with `names`. */
export interface Naming {
  readonly values: Values
  readonly agreement: Agreement
  readonly place: 'online' | 'inPerson'
}

interface Cast {
  readonly names: readonly string[]
  readonly others: readonly string[]
  readonly still: readonly string[]
}

const spaces = /\s+/g

/** A name on one line. */
export const toldName = (names: Names, language: Language): string =>
  nameIn(names, language).replaceAll(spaces, ' ').trim()

const castOf = (notice: Notice, language: Language): Cast => {
  const told = (names: readonly Names[]) => names.map(one => toldName(one, language))
  return {
    names: told(notice.names),
    others: 'others' in notice ? told(notice.others) : [],
    still: 'still' in notice ? told(notice.still) : [],
  }
}

/** How many names the longest list has. */
export const longestList = (notice: Notice): number =>
  Math.max(
    notice.names.length,
    'others' in notice ? notice.others.length : 0,
    'still' in notice ? notice.still.length : 0,
  )

/** Says at most `shown` names of each list, and the service once: in its only name, or as the post's label. */
export const namingOf = (
  notice: Notice,
  serviceNames: Names,
  shown: number,
  language: Language,
  words: Words,
): Naming => {
  const service = toldName(serviceNames, language)
  const cast = castOf(notice, language)
  const isAlone = cast.names.length + cast.others.length + cast.still.length === 1
  const said = (names: readonly string[]) => {
    const short = isAlone ? names : names.map(name => withoutService(name, service, words))
    return names.length === 0 ? undefined : list(short, shown, words)
  }
  const lists = { names: said(cast.names), others: said(cast.others), still: said(cast.still) }
  const body = bare(service, words)
  const isSaid = Object.values(lists).some(one => one?.toLowerCase().includes(body.toLowerCase()))
  const first = cast.names.slice(0, shown)
  return {
    values: {
      ...lists,
      service,
      label: isSaid
        ? ''
        : fill(words.label, { service: body.replace(/^\p{Ll}/u, sign => sign.toUpperCase()) }),
    },
    agreement: agreementOfAll(first, cast.names.length - first.length, words),
    place: cast.names.every(name => isInPerson(name, words)) ? 'inPerson' : 'online',
  }
}

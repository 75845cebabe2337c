import { fill } from './fill.ts'
import type { Place, Words } from './language.ts'

export interface Agreement {
  readonly feminine: boolean
  readonly many: boolean
}

const firstWord = /^(\p{L}+) /u

const articleOf = (name: string, words: Words) => words.articles[firstWord.exec(name)?.[1] ?? '']

/** `Seguridad Social` of `la Seguridad Social`. */
export const bare = (name: string, words: Words): string =>
  articleOf(name, words) ? name.replace(firstWord, '') : name

/** By the name's article; without one, masculine and one. */
export const agreementOf = (name: string, words: Words): Agreement => {
  const article = articleOf(name, words)
  const noun = bare(name, words).split(' ')[0] ?? ''
  return {
    feminine: article?.gender === 'f' || (article !== undefined && words.feminineAfterEl.includes(noun)),
    many: article?.many ?? false,
  }
}

/** Several are feminine only if all are; those left unnamed make it masculine. */
export const agreementOfAll = (names: readonly string[], unnamed: number, words: Words): Agreement => {
  const each = names.map(name => agreementOf(name, words))
  return {
    feminine: unnamed === 0 && each.every(one => one.feminine),
    many: names.length + unnamed > 1 || each.some(one => one.many),
  }
}

/** Takes one of `[one|many]` or `[masculine|feminine|masculines|feminines]`. */
export const agree = (text: string, agreement: Agreement): string =>
  text.replace(/\[([^\]]*)\]/g, (_, options: string) => {
    const forms = options.split('|')
    const many = agreement.many ? 1 : 0
    const chosen = forms.length === 2 ? many : many * 2 + (agreement.feminine ? 1 : 0)
    return forms[chosen] ?? ''
  })

/** `de el` becomes `del`; a name that begins with a capital keeps its own article (`de El Salvador`). */
export const contract = (text: string, words: Words): string =>
  Object.entries(words.contractions).reduce(
    (so, [from, to]) =>
      so.includes(from) ? so.replace(new RegExp(`(?<!\\p{L})${from}(?!\\p{L})`, 'gu'), to) : so,
    text,
  )

const joined = (names: readonly string[], words: Words): string => {
  const last = names.at(-1) ?? ''
  if (names.length < 2) return last
  const sounds = new RegExp(words.and.before, 'iu').test(last)
  return `${names.slice(0, -1).join(', ')} ${sounds ? words.and.instead : words.and.plain} ${last}`
}

/** `A, B y C`; with more than `shown`, the others are counted: `A, B y 3 servicios más`. */
export const list = (names: readonly string[], shown: number, words: Words): string => {
  const rest = names.length - shown
  if (rest <= 0) return joined(names, words)
  const counted = fill(rest === 1 ? words.rest.one : words.rest.many, { count: String(rest) })
  return joined([...names.slice(0, shown), counted], words)
}

/** `la web` of `la web de la Seguridad Social`: among several, the service is said once. */
export const withoutService = (
  names: readonly string[],
  service: string,
  words: Words,
): readonly string[] => {
  const ending = ` ${contract(fill(words.of, { service }), words)}`
  return names.map(name => (name.endsWith(ending) ? name.slice(0, -ending.length) : name))
}

/** By the name: an office attends, and does not `work`; a phone is called. */
export const placeOf = (name: string, { places }: Words): Place => {
  const said = name.toLowerCase()
  const isAt = (place: 'inPerson' | 'byPhone') =>
    said.includes(places[place].word) && !places[place].unless.some(word => said.includes(word))
  if (isAt('byPhone')) return 'byPhone'
  return isAt('inPerson') ? 'inPerson' : 'online'
}

/** A capital where a sentence begins. */
export const capitals = (text: string): string =>
  text.replace(/(?:^|[.!?…] )[^\p{L}\p{N}]*\p{Ll}/gu, start => start.toUpperCase())

import { fill } from './fill.ts'
import type { Place, Words } from './language.ts'

export interface Agreement {
  readonly feminine: boolean
  readonly many: boolean
}

/** `Seguridad Social` of `la Seguridad Social`. */
export const bare = (name: string, { nouns }: Words): string => {
  const rest = name.replace(new RegExp(nouns.article, 'u'), '')
  return rest === '' ? name : rest
}

/** By the name's article or ending; with neither, masculine and one. */
export const agreementOf = (name: string, { nouns }: Words): Agreement => ({
  feminine: new RegExp(nouns.feminine, 'u').test(name),
  many: new RegExp(nouns.many, 'u').test(name),
})

/** Several are feminine only if all are; those left unnamed make it masculine. */
export const together = (each: readonly Agreement[], unnamed: number): Agreement => ({
  feminine: unnamed === 0 && each.every(one => one.feminine),
  many: each.length + unnamed > 1 || each.some(one => one.many),
})

/** As `together`, of names of one language. */
export const agreementOfAll = (names: readonly string[], unnamed: number, words: Words): Agreement =>
  together(
    names.map(name => agreementOf(name, words)),
    unnamed,
  )

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

/** `la web` of `la web de la Seguridad Social`, `the website` of `the Social Security website`. */
export const withoutService = (
  names: readonly string[],
  service: string,
  words: Words,
): readonly string[] => {
  const { whole, short } = words.ofService
  const [before = '', after = ''] = whole
    .split('{name}')
    .map(side => contract(fill(side, { service, body: bare(service, words) }), words))
  const isOfService = (name: string) => name.startsWith(before) && name.endsWith(after)
  return names.map(name =>
    isOfService(name) && name.length > before.length + after.length
      ? fill(short, { name: name.slice(before.length, name.length - after.length) })
      : name,
  )
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

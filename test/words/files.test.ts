import { describe, expect, it } from 'vitest'
import { languages } from '../../lib/service/channel.ts'
import type { Language } from '../../lib/service/service.ts'
import { type TemplateKey, type Words, wordsIn } from '../../lib/words/language.ts'

const others = languages.filter(language => language !== 'es')
const es = wordsIn('es')

/** Where the languages may have other keys: by their grammar, and by the phrases that they speak with. */
const own = /^(?:contractions|inFullAtFirst|phrases)\./

/** Every path of a file to a text or a list, such as `notices.outage.heads`. */
const pathsOf = (value: unknown, path = ''): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, one]) => pathsOf(one, path === '' ? key : `${path}.${key}`))
    : [path]

const shared = (words: Words) => pathsOf(words).filter(path => !own.test(path))
const missing = (from: readonly string[], to: readonly string[]) => from.filter(path => !to.includes(path))

const placeholders = (text: string): readonly string[] => text.match(/(?<=\{)\w+(?=\})/g) ?? []
const isTemplate = (key: string): key is TemplateKey => key in es.notices
const templates = Object.keys(es.notices).filter(isTemplate)

/** What a template says in the end: the values behind its phrases; a span and a window are two times each. */
const valuesOf = (words: Words, template: TemplateKey): readonly string[] => {
  const phrases = { ...words.phrases.online, ...words.editions.unofficial }
  const { heads, tail } = words.notices[template]
  const values = [...heads, ...tail]
    .flatMap(placeholders)
    .flatMap(name => (name in phrases ? placeholders(phrases[name] ?? '') : [name]))
    .flatMap(name => ({ span: ['since', 'back'], window: ['from', 'to'] })[name] ?? [name])
  return [...new Set(values)].sort()
}

const phrasesUsed = (words: Words) =>
  new Set(
    Object.values(words.notices).flatMap(({ heads, tail }) => [...heads, ...tail].flatMap(placeholders)),
  )

describe.each(others)('the file of %s', language => {
  const words = wordsIn(language)

  it('has every key of the Spanish one, and no other', () => {
    expect(missing(shared(es), shared(words))).toEqual([])
    expect(missing(shared(words), shared(es))).toEqual([])
  })

  it('fills the forms of a time with the same values', () => {
    for (const [key, form] of Object.entries(es.clock))
      if (typeof form === 'string') {
        const said = Object.entries(words.clock).find(([name]) => name === key)?.[1]
        expect([key, [...placeholders(String(said))].sort()]).toEqual([key, [...placeholders(form)].sort()])
      }
  })

  it('has all weekdays and months', () => {
    expect([words.weekdays.length, words.months.length]).toEqual([7, 12])
  })

  it.each(templates)('says as much of %s as the Spanish one', template => {
    expect(valuesOf(words, template)).toEqual(valuesOf(es, template))
  })

  it('marks for a native check only what is there', () => {
    const paths = pathsOf(words)
    const isThere = (mark: string) => mark === 'all' || paths.some(path => `${path}.`.startsWith(`${mark}.`))
    expect(words.check.filter(mark => !isThere(mark))).toEqual([])
  })
})

describe.each(languages)('the phrases of %s', (language: Language) => {
  const words = wordsIn(language)
  const { online, inPerson, byPhone } = words.phrases

  it('are the same for every place', () => {
    expect(missing(Object.keys(online), Object.keys(inPerson))).toEqual([])
    expect(Object.keys(inPerson)).toEqual(Object.keys(online))
    expect(Object.keys(byPhone)).toEqual(Object.keys(online))
  })

  it('are all said by some notice', () => {
    const used = phrasesUsed(words)
    expect(Object.keys(online).filter(phrase => !used.has(phrase))).toEqual([])
  })

  it('choose between two forms or four', () => {
    const chosen = JSON.stringify([words.phrases, words.notices]).match(/\[[^\]"{[]*\|[^\]"]*\]/g) ?? []
    expect(chosen.length).toBeGreaterThan(0)
    expect(chosen.filter(forms => ![2, 4].includes(forms.split('|').length))).toEqual([])
  })
})

describe('a file with a key too few', () => {
  it('is known by the path of that key', () => {
    const { clock, ...rest } = wordsIn('gl')
    const { separator: _, ...less } = clock
    expect(missing(shared(es), pathsOf({ ...rest, clock: less }))).toEqual(['clock.separator'])
  })
})

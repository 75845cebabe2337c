import { describe, expect, it } from 'vitest'
import { languagesOfPage, pageWordsIn } from '../../lib/page/page-words.ts'
import { bannedWords, limits, linkable } from '../../lib/words/gates.ts'
import { longestSentence, readability } from '../../lib/words/readability.ts'

/** Every text with its path. */
const textsIn = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object)
    .filter(([key]) => !(path === '' && key === 'check'))
    .flatMap(([key, one]) => textsIn(one, path === '' ? key : `${path}.${key}`))
}

const spanish = textsIn(pageWordsIn('es'))
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

/** As a reader meets it: in the singular, with a time, names and numbers. */
const filled = (text: string) =>
  text
    .replaceAll(/\[([^|\]]*)[^\]]*\]/g, '$1')
    .replaceAll(/\{(?:look|since|seen|to|limit|next)\}/g, 'las 10:40')
    .replaceAll('{service}', 'la Seguridad Social')
    .replaceAll(/\{(?:names|name)\}/g, 'la web')
    .replaceAll('{date}', 'sábado 21 de noviembre')
    .replaceAll(/\{\w+\}/g, '12')

describe.each(languagesOfPage)("the page's words in $name", ({ language }) => {
  const texts = textsIn(pageWordsIn(language))

  it('have every key and no other', () => {
    expect(texts.map(([path]) => path)).toEqual(spanish.map(([path]) => path))
  })

  it('have the same placeholders, and each its text', () => {
    for (const [index, [path, text]] of texts.entries()) {
      expect([path, placeholders(text)]).toEqual([path, placeholders(spanish[index]?.[1] ?? '')])
      expect([path, text.trim()]).not.toEqual([path, ''])
    }
  })

  it('agree by two forms or by four', () => {
    const forms = texts.flatMap(([, text]) => text.match(/\[[^\]]*\]/g) ?? [])
    expect(forms.filter(form => ![2, 4].includes(form.split('|').length))).toEqual([])
  })

  it('keep sentences short', () => {
    expect(texts.filter(([, text]) => longestSentence(filled(text)) > limits.words + 3)).toEqual([])
  })

  it('mark what a native has to look at', () => {
    const parts = Object.keys(pageWordsIn('es'))
    for (const marked of pageWordsIn(language).check) expect(['all', ...parts]).toContain(marked)
  })
})

describe("the page's words", () => {
  it('in Basque wait for a native', () => {
    expect(pageWordsIn('eu').check).toEqual(['all'])
  })

  it('in Spanish have short sentences and say nothing that citizens do not', () => {
    expect(spanish.filter(([, text]) => longestSentence(filled(text)) > limits.words)).toEqual([])
    expect(spanish.flatMap(([, text]) => bannedWords(text))).toEqual([])
    expect(spanish.flatMap(([, text]) => linkable(text))).toEqual([])
  })

  // A label of a few words has no readability: one long word decides it.
  it.each(spanish.filter(([, text]) => text.split(/\s+/).length > 5))(
    'in Spanish are plain: %s',
    (_, text) => {
      expect(readability(filled(text)).inflesz).toBeGreaterThanOrEqual(limits.inflesz)
    },
  )
})

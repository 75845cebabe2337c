import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../../lib/service/channel.ts'
import type { Language, Names } from '../../lib/service/service.ts'
import { compose, editionOf } from '../../lib/words/compose.ts'
import { limits } from '../../lib/words/gates.ts'
import { agreementOf } from '../../lib/words/grammar.ts'
import { wordsIn } from '../../lib/words/language.ts'
import { weightedLength } from '../../lib/words/length.ts'
import type { Notice } from '../../lib/words/notice.ts'
import { samples } from '../../lib/words/samples.ts'
import { shipped } from './shipped.ts'

const service = shipped()
const names = service.components.map(one => one.name)
const start = Date.UTC(2026, 0, 1)
const year = 366 * 86_400_000

const some = fc.subarray(names, { minLength: 1 })
/** In the hour that comes twice, times are longest. */
const twice = Date.UTC(2026, 9, 25)
const times = fc.record({
  since: fc.oneof(
    fc.integer({ min: start, max: start + year }),
    fc.integer({ min: twice, max: twice + 7_200_000 }),
  ),
  lasts: fc.integer({ min: 0, max: 40 * 86_400_000 }),
  number: fc.integer({ min: 1, max: 99_999 }),
  precise: fc.boolean(),
})
const numbersOf = ({
  since,
  lasts,
  number,
  precise,
}: {
  since: number
  lasts: number
  number: number
  precise: boolean
}) => ({
  incident: `SS-${String(number).padStart(4, '0')}`,
  since,
  until: since + lasts,
  next: since + lasts + 10_800_000,
  precise,
})

const firstOf = ([notice]: readonly Notice[]) => notice as Notice

/** Of one thing and of several, in an outage's first sentence. */
const verbs: Readonly<Record<Language, readonly [RegExp, RegExp]>> = {
  es: [/ no (?:funciona|atiende)[ .]/, / no (?:funcionan|atienden)[ .]/],
  ca: [/ no (?:funciona|atén)[ .]/, / no (?:funcionen|atenen)[ .]/],
  va: [/ no (?:funciona|atén)[ .]/, / no (?:funcionen|atenen)[ .]/],
  gl: [/ non (?:funciona|atende)[ .]/, / non (?:funcionan|atenden)[ .]/],
  eu: [/ ez (?:dabil|da)[ .]/, / ez (?:dabiltza|dira)[ .]/],
  en: [/ (?:has not been|is not) /, / (?:have not been|are not) /],
}

describe.each(languages)('any notice in %s', language => {
  const edition = editionOf(service, language)

  it('fits with any of our names and times', () => {
    fc.assert(
      fc.property(some, some, times, (lead, others, when) => {
        const numbers = numbersOf(when)
        for (const notice of samples(lead, others, numbers, wordsIn(language).sample)) {
          const text = compose(notice, { ...edition, precise: numbers.precise })
          expect(weightedLength(text)).toBeLessThanOrEqual(limits.weighted)
          expect(text.endsWith(` (${numbers.incident})`)).toBe(true)
          expect(text).not.toMatch(/[{}[\]|?]|undefined/)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('leaves out what can be spared before it is too long', () => {
    const long = fc
      .integer({ min: 100, max: 300 })
      .map((length): Names => ({ es: `la ${'x'.repeat(length)}` }))
    const { news } = wordsIn(language).phrases.online
    fc.assert(
      fc.property(fc.array(long, { minLength: 1, maxLength: 4 }), times, (lead, when) => {
        const numbers = numbersOf(when)
        const text = compose(firstOf(samples(lead, lead, numbers)), edition)
        expect(text).toContain(`(${numbers.incident})`)
        if (weightedLength(text) > limits.weighted) expect(text).not.toContain(String(news))
      }),
      { numRuns: 50 },
    )
  })

  it('has the number of its names', () => {
    const [one, many] = verbs[language]
    fc.assert(
      fc.property(some, times, (lead, when) => {
        const text = compose(firstOf(samples(lead, [], numbersOf(when))), edition)
        const [only] = lead
        const isMany =
          lead.length > 1 ||
          (only !== undefined && agreementOf(only[language] ?? only.es, wordsIn(language)).many)
        expect(text).toMatch(isMany ? many : one)
        expect(text).not.toMatch(isMany ? one : many)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the number of a name', () => {
  it.each([
    ['en', 'the Social Security offices', true],
    ['en', 'the offices of Madrid', true],
    ['en', 'the website to book appointments', false],
    ['en', 'the status page (Avisos)', false],
    ['en', 'Import@ss', false],
    ['en', 'the access', false],
    ['en', 'appointments', true],
    ['eu', 'Gizarte Segurantzaren bulegoak', true],
    ['eu', 'Gizarte Segurantzaren webgunea', false],
    ['ca', 'els pagaments', true],
    ['ca', "l'oficina", false],
    ['gl', 'as oficinas', true],
    ['gl', 'a web', false],
  ] as const)('in %s of "%s" is many: %s', (language, name, many) => {
    expect(agreementOf(name, wordsIn(language)).many).toBe(many)
  })
})

import fc from 'fast-check'
import twitterText from 'twitter-text'
import { describe, expect, it } from 'vitest'
import { compose, type Edition } from '../../lib/words/compose.ts'
import { freeTextFits } from '../../lib/words/free-text.ts'
import { limits } from '../../lib/words/gates.ts'
import { weightedLength } from '../../lib/words/length.ts'
import type { Notice } from '../../lib/words/notice.ts'
import { named } from './shipped.ts'

const edition: Edition = {
  language: 'es',
  timeZone: 'Europe/Madrid',
  official: false,
  service: { es: 'la Seguridad Social' },
}
const at = Date.parse('2026-11-20T09:40:07Z')
const names = named('las oficinas {text} [a|b]')
const note = (text: string) => ({ what: 'note', incident: 'SS-0042', names, text, at }) as const
const notice = (text: string, source = 'el BOE del 20 de noviembre') =>
  ({ what: 'notice', incident: 'SS-0042', names: [], text, source, at }) as const
const told = (one: Notice, how: Partial<Edition> = {}) => compose(one, { ...edition, ...how })

describe('an operator’s note', () => {
  it('is told with the body, the time and the code', () => {
    expect(told(note('Mañana abren a las 9:00.'))).toBe(
      'ℹ️ Seguridad Social: Mañana abren a las 9:00. Aviso no oficial de las 10:40. (SS-0042)',
    )
    expect(told(note('Mañana abren'), { official: true })).toBe(
      'ℹ️ Seguridad Social: Mañana abren. Aviso de las 10:40. (SS-0042)',
    )
  })

  it('that names the body has no label', () => {
    expect(told(note('La seguridad social abre mañana.'))).toMatch(
      /^ℹ️ La seguridad social abre mañana\. Aviso/,
    )
  })

  it('is one paragraph, and ends as it was ended', () => {
    expect(told(note(' ¿Tienes cita?\n\nVe  a tu hora… '))).toContain('¿Tienes cita? Ve a tu hora… Aviso')
    expect(told(note('Dicen: «Hoy no.»'))).toContain('«Hoy no.» Aviso')
  })

  it('of another time, second or day is another text', () => {
    const texts = [0, 1_000, 60_000, 86_400_000].flatMap(by =>
      [false, true].map(precise => told({ ...note('Hoy no.'), at: at + by }, { precise, now: at })),
    )
    // A second alone shows only where the seconds are said.
    expect(new Set(texts).size).toBe(texts.length - 1)
  })

  it('stays as it is, braces and all', () => {
    const words = fc.array(
      fc.constantFrom('{names}', '{at}', '{text}', '[a|b]', '?{news}', 'de el', 'abre.', 'hoy', '$&', '$1'),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(words, some => {
        const text = `${some.join(' ')}.`
        expect(told(note(text))).toBe(`ℹ️ Seguridad Social: ${text} Aviso no oficial de las 10:40. (SS-0042)`)
        expect(told(notice('Hoy no.', text))).toContain(`Fuente: ${text} Aviso no oficial`)
      }),
    )
  })
})

describe('a public-interest notice', () => {
  it('says who says so', () => {
    expect(told(notice('El plazo acaba el día 30'))).toBe(
      '📌 Seguridad Social: El plazo acaba el día 30. Fuente: el BOE del 20 de noviembre. Aviso no oficial de las 10:40. (SS-0042)',
    )
  })

  it('has one full stop after its source', () => {
    expect(told(notice('Es falso.', 'la web.\n'))).toContain('Fuente: la web. Aviso')
  })
})

describe('whether free text fits', () => {
  it('says nothing of words that do', () => {
    const one = note('Mañana abren a las 9:00. Si tienes cita, ve a tu hora.')
    const text = told(one)
    expect(freeTextFits(one, edition)).toEqual({
      text,
      weighted: weightedLength(text),
      over: 0,
      remarks: [],
      links: [],
    })
  })

  it('counts what is too much, to the character', () => {
    const frame = weightedLength(told(note('.'))) - 1
    const longest = `${'La web va. '.repeat(30).slice(0, limits.weighted - frame - 1)}.`
    expect(freeTextFits(note(longest), edition)).toMatchObject({ weighted: limits.weighted, over: 0 })
    expect(freeTextFits(note(`ñ${longest}`), edition).over).toBe(1)
    expect(freeTextFits(note(`漢漢${longest}`), edition).over).toBe(4)
  })

  it('leaves room for the seconds and the day', () => {
    const frame = weightedLength(told(note('.'))) - 1
    const longest = 'x'.repeat(limits.weighted - frame - 1)
    const days = [0, 1, 2, 3, 4, 5, 6].map(day => day * 86_400_000)
    const precise = days.map(by => weightedLength(told({ ...note(longest), at: at - by }, { precise: true })))
    expect(Math.max(...precise)).toBeLessThanOrEqual(280)
  })

  it.each([
    ['Indisponibilidad temporal de determinadas funcionalidades administrativas.', /INFLESZ/],
    [`Hoy ${'no va la web y '.repeat(5)} ya.`, /a sentence of \d\d words/],
    ['Hay una incidencia técnica.', /"incidencia técnica"/],
    ['La sede va mal.', /"sede"/],
  ])('remarks on "%s"', (text, remark) => {
    expect(freeTextFits(note(text), edition).remarks).toContainEqual(expect.stringMatching(remark))
  })

  it.each([
    ['Mira seg-social.es hoy.', ['seg-social.es']],
    ['Lo dice @segsocial hoy.', ['@segsocial']],
    ['Es una #alerta de hoy.', ['#alerta']],
    ['Ve a Import@ss o usa Cl@ve.', []],
  ])('shows what X links in "%s"', (text, links) => {
    expect(freeTextFits(note(text), edition).links).toEqual(links)
    expect(freeTextFits(notice('Es falso.', text), edition).links).toEqual(links)
  })

  it.each([
    'Mira x.es',
    'Mira seg-social.es y boe.es',
    'Mira https://sede.seg-social.gob.es/wps/portal/sede',
  ])('weighs no less than X does: %s', text => {
    const fits = freeTextFits(note(text), edition)
    expect(fits.weighted).toBeGreaterThanOrEqual(twitterText.parseTweet(fits.text).weightedLength)
  })
})

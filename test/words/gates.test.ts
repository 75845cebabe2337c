import twitterText from 'twitter-text'
import { describe, expect, it } from 'vitest'
import { compose, editionOf } from '../../lib/words/compose.ts'
import { bannedWords, limits, linkable } from '../../lib/words/gates.ts'
import { easeOf, measure, passes } from '../../lib/words/measure.ts'
import type { Notice } from '../../lib/words/notice.ts'
import { type Proof, proofsOf } from '../../lib/words/proofs.ts'
import { samples } from '../../lib/words/samples.ts'
import { serviceOf, shipped } from './shipped.ts'

const service = shipped()

const proofs = (official: boolean): readonly Proof[] =>
  service.components.flatMap(({ id, name }) => {
    const others = service.components.filter(one => one.id !== id).map(one => one.name)
    return (['usual', 'worst'] as const).flatMap(numbers =>
      [[], others].flatMap(cast => proofsOf({ ...service, official }, name, cast, 'es', numbers)),
    )
  })

const all = [...proofs(false), ...proofs(true)]
const texts = all.map(one => one.text)

const inflesz = (text: string) => {
  const ease = easeOf(measure(text))
  return ease?.formula === 'INFLESZ' ? ease.score : Number.NaN
}

/** The texts that break a rule, so that a failure shows them. */
const breaking = (rule: (text: string) => boolean) => texts.filter(rule)

describe('every template with every shipped name', () => {
  it('is there, alone and with the others', () => {
    expect(all.length).toBe(2 * 2 * 2 * 43 * service.components.length)
  })

  it(`weighs ${limits.weighted} at most, by X's own count too`, () => {
    expect(breaking(text => measure(text).weighted > limits.weighted)).toEqual([])
    expect(breaking(text => twitterText.parseTweet(text).weightedLength > limits.weighted)).toEqual([])
  })

  it(`reads with INFLESZ ${limits.inflesz} or more`, () => {
    expect(breaking(text => inflesz(text) < limits.inflesz)).toEqual([])
  })

  it(`has no sentence over ${limits.words} words`, () => {
    expect(breaking(text => measure(text).longest > limits.words)).toEqual([])
  })

  it('has no banned word', () => {
    expect(breaking(text => bannedWords(text).length > 0)).toEqual([])
  })

  it('has nothing that X would link', () => {
    expect(breaking(text => linkable(text).length > 0)).toEqual([])
    expect(breaking(text => twitterText.extractUrls(text).length > 0)).toEqual([])
    expect(breaking(text => twitterText.extractMentions(text).length > 0)).toEqual([])
    expect(breaking(text => twitterText.extractHashtags(text).length > 0)).toEqual([])
    expect(breaking(text => twitterText.extractCashtags(text).length > 0)).toEqual([])
  })

  it('reads easily in most cases', () => {
    const easy = all.filter(one => inflesz(one.text) >= 75)
    expect(easy.length / all.length).toBeGreaterThan(0.9)
  })

  it('fits in the hour that comes twice as well', () => {
    const numbers = {
      incident: 'SS-10042',
      since: Date.UTC(2026, 9, 25, 0, 50, 57),
      until: Date.UTC(2026, 9, 25, 1, 10, 57),
      next: Date.UTC(2026, 9, 25, 1, 50, 57),
      precise: true,
    }
    const edition = { ...editionOf(service, 'es'), precise: true }
    const names = service.components.map(one => one.name)
    const notices: Notice[] = names.flatMap(name => samples([name], names, numbers))
    expect(notices.map(one => measure(compose(one, edition))).filter(one => one.weighted > 260)).toEqual([])
  })
})

describe('every template with what operators speak for', () => {
  const declared = serviceOf([
    'las oficinas de la Seguridad Social',
    'el teléfono de la Seguridad Social',
    'la cita previa',
    'los pagos',
  ])
  const told = declared.components.flatMap(({ name }) =>
    (['usual', 'worst'] as const).flatMap(numbers => proofsOf(declared, name, [], 'es', numbers)),
  )

  it('keeps every gate, by X’s own count too', () => {
    expect(told.filter(({ text }) => !passes(measure(text)))).toEqual([])
    expect(told.filter(({ text }) => twitterText.parseTweet(text).weightedLength > limits.weighted)).toEqual(
      [],
    )
    expect(told.filter(({ text }) => twitterText.extractEntitiesWithIndices(text).length > 0)).toEqual([])
  })
})

describe('banned words', () => {
  it.each([
    ['Hay una incidencia técnica.', ['incidencia técnica']],
    ['Incidencias técnicas en la web', ['Incidencias técnicas']],
    ['Se restablecerá lo antes posible', ['restablecerá', 'lo antes posible']],
    ['El servicio está operativo', ['operativo']],
    ['INDISPONIBILIDAD por causas ajenas', ['INDISPONIBILIDAD', 'por causas ajenas']],
    ['No va la sede', ['sede']],
    ['No va la Sede. La Sede Electrónica sí', ['sede']],
    ['No va la Sede Electrónica. La Sede', []],
    ['La cooperativa va bien', []],
  ])('in "%s" are %j', (text, found) => {
    expect([...bannedWords(text)].sort()).toEqual([...found].sort())
  })
})

describe('what X links', () => {
  it.each([
    'mira seg-social.es',
    'vuelve hoy.Mañana no',
    'https://example.org/a',
    'lo dice @segsocial',
    'á@segsocial',
    '#SeguridadSocial',
    '$SEPE',
  ])('is found in "%s"', text => {
    expect(linkable(text)).not.toEqual([])
  })

  it.each(['Import@ss y Cl@ve', 'a las 10:40. Hoy', '3.500 euros', '(SS-0042)', '5 $'])(
    'is not in "%s"',
    text => {
      expect(linkable(text)).toEqual([])
      expect(twitterText.extractEntitiesWithIndices(text)).toEqual([])
    },
  )
})

describe('a measure', () => {
  it.each([
    ['🟢 Ya va bien la web desde las 14:05. (SS-0042)', true],
    [`La web va mal. ${'Ya va bien. '.repeat(30)}`, false],
    ['Indisponibilidad temporal de determinadas funcionalidades.', false],
    [`Ya ${'no va la web y '.repeat(3)} no va la Sede Electrónica.`, false],
    ['Ya va bien. Mira seg-social.es y ya.', false],
    ['Ya va bien lo antes posible y ya.', false],
  ])('of "%s" passes: %s', (text, so) => {
    expect(passes(measure(text))).toBe(so)
  })
})

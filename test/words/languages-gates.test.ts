import twitterText from 'twitter-text'
import { describe, expect, it } from 'vitest'
import { languages } from '../../lib/service/channel.ts'
import type { Service } from '../../lib/service/service.ts'
import { compose, editionOf } from '../../lib/words/compose.ts'
import { limits } from '../../lib/words/gates.ts'
import { measure, passes } from '../../lib/words/measure.ts'
import { proofsOf } from '../../lib/words/proofs.ts'
import { samples } from '../../lib/words/samples.ts'
import { serviceOf, shipped } from './shipped.ts'

const service = shipped()
const others = languages.filter(language => language !== 'es')

type Spoken = (typeof languages)[number]

const proofs = (of: Service, language: Spoken) =>
  [false, true].flatMap(official =>
    of.components.flatMap(({ id, name }) => {
      const rest = of.components.filter(one => one.id !== id).map(one => one.name)
      return (['usual', 'worst'] as const).flatMap(numbers =>
        [[], rest].flatMap(cast => proofsOf({ ...of, official }, name, cast, language, numbers)),
      )
    }),
  )

describe.each(others)('every template in %s with every shipped name', language => {
  const texts = proofs(service, language).map(one => one.text)

  it('is there in both editions, alone and with the others', () => {
    expect(texts.length).toBe(2 * 2 * 2 * 43 * service.components.length)
  })

  it('keeps every gate, by X’s own count too', () => {
    expect(texts.filter(text => !passes(measure(text, language)))).toEqual([])
    expect(texts.filter(text => twitterText.parseTweet(text).weightedLength > limits.weighted)).toEqual([])
    expect(texts.filter(text => twitterText.extractEntitiesWithIndices(text).length > 0)).toEqual([])
  })

  it('has no placeholder, bracket or gap left', () => {
    expect(texts.filter(text => /[{}[\]|?]| {2}|undefined| [.,:]/.test(text))).toEqual([])
  })

  it('names no component in Spanish', () => {
    const spanish = /\b(?:la web de la Seguridad|las oficinas|Sede Electrónica de la|ingreso mínimo vital)\b/
    const borrowed = language === 'gl' ? /las oficinas|Electrónica de la/ : spanish
    expect(texts.filter(text => borrowed.test(text))).toEqual([])
  })

  it('fits in the hour that comes twice as well', () => {
    const numbers = {
      incident: 'SS-10042',
      since: Date.UTC(2026, 9, 25, 0, 50, 57),
      until: Date.UTC(2026, 9, 25, 1, 10, 57),
      next: Date.UTC(2026, 9, 25, 1, 50, 57),
      precise: true,
    }
    const names = service.components.map(one => one.name)
    const told = names
      .flatMap(name => samples([name], names, numbers))
      .map(one => compose(one, { ...editionOf(service, language), precise: true }))
    expect(told.filter(text => measure(text, language).weighted > limits.weighted)).toEqual([])
  })
})

describe.each(others)('names that %s has no translation of', language => {
  const spanish = serviceOf([
    'las oficinas de la Seguridad Social',
    'la Sede Electrónica de la Seguridad Social',
    'el acceso',
  ])
  const texts = proofs(spanish, language).map(one => one.text)

  it('keep the length and the links of every post', () => {
    const bad = texts.map(text => measure(text, language)).filter(one => one.weighted > limits.weighted)
    expect(bad).toEqual([])
    expect(texts.filter(text => twitterText.extractEntitiesWithIndices(text).length > 0)).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { urlsIn } from '../../lib/publish/links.ts'
import { postsFor, priceOf } from '../../lib/publish/price.ts'

describe('what X bills as a URL', () => {
  it.each([
    ['mira seg-social.es', ['seg-social.es']],
    ['vuelve hoy.Mañana no', ['hoy.Mañana']],
    ['https://example.org/a', ['https://example.org/a']],
  ])('is in %j', (text, urls) => {
    for (const url of urls) expect(urlsIn(text).some(found => url.startsWith(found))).toBe(true)
  })

  it.each([
    'Import@ss y Cl@ve',
    '@segsocial #SeguridadSocial $SEPE',
    'el artículo 1.º y el n.º 5',
    'las 10 a.m. de Gestoría Pérez S.L.',
    '1.234,56 euros a las 10.30',
    '',
  ])('is not in %j', text => {
    expect(urlsIn(text)).toEqual([])
  })
})

describe('the price of a post', () => {
  it('is the one of the channel', () => {
    expect(priceOf('🔴 No va la web. (SS-0042)', { price: 0.014 })).toBe(0.014)
  })

  it.each(['https://example.org', 'Mira seg-social.es.'])('is over 13 times as much with %s', text => {
    expect(priceOf(text, { price: 0.015 })).toBe(0.2)
    expect(priceOf(text, { price: 0.014 })).toBe(0.1867)
  })

  it('stays nothing where posts are free', () => {
    expect(priceOf('https://example.org', { price: 0 })).toBe(0)
  })
})

describe('the posts of a budget', () => {
  const posts = { day: 100, month: 1_000 }

  it.each([
    ['no euros', posts, 0.014, posts],
    ['less money than posts', { ...posts, euros: { day: 0.7, month: 7 } }, 0.1, { day: 7, month: 70 }],
    ['more money than posts', { ...posts, euros: { day: 500, month: 500 } }, 0.014, posts],
    ['money by the month alone', { ...posts, euros: { month: 1 } }, 0.014, { day: 100, month: 71 }],
    ['a price of nothing', { ...posts, euros: { day: 0, month: 0 } }, 0, posts],
  ])('with %s', (_, budget, price, allowed) => {
    expect(postsFor(budget, price)).toEqual(allowed)
  })

  it('are never more than the money pays, nor one too few', () => {
    const cents = fc.integer({ min: 1, max: 1_000 })
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 900 }), (price, count) => {
        const euros = (count * price) / 1_000
        const allowed = postsFor({ day: 1_000, month: 1_000, euros: { day: euros } }, price / 1_000)
        expect(allowed).toEqual({ day: count, month: 1_000 })
      }),
    )
  })
})

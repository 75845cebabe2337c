import { describe, expect, it } from 'vitest'
import { barsFigure } from '../../lib/page/bars.ts'
import { daysOf } from '../../lib/page/days.ts'
import { speechOf } from '../../lib/page/speech.ts'
import type { Language } from '../../lib/service/service.ts'
import { factsWith, look, shipped } from './site-facts.ts'

const figure = (
  es: string,
  { language = 'es', isGone = false }: { language?: Language; isGone?: boolean } = {},
) => {
  const [first] = daysOf(factsWith())
  if (!first) throw new RangeError('no days')
  return barsFigure({ ...first, names: { es }, isGone, uptime: 100 }, speechOf(language, shipped(), look))
    .markup
}

describe('the sentence of the days', () => {
  it.each([
    ['el registro', 'Funcionaba el 100 % de las veces que lo vimos.'],
    ['la web', 'Funcionaba el 100 % de las veces que la vimos.'],
    ['los trámites', 'Funcionaban el 100 % de las veces que los vimos.'],
    ['las citas', 'Funcionaban el 100 % de las veces que las vimos.'],
  ])('agrees with %s', (name, sentence) => {
    expect(figure(name)).toContain(sentence)
  })

  it('agrees where nobody looks any more', () => {
    expect(figure('las citas', { isGone: true })).toContain(' Ya no las miramos.')
  })

  it('begins its title and its table with a capital', () => {
    const isolated = figure('la web عربي')
    expect(isolated).toContain('<h3><bdi>\u2068La web عربي\u2069</bdi></h3>')
    expect(isolated).toContain('<summary>\u2068La web عربي\u2069: los días en una tabla</summary>')
  })
})

import { describe, expect, it } from 'vitest'
import { languagesOfPage } from '../../lib/page/page-words.ts'
import { bodyOf, readingOf } from './reading.ts'
import { at, factsWith, recordWith, window } from './site-facts.ts'
import { closedBy, running } from './windows.ts'

const planned = window('SS-0044', at('10:00'), at('13:00'), 'cita')
const page = 'incidents/SS-0044/index.html'

describe('the page of a window', () => {
  it('says that it runs, and since when', () => {
    const facts = factsWith({ record: recordWith({ incidents: [running(planned)] }) })
    for (const path of ['index.html', page]) {
      const text = readingOf(facts, path)
      expect(text).toContain('Cómo está En marcha')
      expect(text).toContain('Empezó sábado, 21 de noviembre de 2026, 10:00')
      expect(text).toContain('Acaba sábado, 21 de noviembre de 2026, 13:00')
      expect(text).not.toMatch(/Previsto|Empieza/)
    }
  })

  it('says that it runs if it was announced late', () => {
    const late = { ...planned, steps: planned.steps.map(step => ({ ...step, at: at('10:05') })) }
    const text = readingOf(factsWith({ record: recordWith({ incidents: [late] }) }), page)
    expect(text).toContain('Cómo está En marcha')
    expect(text).toContain('Empezó sábado')
  })

  it('gives one that ran over no end and no length', () => {
    const text = readingOf(factsWith({ archived: [closedBy('overrun', planned, at('13:05'))] }), page)
    expect(text).toContain('Cómo está Se alargó')
    expect(text).toContain('Se anunció hasta sábado, 21 de noviembre de 2026, 13:00')
    expect(text).not.toMatch(/Acabó|Duró/)
  })

  it('gives one that went as planned its end', () => {
    const text = readingOf(factsWith({ archived: [closedBy('ended', planned, at('13:05'))] }), page)
    expect(text).toMatch(/Acabó .* 13:05 Duró 3 horas y 5 minutos/)
    expect(text).not.toContain('Se anunció hasta')
  })
})

describe('the day after which a page is old', () => {
  const night = factsWith({ record: recordWith({ round: at('23:50') }) })

  it('is said, as a copy may be read the next night', () => {
    expect(readingOf(night)).toContain('Si ya pasan de las 0:05 del 22 de noviembre, esta página es vieja')
  })

  it.each(languagesOfPage)('is said in $name', ({ language }) => {
    const path = language === 'es' ? 'index.html' : `${language}/index.html`
    const [, old = ''] = /<\/time><\/p>\n<p>([^<]*)/.exec(bodyOf(night, path)) ?? []
    expect(old).toMatch(/\b22\b/)
  })
})

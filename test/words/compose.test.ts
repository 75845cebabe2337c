import { describe, expect, it } from 'vitest'
import { languages } from '../../lib/service/channel.ts'
import { compose, type Edition, numbered } from '../../lib/words/compose.ts'
import { wordsIn } from '../../lib/words/language.ts'
import { measure, passes } from '../../lib/words/measure.ts'
import type { Notice } from '../../lib/words/notice.ts'
import { samples, usualNumbers, worstNumbers } from '../../lib/words/samples.ts'
import { templateKey } from '../../lib/words/template-key.ts'
import { named } from './shipped.ts'

const edition: Edition = {
  language: 'es',
  timeZone: 'Europe/Madrid',
  official: false,
  service: { es: 'la Seguridad Social' },
}
const sede = named('la Sede Electrónica de la Seguridad Social')
const offices = named('las oficinas de la Seguridad Social')
const since = Date.parse('2026-11-20T09:40:07Z')
const back = Date.parse('2026-11-20T13:05:12Z')
const incident = 'SS-0042'
const disclaimer = 'Es un aviso automático y no oficial.'

const outage = (names = sede): Notice => ({ what: 'outage', incident, names, since })
const recovered = (names = sede, late = false): Notice => {
  return { what: 'recovered', incident, names, since, back, late, severity: 'down' }
}

describe('a notice without a name', () => {
  it('tells that something of the body fails', () => {
    expect(compose(outage([]), edition)).toMatch(
      /^🔴 Seguridad Social: un servicio no funciona desde las 10:40\./,
    )
  })

  it.each(languages)('names a service that it leaves open, within the gates: %s', language => {
    const unnamed = wordsIn(language).unnamed.slice(1)
    for (const numbers of [usualNumbers('SS'), worstNumbers('SS')])
      for (const notice of samples([], [], numbers)) {
        const text = compose(notice, { ...edition, language, precise: numbers.precise })
        if (!('text' in notice)) expect(text).toContain(unnamed)
        expect(passes(measure(text, language)), text).toBe(true)
      }
  })
})

describe('an outage', () => {
  it('says what fails, since when, and what to do', () => {
    expect(compose(outage(), edition)).toBe(
      `🔴 La Sede Electrónica de la Seguridad Social no funciona desde las 10:40. Si puedes, espera y prueba más tarde. Aún no sabemos la causa. Te lo decimos aquí en cuanto cambie. ${disclaimer} (SS-0042)`,
    )
  })

  it('of offices says that they do not attend', () => {
    const text = compose(outage(offices), edition)
    expect(text).toContain('Las oficinas de la Seguridad Social no atienden desde las 10:40.')
    expect(text).toContain('Si tienes cita, llama antes de ir.')
  })

  it('of offices and a website says that they do not work', () => {
    const both = named('las oficinas de la Seguridad Social', 'la web de la Seguridad Social')
    expect(compose(outage(both), edition)).toContain(
      '🔴 Seguridad Social: las oficinas y la web no funcionan desde las 10:40.',
    )
  })

  it('names the body where the component does not', () => {
    expect(compose(outage(named('la web para pedir cita')), edition)).toMatch(
      /^🔴 Seguridad Social: la web para pedir cita no funciona desde las 10:40\./,
    )
  })

  it('of many counts those that find no room', () => {
    const many = named('la web de la Seguridad Social', 'la Sede Electrónica', 'A', 'B', 'C', 'D', 'E')
    const text = compose(outage(many), edition)
    expect(text).toMatch(
      /^🔴 Seguridad Social: la web, la Sede Electrónica, A, B y 3 servicios más no funcionan\./,
    )
  })

  it('of yesterday says the day once the day is over', () => {
    const now = Date.parse('2026-11-21T08:00:00Z')
    expect(compose(outage(), { ...edition, now })).toContain('desde las 10:40 del viernes 20')
  })
})

describe('an end', () => {
  it('says when, how long, and to check what was sent', () => {
    expect(compose(recovered(), edition)).toBe(
      '🟢 Ya funciona la Sede Electrónica de la Seguridad Social. Volvió a las 14:05. Estuvo caída 3 horas y 25 minutos. Si dejaste algo a medias, entra y mira si se envió bien. (SS-0042)',
    )
  })

  it.each([
    ['la web', 'Estuvo caída'],
    ['el acceso', 'Estuvo caído'],
    ['las citas', 'Estuvieron caídas'],
    ['los pagos', 'Estuvieron caídos'],
    ['Import@ss', 'Estuvo caído'],
    ['las oficinas', 'Estuvieron sin atender'],
  ])('of %s agrees: %s', (name, words) => {
    expect(compose(recovered(named(name)), edition)).toContain(`${words} 3 horas y 25 minutos.`)
  })

  it('that nobody saw claims no time of return', () => {
    const text = compose(recovered(sede, true), edition)
    expect(text).toContain('Vimos que ya funciona a las 14:05.')
    expect(text).not.toMatch(/volvi|caíd/i)
  })

  it('that is told with its beginning is one span', () => {
    const folded = { ...recovered(), what: 'folded' } as Notice
    expect(compose(folded, edition)).toContain('no funcionó de 10:40 a 14:05.')
  })

  it('of a part says what still fails', () => {
    const text = compose({ what: 'partly', incident, names: sede, back, still: offices }, edition)
    expect(text).toContain('ya funciona la Sede Electrónica desde las 14:05.')
    expect(text).toContain('Aún hay fallos en las oficinas.')
  })
})

describe('editions', () => {
  const all = samples(sede, offices, usualNumbers('SS'))

  it.each(['outage', 'degraded'])('that are not official say so in %s', what => {
    const notice = all.find(one => one.what === what) as Notice
    expect(compose(notice, edition)).toContain(disclaimer)
    expect(compose(notice, { ...edition, official: true })).not.toContain('oficial')
  })

  it('that are not official say so again where there is room', () => {
    const notice: Notice = { what: 'reopened', incident, names: sede, since, severity: 'down' }
    expect(compose(notice, edition)).toContain(disclaimer)
    const long = named(`la ${'plataforma '.repeat(12).trim()}`)
    expect(compose({ ...notice, names: long }, edition)).not.toContain(disclaimer)
  })

  it('number a text that stands twice, in their language', () => {
    expect(numbered('Ya va. (SS-0042)', 3, 'es')).toBe('Ya va. (SS-0042, aviso 3)')
    expect(numbered('It works. (SS-0042)', 3, 'en')).toBe('It works. (SS-0042, notice 3)')
  })

  it('say what they know of, and no more', () => {
    const still: Notice = { what: 'still', incident, names: sede, since, now: back, severity: 'down' }
    expect(compose(still, edition)).not.toMatch(/cómo va|[{}]/)
    expect(compose({ ...still, next: back + 10_800_000 }, edition)).toContain('cómo va a las 17:05.')
  })
})

describe('every text', () => {
  const all = samples(sede, offices, usualNumbers('SS'))
  const shifted = (by: number) => {
    const usual = usualNumbers('SS')
    return samples(sede, offices, { ...usual, since: usual.since + by, until: usual.until + by })
  }

  it('has a template of its own', () => {
    expect(new Set(all.map(templateKey)).size).toBe(all.length)
    expect(new Set(all.map(one => compose(one, edition))).size).toBe(all.length)
  })

  it.each(all.map(one => [templateKey(one), one] as const))(
    '%s ends with its code and has a time',
    (_, one) => {
      const text = compose(one, edition)
      expect(text).toMatch(/ \(SS-0042\)$/)
      expect(text).toMatch(/\b\d{1,2}:\d\d\b/)
      expect(text).not.toMatch(/[{}[\]|?]| {2}|undefined/)
    },
  )

  it('differs from that of another minute', () => {
    const texts = Array.from({ length: 60 }, (_, n) => shifted(n * 60_000).map(one => compose(one, edition)))
    expect(new Set(texts.flat()).size).toBe(60 * all.length)
  })

  it('that is precise differs from that of another second or day', () => {
    const precise = { ...edition, precise: true }
    const shifts = [0, 1_000, 2_000, 86_400_000, 86_401_000]
    const texts = shifts.flatMap(by => shifted(by).map(one => compose(one, precise)))
    expect(new Set(texts).size).toBe(shifts.length * all.length)
  })

  it('that is precise differs from the one that was posted', () => {
    for (const one of all) expect(compose(one, { ...edition, precise: true })).not.toBe(compose(one, edition))
  })

  it('keeps braces and brackets of a name as they are', () => {
    expect(compose(outage(named('la web {since} [a|b]')), edition)).toContain(
      'la web {since} [a|b] no funciona',
    )
  })

  it('has a decomposed name composed and on one line', () => {
    const text = compose(outage(named('la  Sede\nElectro\u0301nica')), edition)
    expect(text).toContain('la Sede Electrónica no funciona')
  })
})

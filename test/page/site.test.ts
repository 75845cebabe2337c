import { describe, expect, it } from 'vitest'
import type { Health, Incident, Step } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import { bodyOf, headlineIn, readingOf, rowsIn } from './reading.ts'
import {
  at,
  downSince,
  factsWith,
  look,
  outage,
  over,
  probed,
  recordWith,
  shipped,
  slowSince,
  well,
  window,
} from './site-facts.ts'

const seen = (healths: Readonly<Record<string, Health>>, ...incidents: readonly Incident[]): PageFacts =>
  factsWith({
    record: recordWith({
      components: { ...Object.fromEntries(probed.map(id => [id, well])), ...healths },
      incidents,
    }),
  })

describe('a page of a quiet minute', () => {
  it('says when all worked, and when it is old', () => {
    const facts = factsWith()
    expect(headlineIn(facts)).toBe('A las 10:44 funcionaba todo')
    const text = readingOf(facts)
    expect(text).toContain('La última vez que miramos: sábado, 21 de noviembre de 2026, a las 10:44.')
    expect(text).toContain(
      'Si ya pasan de las 10:59 del 21 de noviembre, esta página es vieja: no sabemos cómo va ahora.',
    )
    expect(text).toContain('Fallos abiertos Ninguno a las 10:44.')
    expect(text).not.toContain('Qué puedes hacer')
  })

  it('tells of offices only that nobody said a word', () => {
    expect(rowsIn(factsWith()).at(-1)).toBe('Las oficinas de la Seguridad Social Sin avisos a las 10:44.')
  })

  it('in another language says the same with a way back', () => {
    expect(headlineIn(factsWith(), 'en/index.html')).toBe('At 10:44 everything was working')
    const body = bodyOf(factsWith(), 'va/index.html')
    expect(body).toContain('<html lang="ca-valencia">')
    expect(body).toContain('<link rel="canonical" href="https://estado.example.org/va/">')
    expect(body).toContain('hreflang="x-default" href="https://estado.example.org/"')
    expect(body).toContain('hreflang="es" href="../"')
  })
})

describe('a page while something fails', () => {
  const sede = outage('SS-0042', 'sede', at('10:40'))
  const down = seen({ sede: downSince(at('10:40')) }, sede)

  it('says first what does not work and since when', () => {
    expect(headlineIn(down)).toBe('La Sede Electrónica de la Seguridad Social no funciona desde las 10:40')
    expect(bodyOf(down)).toContain('<title>La Sede Electrónica de la Seguridad Social no funciona desde')
  })

  it('says what works, whom to call, and when news comes', () => {
    const text = readingOf(down)
    expect(text).toContain('A las 10:44 sí funcionaban la web, Import@ss,')
    expect(text).toContain('Para el INSS, llama al 901 16 65 65 .')
    expect(text).toContain('Números que miramos por última vez el 1 de noviembre de 2026.')
    expect(text).toContain(
      'También puedes ir: las oficinas de la Seguridad Social, en su horario. Llama antes de ir.',
    )
    expect(text).toContain('Próximo aviso: a las 11:40, o antes si algo cambia.')
    expect(text).toContain('¿Pierdo el plazo? Eso solo lo decide la Seguridad Social.')
  })

  it('leaves out numbers that nobody looked up lately', () => {
    const phones = shipped().phones.map(phone => ({ ...phone, verifiedAt: '2026-03-01' }))
    const text = readingOf({ ...down, service: shipped({ phones }) })
    expect(text).not.toContain('llama al')
    expect(text).toContain('Qué puedes hacer')
  })

  it('tells its notices, each with an anchor', () => {
    expect(readingOf(down)).toContain(
      'La Sede Electrónica de la Seguridad Social no funciona desde las 10:40.',
    )
    expect(bodyOf(down)).toContain('<li id="SS-0042-1">')
    expect(bodyOf(down)).toContain('href="incidents/SS-0042/"')
  })

  it('of several with their own times speaks of the last look', () => {
    const both = seen({ sede: downSince(at('10:40')), web: downSince(at('10:41')) }, sede)
    expect(headlineIn(both)).toBe('A las 10:44 no funcionaban la web y la Sede Electrónica')
  })

  it('of everything counts what finds no room', () => {
    const all = seen(Object.fromEntries(probed.map(id => [id, downSince(at('10:40'))])))
    expect(headlineIn(all)).toMatch(/y 3 servicios más no funcionan desde las 10:40$/)
    expect(readingOf(all)).not.toContain('sí funcionaban')
  })

  it('of what is slow agrees with its name', () => {
    expect(headlineIn(seen({ web: slowSince(at('09:05')) }))).toBe(
      'La web de la Seguridad Social va mal o muy lenta desde las 9:05',
    )
  })

  it('of what comes and goes says so', () => {
    const unstable: Incident = { ...sede, unstable: { since: at('10:20'), changed: at('10:30') } }
    expect(headlineIn(seen({}, unstable))).toBe(
      'La Sede Electrónica de la Seguridad Social falla a ratos desde las 10:20',
    )
    expect(readingOf(seen({}, unstable))).not.toContain('Próximo aviso')
  })

  it('of one failed look says that it is being checked', () => {
    const against = { rounds: 1, first: at('10:44') }
    const once = seen({ web: { is: 'operational', since: at('08:00'), against } })
    expect(headlineIn(once)).toBe('A las 10:44 algo falló al mirar: lo estamos comprobando')
  })

  it('believes operators who took it back', () => {
    const facts = factsWith({
      record: recordWith({ components: { sede: downSince(at('10:40')) }, muted: { sede: 0 } }),
    })
    expect(rowsIn(facts)[1]).toBe('La Sede Electrónica de la Seguridad Social No lo sabemos.')
  })
})

describe('a page of what nobody can see', () => {
  it('says so of one component, and how it was before', () => {
    const facts = seen({ web: { is: 'down', since: at('09:00'), seen: at('09:30'), blind: at('09:31') } })
    expect(headlineIn(facts)).toBe('A las 10:44 funcionaba todo lo que podíamos ver')
    expect(rowsIn(facts)[0]).toBe(
      'La web de la Seguridad Social No lo sabemos: no lo podemos ver desde las 9:31. A las 9:30 no funcionaba.',
    )
  })

  it('says since when nothing can be seen', () => {
    const blind = { ...well, blind: at('10:30') }
    const facts = seen(Object.fromEntries(probed.map(id => [id, blind])))
    expect(headlineIn(facts)).toBe('Desde las 10:30 no podemos ver cómo va nada')
    expect(rowsIn(facts)[0]).toContain('Antes funcionaba.')
  })

  it('is told as the past once nobody looks any more', () => {
    const facts = { ...factsWith(), isStale: true }
    expect(headlineIn(facts)).toBe('No sabemos cómo va ahora')
    expect(rowsIn(facts)[0]).toBe(
      'La web de la Seguridad Social No lo sabemos ahora. A las 10:44 funcionaba.',
    )
    expect(readingOf(facts)).toContain('Hace mucho que no miramos.')
  })

  it('promises no news where nobody looks', () => {
    const facts = seen({ sede: downSince(at('10:40')) }, outage('SS-0042', 'sede', at('10:40')))
    expect(readingOf(facts)).toContain('Próximo aviso')
    expect(readingOf({ ...facts, isStale: true })).not.toContain('Próximo aviso')
  })

  it('waits for the first look', () => {
    const facts = factsWith({ record: undefined, days: [], hours: [] })
    expect(headlineIn(facts)).toBe('Todavía no hemos mirado')
    expect(readingOf(facts)).not.toContain('Ninguno')
    expect(readingOf(facts)).toContain('Aún no hay datos.')
    expect(readingOf(facts, 'history/index.html')).toContain('No hay nada en estos días.')
  })
})

describe('a page around a planned closure', () => {
  it('announces it with its times', () => {
    const text = readingOf(seen({}, window('SS-0044', at('20:00'), at('23:00'), 'cita')))
    expect(text).toContain('Cierres previstos La web para pedir cita Cómo está Previsto')
    expect(text).toContain('Empieza sábado, 21 de noviembre de 2026, 20:00')
  })

  it('says until when while it runs, whatever looks see', () => {
    const facts = seen({ cita: downSince(at('10:02')) }, window('SS-0044', at('10:00'), at('13:00'), 'cita'))
    expect(headlineIn(facts)).toBe('Hay un cierre previsto de la web para pedir cita hasta las 13:00')
  })

  it('keeps silent of one that was not announced', () => {
    const secret = { ...window('SS-0044', at('20:00'), at('23:00'), 'cita'), steps: [] }
    const facts = seen({}, secret)
    expect(bodyOf(facts)).not.toContain('SS-0044')
    expect(bodyOf(facts, 'history/index.html')).not.toContain('SS-0044')
  })
})

describe('what is over', () => {
  const wrong = over(outage('SS-0040', 'imv', at('09:00')), at('09:50'), 'false-alarm')

  it('stays in sight for a week if it was wrong', () => {
    const facts = factsWith({ archived: [wrong] })
    expect(readingOf(facts)).toContain('Correcciones La web del ingreso mínimo vital')
    expect(readingOf(facts)).toContain('Falsa alarma: fue un error nuestro')
    const older = { ...wrong, status: { ...wrong.status, at: look - 8 * 86_400_000 } } as Incident
    expect(readingOf(factsWith({ archived: [older] }))).not.toContain('Correcciones')
  })

  it('has a permanent page that says how long it lasted', () => {
    const facts = factsWith({ archived: [over(outage('SS-0040', 'imv', at('09:00')), at('09:50'))] })
    const text = readingOf(facts, 'incidents/SS-0040/index.html')
    expect(text).toContain('Duró 50 minutos')
    expect(text).toContain('ya funciona la web del ingreso mínimo vital. Volvió a las 9:50.')
    expect(text).toContain('la web del ingreso mínimo vital no funciona desde las 9:00.')
  })

  it('lasted no time if it never was', () => {
    const text = readingOf(factsWith({ archived: [wrong] }), 'incidents/SS-0040/index.html')
    expect(text).toContain('Falsa alarma')
    expect(text).not.toMatch(/Duró|Acabó/)
  })

  it('in the hour that comes twice says which of the two', () => {
    const twice = [Date.parse('2026-10-25T00:30:00Z'), Date.parse('2026-10-25T01:30:00Z')] as const
    const facts = factsWith({ archived: [over(outage('SS-0040', 'imv', twice[0]), twice[1])] })
    const text = readingOf(facts, 'incidents/SS-0040/index.html')
    expect(text).toContain('Empezó domingo, 25 de octubre de 2026, 2:30 (hora de verano)')
    expect(text).toContain('Acabó domingo, 25 de octubre de 2026, 2:30 (hora de invierno)')
    expect(text).toContain('Duró 1 hora')
  })

  it('changes no permanent page as the front page goes on', () => {
    const facts = factsWith({ archived: [wrong] })
    const later = { ...facts, record: recordWith({ round: look + 300_000 }) }
    const path = 'gl/incidents/SS-0040/index.html'
    expect(bodyOf(later, path)).toBe(bodyOf(facts, path))
    expect(bodyOf(later, 'about/index.html')).toBe(bodyOf(facts, 'about/index.html'))
    expect(bodyOf(later, 'history/index.html')).toBe(bodyOf(facts, 'history/index.html'))
    expect(bodyOf(later)).not.toBe(bodyOf(facts))
  })
})

describe('editions', () => {
  const told: Step = { n: 2, kind: 'update', at: at('10:43'), facts: { what: 'acknowledged', by: 'ana' } }
  const known = seen({ sede: downSince(at('10:40')) }, outage('SS-0042', 'sede', at('10:40'), told))

  it('that are not official say so and tell no acknowledgement', () => {
    expect(bodyOf(known)).toContain('Esta página es automática y no oficial.')
    expect(readingOf(known)).not.toContain('ya lo saben')
  })

  it('that are official say who runs them', () => {
    const service = shipped({ official: true, contact: 'estado@example.org' })
    expect(readingOf({ ...known, service })).toContain('ya lo saben')
    expect(readingOf({ ...known, service }, 'about/index.html')).toContain('La lleva la Seguridad Social.')
    expect(bodyOf({ ...known, service }, 'accessibility/index.html')).toContain('mailto:estado@example.org')
  })

  it('never name an operator', () => {
    for (const path of ['index.html', 'incidents/SS-0042/index.html'])
      expect(bodyOf(known, path)).not.toMatch(/\bana\b/)
  })
})

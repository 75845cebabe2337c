import { describe, expect, it } from 'vitest'
import type { Health, Incident } from '../../lib/incident/record.ts'
import { headlineOf } from '../../lib/page/headline.ts'
import { sightsOf } from '../../lib/page/sight.ts'
import { speechOf } from '../../lib/page/speech.ts'
import { at, downSince, factsWith, look, probed, recordWith, well, window } from './site-facts.ts'

interface Given {
  readonly bad?: readonly string[]
  readonly blind?: readonly string[]
  readonly unseen?: readonly string[]
  readonly incidents?: readonly Incident[]
}

const healthOf = (id: string, { bad = [], blind = [] }: Given): Health => {
  if (bad.includes(id)) return downSince(at('10:40'))
  return blind.includes(id) ? { ...well, blind: at('10:30') } : well
}

/** The headline at 10:44 where operators took back all that is bad. */
const headline = (given: Given) => {
  const { bad = [], unseen = [], incidents = [] } = given
  const facts = factsWith({
    record: recordWith({
      components: Object.fromEntries(
        probed.filter(id => !unseen.includes(id)).map(id => [id, healthOf(id, given)]),
      ),
      muted: Object.fromEntries(bad.map(id => [id, 0])),
      incidents,
    }),
  })
  return headlineOf(facts, sightsOf(facts), speechOf('es', facts.service, look))
}

const closed = (id: string, to: string) => window(`SS-${id}`, at('09:00'), at(to), id)

describe('the headline of planned closures', () => {
  it('tells one end if it is that of all', () => {
    const incidents = [closed('sede', '13:00'), closed('cita', '13:00')]
    expect(headline({ incidents }).text).toMatch(/^Hay un cierre previsto de la Sede .* hasta las 13:00$/)
  })

  it('tells no end if each has its own', () => {
    const incidents = [closed('sede', '13:00'), closed('cita', '15:00')]
    expect(headline({ incidents })).toEqual({
      mood: 'closed',
      text: 'A las 10:44 había cierres previstos de la Sede Electrónica y la web para pedir cita',
    })
  })

  it('speaks of a past end as past', () => {
    expect(headline({ incidents: [closed('cita', '10:00')] }).text).toBe(
      'El cierre previsto de la web para pedir cita era hasta las 10:00. Aún no sabemos si ya funciona',
    )
    const both = [closed('sede', '10:44'), closed('cita', '10:44')]
    expect(headline({ incidents: both }).text).toMatch(/ era hasta las 10:44\. .* si ya funcionan$/)
  })

  it('of past ends that differ knows only how little it knows', () => {
    const incidents = [closed('sede', '10:00'), closed('cita', '10:30')]
    expect(headline({ incidents }).text).toBe(
      'A las 10:44 no sabíamos cómo iban la Sede Electrónica y la web para pedir cita',
    )
  })

  it('tells those that still run before those past', () => {
    const incidents = [closed('sede', '10:00'), closed('cita', '13:00')]
    expect(headline({ incidents }).text).toBe(
      'Hay un cierre previsto de la web para pedir cita hasta las 13:00',
    )
  })
})

describe('the headline of what operators took back', () => {
  it('never says that nobody has looked yet', () => {
    const { mood, text } = headline({ bad: probed })
    expect(mood).toBe('unknown')
    expect(text).toMatch(/^A las 10:44 no sabíamos cómo iban la web, la Sede .* y 3 servicios más$/)
  })

  it('does not promise that all else works', () => {
    expect(headline({ bad: ['web'] })).toEqual({
      mood: 'unknown',
      text: 'A las 10:44 no sabíamos cómo iba la web de la Seguridad Social',
    })
  })

  it('names what nobody can see beside it', () => {
    expect(headline({ bad: ['web'], blind: ['sede'] }).text).toBe(
      'A las 10:44 no sabíamos cómo iban la web y la Sede Electrónica',
    )
    const rest = probed.filter(id => id !== 'web')
    expect(headline({ bad: ['web'], blind: rest }).text).not.toContain('no podemos ver cómo va nada')
  })
})

describe('the headline of what was never seen', () => {
  it('says so only if that is all', () => {
    expect(headline({ unseen: probed })).toEqual({ mood: 'unknown', text: 'Todavía no hemos mirado' })
    expect(headline({ unseen: ['web'] }).text).toBe('A las 10:44 funcionaba todo lo que podíamos ver')
  })
})

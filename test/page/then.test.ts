import { describe, expect, it } from 'vitest'
import type { Incident, Step } from '../../lib/incident/record.ts'
import { speechOf } from '../../lib/page/speech.ts'
import { asOf } from '../../lib/page/then.ts'
import { toldOfIncident } from '../../lib/page/told.ts'
import { aService, beginning, live } from '../given.ts'
import { at, begin, names, shipped } from './site-facts.ts'

const service = aService()
const speech = speechOf('es', service, 0)
const textsOf = (incident: Incident) => toldOfIncident(incident, service, speech).map(({ text }) => text)
const only = (incidents: readonly Incident[]): Incident => {
  const [incident] = incidents
  if (!incident) throw new RangeError('no incident')
  return incident
}

const story = { sede: 'dddddddduuuuu', web: 'uuuudddduuuuuu', cita: 'ssssssdddduuuu' }

/** The incident after each round of a story. */
const lived = (letters: Readonly<Record<string, string>>): readonly Incident[] => {
  const length = Math.max(...Object.values(letters).map(one => one.length))
  return Array.from(
    { length },
    (_, n) =>
      live(
        beginning(),
        service,
        Object.fromEntries(Object.entries(letters).map(([id, all]) => [id, all.slice(0, n + 1)])),
      ).record.incidents,
  ).flatMap(incidents => incidents.slice(0, 1))
}

describe('an incident as of a step', () => {
  it('tells of a step for ever what it told when it came', () => {
    const all = lived(story)
    const last = textsOf(only(all.slice(-1)))
    expect(last.length).toBeGreaterThan(4)
    for (const earlier of all) {
      const then = textsOf(earlier)
      expect(last.slice(-then.length)).toEqual(then)
    }
  })

  it('is slow until it is worse', () => {
    const worse: Step = {
      n: 2,
      kind: 'update',
      at: at('10:50'),
      facts: { what: 'worse', components: ['sede'], since: at('10:49') },
    }
    const incident: Incident = {
      id: 'SS-0001',
      status: { is: 'open' },
      names: names('sede'),
      members: { sede: { is: 'down', since: at('10:40'), worst: 'down' } },
      steps: [
        {
          ...begin(at('10:40'), 'sede'),
          facts: { what: 'degraded', components: ['sede'], since: at('10:40') },
        } as Step,
        worse,
      ],
    }
    const [first, second] = incident.steps
    expect(asOf(incident, first as Step).members).toMatchObject({ sede: { is: 'degraded' } })
    expect(asOf(incident, second as Step).members).toMatchObject({ sede: { is: 'down', worst: 'down' } })
  })

  it('knows only the names that had failed by then', () => {
    const joined: Step = {
      n: 2,
      kind: 'update',
      at: at('10:50'),
      facts: { what: 'joined', components: ['web'], since: at('10:49') },
    }
    const incident: Incident = {
      id: 'SS-0001',
      status: { is: 'open' },
      names: names('sede', 'web'),
      members: {
        sede: { is: 'down', since: at('10:40'), worst: 'down' },
        web: { is: 'down', since: at('10:49'), worst: 'down' },
      },
      steps: [begin(at('10:40'), 'sede'), joined],
    }
    const texts = toldOfIncident(incident, shipped(), speechOf('es', shipped(), 0)).map(({ text }) => text)
    expect(texts[0]).toContain('tampoco funciona la web')
    expect(texts[1]).toBe(
      'La Sede Electrónica de la Seguridad Social no funciona desde las 10:40. Si puedes, espera y prueba más tarde. Aún no sabemos la causa. Te lo decimos aquí en cuanto cambie. Es un aviso automático y no oficial.',
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { declarations, Incident, Step } from '../../lib/incident/record.ts'
import { type IncidentView, incidentView } from '../../lib/page/incident.ts'
import { at, now, outage } from './facts.ts'

const calendar = { now, timeZone: 'Europe/Madrid' }
const see = (incident: Incident, instant = now): IncidentView =>
  incidentView(incident, { calendar: { ...calendar, now: instant }, official: false })
const texts = (incident: Incident) => see(incident).steps.map(({ text }) => text)

describe('incidents', () => {
  const acknowledged: Step = {
    n: 2,
    kind: 'update',
    at: at('10:44'),
    facts: { what: 'acknowledged', by: 'ana' },
  }
  const step = (facts: Extract<Step, { kind: 'update' }>['facts']): Step => ({
    n: 2,
    kind: 'update',
    at: now,
    facts,
  })
  const last = (steps: readonly Step[]) => see(outage({}, ...steps)).steps.at(-1)?.text

  it('tell their steps in plain words', () => {
    expect(see(outage())).toEqual({
      id: 'PR-0001',
      about: 'failure',
      isOpen: true,
      state: 'Abierto',
      names: 'La Sede Electrónica',
      steps: [
        {
          n: 1,
          at: { iso: '2026-11-21T09:43:00.000Z', text: '10:43' },
          text: 'Deja de funcionar: la Sede Electrónica, desde las 10:40.',
        },
      ],
    })
  })

  it.each([
    [
      'Se suma: la Sede Electrónica y web, desde las 10:41.',
      { what: 'joined', components: ['sede', 'web'], since: at('10:41') },
    ],
    [
      'Empeora: la Sede Electrónica, desde las 10:41.',
      { what: 'worse', components: ['sede'], since: at('10:41') },
    ],
    [
      'Vuelve a funcionar: la Sede Electrónica, desde las 10:41.',
      { what: 'left', components: ['sede'], since: at('10:41') },
    ],
    ['Sigue igual.', { what: 'reminder' }],
    ['Va y viene.', { what: 'unstable' }],
  ] as const)('say "%s"', (text, facts) => {
    expect(last([step(facts)])).toBe(text)
  })

  it.each([
    ['Ya funciona todo, desde las 10:44.', 'recovery', false],
    ['Ya funciona todo. Lo vimos bien a las 10:44; puede que volviera antes.', 'recovery', true],
    ['Un operador lo da por terminado.', 'operator', false],
    ['Falsa alarma: no era verdad.', 'false-alarm', false],
    ['Ya no lo miramos.', 'removed', false],
  ] as const)('end with "%s"', (text, what, late) => {
    const facts = { what, since: at('10:40'), back: at('10:44'), late }
    expect(last([{ n: 2, kind: 'end', at: now, facts }])).toBe(text)
  })

  it('name nobody who acknowledged or closed them', () => {
    const status = { is: 'acknowledged', at: now, by: 'ana' } as const
    expect(JSON.stringify(see(outage({ status }, acknowledged)))).not.toContain('ana"')
  })

  it('say whether the public heard of an acknowledgement', () => {
    const incident = outage({ status: { is: 'acknowledged', at: now, by: 'ana' } }, acknowledged)
    const told = (official: boolean) => {
      const { state, steps } = incidentView(incident, { calendar, official })
      return [state, steps[1]?.text]
    }
    expect(told(false)).toEqual(['Abierto: visto por un operador', 'Un operador lo ha visto.'])
    expect(told(true)).toEqual(['Abierto: ya lo saben', 'Ya lo saben y trabajan en ello.'])
  })
})

const update = (n: number, facts: Extract<Step, { kind: 'update' }>['facts']): Step => {
  return { n, kind: 'update', at: now, facts }
}
const end = (
  n: number,
  what: Extract<Step, { kind: 'end' }>['facts']['what'],
  back = at('13:00'),
  said?: { text: string; source: string },
): Step => {
  const facts = { what, since: at('08:00'), back, late: false, ...(said && { said }) }
  return { n, kind: 'end', at: now, facts }
}

const declared = (what: (typeof declarations)[number], ...steps: readonly Step[]): Incident => ({
  id: 'PR-0002',
  origin: { is: 'declared', what, by: 'ana' },
  status: { is: 'open' },
  names: { oficinas: { es: 'las oficinas' } },
  members: { oficinas: { is: 'down', since: at('09:05'), worst: 'down' } },
  steps: [
    {
      n: 1,
      kind: 'begin',
      at: at('09:05'),
      facts: { what: 'declared', components: ['oficinas'], since: at('09:05') },
    },
    ...steps,
  ],
})

describe('what operators declare', () => {
  it.each([
    ['not-working', 'No funciona'],
    ['office-closed', 'Cierre'],
    ['not-attending', 'No atienden'],
    ['delays', 'Hay retrasos'],
    ['no-appointments', 'No dan citas'],
    ['phone-down', 'No se puede llamar'],
  ] as const)('as %s begins with "%s"', (what, words) => {
    expect(texts(declared(what))).toEqual([`${words}: las oficinas. Lo sabemos desde las 9:05.`])
  })

  it('is a failure that names nobody', () => {
    const view = see(declared('delays', update(2, { what: 'note', by: 'ana', text: 'Mañana irá mejor' })))
    expect(view).toMatchObject({ about: 'failure', isOpen: true, state: 'Abierto', names: 'Las oficinas' })
    expect(view.steps.at(-1)?.text).toBe('Mañana irá mejor.')
    expect(JSON.stringify(view)).not.toContain('ana"')
  })
})

describe('a maintenance window', () => {
  const day = '2026-11-22'
  const origin = {
    is: 'window',
    from: at('08:00', day),
    to: at('13:00', day),
    announce: at('08:00'),
    by: 'ana',
  } as const
  const begin: Step = {
    n: 1,
    kind: 'begin',
    at: at('08:00'),
    facts: { what: 'planned', components: ['sede'], since: origin.from },
  }
  const window = (...steps: readonly Step[]) => outage({ origin, members: {}, steps })

  it('to come says when, and no failure', () => {
    expect(see(window(begin))).toMatchObject({
      about: 'window',
      state: 'Previsto',
      names: 'La Sede Electrónica',
      steps: [
        {
          text: 'Cierre previsto: la Sede Electrónica, desde el 22 de noviembre a las 8:00 hasta el 22 de noviembre a las 13:00.',
        },
      ],
    })
  })

  it('that was not announced says so', () => {
    expect(see(window()).state).toBe('Previsto: aún no lo hemos dicho')
  })

  it('tells by the clock whether it runs', () => {
    const started = window(begin, update(2, { what: 'started' }))
    expect(see(started, origin.from - 1).state).toBe('Previsto')
    expect(see(started, origin.from).state).toBe('En marcha')
    expect(see(started, origin.to).state).toBe('Pasó su hora')
    expect(texts(started).at(-1)).toBe('Empieza el cierre previsto.')
  })

  it('of today says only the hours', () => {
    const today = { ...origin, from: at('08:00'), to: at('13:00') }
    const facts = { what: 'planned', components: ['sede'], since: today.from } as const
    expect(texts(outage({ origin: today, steps: [{ ...begin, facts }] }))).toEqual([
      'Cierre previsto: la Sede Electrónica, desde las 8:00 hasta las 13:00.',
    ])
  })

  it.each([
    ['ended', 'Terminado', 'Acaba el cierre previsto. Lo vimos bien a las 13:00.'],
    ['elapsed', 'Pasó su hora', 'Pasa la hora del cierre previsto. No sabemos si ya funciona.'],
    ['overrun', 'Se alargó', 'Pasa la hora del cierre previsto y sigue sin funcionar.'],
    ['cancelled', 'Anulado', 'Se anula el cierre previsto.'],
  ] as const)('that %s reads "%s: %s"', (how, state, text) => {
    const over = { ...window(begin, end(2, how)), status: { is: 'resolved', at: now, how } } as const
    expect(see(over)).toMatchObject({ isOpen: false, state })
    expect(texts(over).at(-1)).toBe(text)
  })
})

describe('a public-interest notice', () => {
  it('shows its words and its source', () => {
    const said = { text: 'No es verdad que pidamos tu tarjeta', source: 'la Policía.' }
    const notice: Incident = {
      id: 'PR-0003',
      origin: { is: 'notice', by: 'ana' },
      status: { is: 'resolved', at: now, how: 'told' },
      names: {},
      members: {},
      steps: [end(1, 'told', now, said)],
    }
    expect(see(notice)).toMatchObject({
      about: 'notice',
      isOpen: false,
      state: 'Solo informa',
      names: 'Aviso de interés',
      steps: [{ text: 'No es verdad que pidamos tu tarjeta. Fuente: la Policía.' }],
    })
  })
})

import type { Declaration, Incident, Step } from '../incident/record.ts'
import { nameIn } from '../service/service.ts'
import { asSentences, asSource } from '../words/free-words.ts'
import type { Reader } from './incident.ts'
import { type Calendar, saidAt, saidSince } from './moment.ts'

const list = new Intl.ListFormat('es-ES', { type: 'conjunction' })

/** Components by their names, as they were called then. */
export const namesOf = (ids: readonly string[], { names }: Incident): string =>
  list.format(
    ids.map(id => {
      const name = names[id]
      return name === undefined ? id : nameIn(name, 'es')
    }),
  )

const begins = {
  outage: 'Deja de funcionar',
  degraded: 'Empieza a ir mal o muy lento',
  reopened: 'Vuelve a fallar',
} as const

/** What operators say of a component, in their stead. */
export const declaredWords: Readonly<Record<Declaration, string>> = {
  'not-working': 'No funciona',
  'office-closed': 'Cierre',
  'not-attending': 'No atienden',
  delays: 'Hay retrasos',
  'no-appointments': 'No dan citas',
  'phone-down': 'No se puede llamar',
}

const updates = { joined: 'Se suma', worse: 'Empeora', left: 'Vuelve a funcionar' } as const

const endOf = (facts: Extract<Step, { kind: 'end' }>['facts'], calendar: Calendar): string => {
  switch (facts.what) {
    case 'recovery':
      return facts.late
        ? `Ya funciona todo. Lo vimos bien ${saidAt(facts.back, calendar)}; puede que volviera antes.`
        : `Ya funciona todo, ${saidSince(facts.back, calendar)}.`
    case 'operator':
      return 'Un operador lo da por terminado.'
    case 'false-alarm':
      return 'Falsa alarma: no era verdad.'
    case 'removed':
      return 'Ya no lo miramos.'
    case 'ended':
      return `Acaba el cierre previsto. Lo vimos bien ${saidAt(facts.back, calendar)}.`
    case 'elapsed':
      return 'Pasa la hora del cierre previsto. No sabemos si ya funciona.'
    case 'overrun':
      return 'Pasa la hora del cierre previsto y sigue sin funcionar.'
    case 'cancelled':
      return 'Se anula el cierre previsto.'
    case 'told':
      return facts.said
        ? `${asSentences(facts.said.text)} Fuente: ${asSource(facts.said.source)}.`
        : 'Es un aviso.'
    default:
      return facts.what satisfies never
  }
}

const updateOf = (
  facts: Extract<Step, { kind: 'update' }>['facts'],
  incident: Incident,
  { calendar, official }: Reader,
): string => {
  switch (facts.what) {
    case 'joined':
    case 'worse':
    case 'left':
      return `${updates[facts.what]}: ${namesOf(facts.components, incident)}, ${saidSince(facts.since, calendar)}.`
    case 'acknowledged':
      return official ? 'Ya lo saben y trabajan en ello.' : 'Un operador lo ha visto.'
    case 'reminder':
      return 'Sigue igual.'
    case 'unstable':
      return 'Va y viene.'
    case 'note':
      return asSentences(facts.text)
    case 'started':
      return 'Empieza el cierre previsto.'
    default:
      return facts satisfies never
  }
}

/** `hasta las 13:00`, `hasta el 22 de noviembre a las 13:00`. */
const saidUntil = (at: number, calendar: Calendar): string =>
  `hasta ${saidAt(at, calendar).replace(/^a /, '')}`

const beginOf = (
  { what, components, since }: Extract<Step, { kind: 'begin' }>['facts'],
  incident: Incident,
  calendar: Calendar,
): string => {
  const names = namesOf(components, incident)
  const from = saidSince(since, calendar)
  const { origin } = incident
  switch (what) {
    case 'outage':
    case 'degraded':
    case 'reopened':
      return `${begins[what]}: ${names}, ${from}.`
    case 'declared':
      return `${declaredWords[origin?.is === 'declared' ? origin.what : 'not-working']}: ${names}. Lo sabemos ${from}.`
    case 'planned': {
      const until = origin?.is === 'window' ? ` ${saidUntil(origin.to, calendar)}` : ''
      return `Cierre previsto: ${names}, ${from}${until}.`
    }
    default:
      return what satisfies never
  }
}

/** One step in plain Spanish, as it was when it came. */
export const textOf = (step: Step, incident: Incident, reader: Reader): string => {
  switch (step.kind) {
    case 'begin':
      return beginOf(step.facts, incident, reader.calendar)
    case 'update':
      return updateOf(step.facts, incident, reader)
    case 'end':
      return endOf(step.facts, reader.calendar)
    default:
      return step satisfies never
  }
}

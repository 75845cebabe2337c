import { badMembers, isOpen } from '../incident/incident.ts'
import type { Incident, Step } from '../incident/record.ts'
import { nameIn } from '../service/service.ts'
import { capital } from './component.ts'
import { type Calendar, type Moment, momentOf, saidAt, saidSince } from './moment.ts'

export interface StepView {
  readonly n: number
  readonly at: Moment
  readonly text: string
}

export interface IncidentView {
  readonly id: string
  readonly isOpen: boolean
  readonly state: string
  /** Everything that was ever part of it, as it was called then. */
  readonly names: string
  /** Oldest first. */
  readonly steps: readonly StepView[]
}

/** For whom a page is made: `public` leaves out what only operators may read. */
export type Audience = 'operators' | 'public'

export interface Reader {
  readonly calendar: Calendar
  readonly audience: Audience
  /** Whether the body itself speaks here: only then does the public hear that it knows. */
  readonly official: boolean
}

const list = new Intl.ListFormat('es-ES', { type: 'conjunction' })

const namesOf = (ids: readonly string[], { names }: Incident): string =>
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
    default:
      return facts satisfies never
  }
}

const textOf = (step: Step, incident: Incident, reader: Reader): string => {
  switch (step.kind) {
    case 'begin': {
      const { what, components, since } = step.facts
      return `${begins[what]}: ${namesOf(components, incident)}, ${saidSince(since, reader.calendar)}.`
    }
    case 'update':
      return updateOf(step.facts, incident, reader)
    case 'end':
      return endOf(step.facts, reader.calendar)
    default:
      return step satisfies never
  }
}

const hears = (step: Step, { audience, official }: Reader): boolean =>
  audience === 'operators' || official || step.kind !== 'update' || step.facts.what !== 'acknowledged'

const stateOf = ({ status, unstable }: Incident, { audience, official }: Reader): string => {
  switch (status.is) {
    case 'resolved':
      return status.how === 'false-alarm' ? 'Falsa alarma' : 'Terminado'
    case 'acknowledged':
      if (official) return 'Abierto: ya lo saben'
      return audience === 'operators' ? 'Abierto: visto por un operador' : 'Abierto'
    case 'open':
      return unstable ? 'Abierto: va y viene' : 'Abierto'
    default:
      return status satisfies never
  }
}

/** Whom an incident is about: while it is open, those that fail now; afterwards all that were ever part of it. */
const subjectsOf = (incident: Incident): readonly string[] => {
  const bad = isOpen(incident) ? badMembers(incident) : []
  return bad.length > 0 ? bad : Object.keys(incident.names)
}

/** An incident's story in plain Spanish. Who acknowledged or closed it is in the record, never on a page. */
export const incidentView = (incident: Incident, reader: Reader): IncidentView => ({
  id: incident.id,
  isOpen: isOpen(incident),
  state: stateOf(incident, reader),
  names: capital(namesOf(subjectsOf(incident), incident)),
  steps: incident.steps
    .filter(step => hears(step, reader))
    .map(step => ({
      n: step.n,
      at: momentOf(step.at, reader.calendar),
      text: textOf(step, incident, reader),
    })),
})

import { badMembers, isOpen, isWindow, type Window } from '../incident/incident.ts'
import type { Ending, Incident } from '../incident/record.ts'
import { type Calendar, type Moment, momentOf } from './moment.ts'
import { capital } from './speech.ts'
import { namesOf, textOf } from './step.ts'
import { type About, aboutOf } from './told.ts'

export interface StepView {
  readonly n: number
  readonly at: Moment
  readonly text: string
}

export interface IncidentView {
  readonly id: string
  readonly about: About
  readonly isOpen: boolean
  readonly state: string
  /** Everything that was ever part of it, as it was called then. */
  readonly names: string
  /** Oldest first. */
  readonly steps: readonly StepView[]
}

export interface Reader {
  readonly calendar: Calendar
  /** Whether the body itself speaks here: then the public hears that it knows. */
  readonly official: boolean
}

const endings: Readonly<Record<Ending, string>> = {
  recovery: 'Terminado',
  operator: 'Terminado',
  'false-alarm': 'Falsa alarma',
  removed: 'Terminado',
  ended: 'Terminado',
  elapsed: 'Pasó su hora',
  overrun: 'Se alargó',
  cancelled: 'Anulado',
  told: 'Solo informa',
}

const stateOfWindow = ({ origin, steps }: Window, { now }: Calendar): string => {
  if (now >= origin.to) return 'Pasó su hora'
  if (now >= origin.from) return 'En marcha'
  return steps.length === 0 ? 'Previsto: aún no lo hemos dicho' : 'Previsto'
}

const stateOf = (incident: Incident, { official, calendar }: Reader): string => {
  const { status, unstable } = incident
  if (isOpen(incident) && isWindow(incident)) return stateOfWindow(incident, calendar)
  switch (status.is) {
    case 'resolved':
      return endings[status.how]
    case 'acknowledged':
      return official ? 'Abierto: ya lo saben' : 'Abierto: visto por un operador'
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

/** An incident's story for operators, in plain Spanish. It names nobody who acknowledged or closed it. */
export const incidentView = (incident: Incident, reader: Reader): IncidentView => ({
  id: incident.id,
  about: aboutOf(incident),
  isOpen: isOpen(incident),
  state: stateOf(incident, reader),
  names: capital(namesOf(subjectsOf(incident), incident)) || 'Aviso de interés',
  steps: incident.steps.map(step => ({
    n: step.n,
    at: momentOf(step.at, reader.calendar),
    text: textOf(step, incident, reader),
  })),
})

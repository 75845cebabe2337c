import { badMembers, isOpen, isWindow, type Window } from '../incident/incident.ts'
import type { Ending, Incident, Step } from '../incident/record.ts'
import { capital } from './component.ts'
import { type Calendar, type Moment, momentOf } from './moment.ts'
import { namesOf, textOf } from './step.ts'

export interface StepView {
  readonly n: number
  readonly at: Moment
  readonly text: string
}

export interface IncidentView {
  readonly id: string
  /** Only a failure says that something fails; a `window` is maintenance, and a `notice` only informs. */
  readonly about: 'failure' | 'window' | 'notice'
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

const hears = (step: Step, { audience, official }: Reader): boolean =>
  audience === 'operators' || official || step.kind !== 'update' || step.facts.what !== 'acknowledged'

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

const stateOf = (incident: Incident, { audience, official, calendar }: Reader): string => {
  const { status, unstable } = incident
  if (isOpen(incident) && isWindow(incident)) return stateOfWindow(incident, calendar)
  switch (status.is) {
    case 'resolved':
      return endings[status.how]
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

/** The public hears of a window once it is announced. */
export const isShown = (incident: Incident, audience: Audience): boolean =>
  audience === 'operators' || !isWindow(incident) || incident.steps.length > 0

const aboutOf = ({ origin }: Incident): IncidentView['about'] =>
  origin === undefined || origin.is === 'declared' ? 'failure' : origin.is

/** An incident's story in plain Spanish. Who acknowledged or closed it is in the record, never on a page. */
export const incidentView = (incident: Incident, reader: Reader): IncidentView => ({
  id: incident.id,
  about: aboutOf(incident),
  isOpen: isOpen(incident),
  state: stateOf(incident, reader),
  names: capital(namesOf(subjectsOf(incident), incident)) || 'Aviso de interés',
  steps: incident.steps
    .filter(step => hears(step, reader))
    .map(step => ({
      n: step.n,
      at: momentOf(step.at, reader.calendar),
      text: textOf(step, incident, reader),
    })),
})

import { isWindow } from '../incident/incident.ts'
import type { Begin, Declaration, End, Incident, Step, Update } from '../incident/record.ts'
import type { AlertKind, Urgency } from './alert.ts'
import type { Look } from './look.ts'
import { lastingSaid, spanSaid, timeSaid, whoSaid } from './say.ts'

/** What is said of one step of an incident. */
export interface Said {
  readonly kind: AlertKind
  readonly severity: Urgency
  readonly components: readonly string[]
  /** After the incident's id; `{names}` are the components. */
  readonly title: string
  readonly lines: readonly (string | undefined)[]
}

const declared: Readonly<Record<Declaration, string>> = {
  'not-working': 'no [funciona|funcionan] {names}',
  'office-closed': '[está cerrado|está cerrada|están cerrados|están cerradas] {names}',
  'not-attending': 'no [atiende|atienden] {names}',
  delays: '[va|van] con retraso {names}',
  'no-appointments': 'no [da|dan] cita {names}',
  'phone-down': '[tiene|tienen] la línea caída {names}',
}

const beginnings: Readonly<Record<Exclude<Begin['facts']['what'], 'declared' | 'planned'>, string>> = {
  outage: 'no [funciona|funcionan] {names}',
  degraded: '[va|van] mal {names}',
  reopened: '[vuelve|vuelven] a fallar {names}',
}

const ofBegin = (incident: Incident, { facts }: Begin, look: Look): Said | undefined => {
  const { what, since } = facts
  const { origin } = incident
  // Operators planned it themselves.
  if (what === 'planned') return undefined
  const components = facts.components.length > 0 ? facts.components : Object.keys(incident.members)
  const lines = [
    `Pasa desde ${timeSaid(since, look)}.`,
    origin && 'by' in origin ? `Lo dice ${whoSaid(origin.by)}.` : undefined,
  ]
  const about = { kind: 'incident-opened', components, lines } as const
  if (what === 'declared')
    return {
      ...about,
      severity: 'warning',
      title: origin?.is === 'declared' ? declared[origin.what] : beginnings.outage,
    }
  return { ...about, severity: what === 'degraded' ? 'warning' : 'critical', title: beginnings[what] }
}

const ofUpdate = (incident: Incident, { facts }: Update, look: Look): Said | undefined => {
  switch (facts.what) {
    case 'joined':
    case 'worse':
      return {
        kind: 'incident-worsened',
        severity: 'critical',
        components: facts.components,
        title: facts.what === 'joined' ? 'también [falla|fallan] {names}' : '[empeora|empeoran] {names}',
        lines: [`Pasa desde ${timeSaid(facts.since, look)}.`],
      }
    case 'unstable':
      return {
        kind: 'incident-worsened',
        severity: 'warning',
        components: Object.keys(incident.members),
        title: '[va y viene|van y vienen] {names}',
        lines: ['Falla y vuelve a ratos. Al público no se le dice cada cambio: se espera a que pare.'],
      }
    case 'left':
    case 'acknowledged':
    case 'note':
    case 'reminder':
    case 'started':
      return undefined
    default:
      return facts satisfies never
  }
}

/** How it ended, after the incident's id. `undefined`: operators did it themselves, and it hurts nobody. */
const endings: Readonly<Record<End['facts']['what'], string | undefined>> = {
  recovery: 'ya [funciona|funcionan] {names}',
  operator: 'cerrada a mano: {names}',
  'false-alarm': 'falsa alarma: {names}',
  removed: 'ya no se vigila: {names}',
  overrun: 'se alarga el mantenimiento de {names}',
  ended: undefined,
  elapsed: undefined,
  cancelled: undefined,
  told: undefined,
}

const ofEnd = (incident: Incident, { facts }: End, look: Look): Said | undefined => {
  const title = endings[facts.what]
  if (title === undefined) return undefined
  const by = facts.by === undefined ? undefined : `Lo dice ${whoSaid(facts.by)}.`
  if (facts.what === 'overrun')
    return {
      kind: 'maintenance-overrun',
      severity: 'warning',
      components: isWindow(incident) ? Object.keys(incident.names) : [],
      title,
      lines: [`Debía acabar a ${timeSaid(facts.back, look)} y aún falla.`],
    }
  const { since, back } = facts
  return {
    kind: 'incident-ended',
    severity: 'info',
    components: Object.keys(incident.members),
    title,
    lines: [`Duró ${lastingSaid(since, back)}, ${spanSaid(since, back, look)}.`, by],
  }
}

/** `undefined` for what operators did themselves, or need not hear of. */
export const saidOf = (incident: Incident, step: Step, look: Look): Said | undefined => {
  switch (step.kind) {
    case 'begin':
      return ofBegin(incident, step, look)
    case 'update':
      return ofUpdate(incident, step, look)
    case 'end':
      return ofEnd(incident, step, look)
    default:
      return step satisfies never
  }
}

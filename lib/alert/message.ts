import {
  type Alert,
  type AlertKind,
  alertKinds,
  type List,
  runbook,
  type Urgency,
  urgencies,
} from './alert.ts'

/** What a route takes to people: all that is due to its list at one instant. */
export interface AlertMessage {
  readonly service: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly list: List
  /** The worst of its alerts. */
  readonly severity: Urgency
  /** 70 characters at most, one line. */
  readonly title: string
  /** What people read. */
  readonly sections: readonly Section[]
  /** What programs read: each alert by itself. */
  readonly alerts: readonly Alert[]
}

export interface Section {
  readonly severity: Urgency
  readonly title: string
  readonly text: string
  /** Where the runbook explains it. */
  readonly guide: string
  /** Takes the incident on with one tap. */
  readonly ack?: Ack
}

export interface Ack {
  readonly incident: string
  readonly link: string
}

/** What a message is made with, besides its alerts. */
export interface Binding {
  readonly service: string
  readonly code: string
  readonly at: number
  /** Address of the runbook, to which the heading is added. */
  readonly guide: string
  /** A link that acknowledges an incident, good for a few hours; none, where nobody can make one. */
  readonly ackLink: (incident: string) => string | undefined
}

/** Kinds of which many come at once and say the same: their title for several. */
const foldedTitles: Readonly<Partial<Record<AlertKind, string>>> = {
  'component-blind': 'no vemos {count} componentes',
  'component-bad': 'van mal {count} componentes, sin incidencia',
  'certificate-expiring': 'caducan {count} certificados',
}

/** What somebody may take on. */
const forSomebody: readonly AlertKind[] = [
  'incident-opened',
  'incident-worsened',
  'escalated',
  'unacknowledged',
  'acknowledgement-lapsed',
]

const worst = (alerts: readonly Alert[]): Urgency =>
  urgencies.find(urgency => alerts.some(({ severity }) => severity === urgency)) ?? 'info'

const ackOf = ({ kind, incident }: Alert, { ackLink }: Binding): Ack | undefined => {
  if (incident === undefined || !forSomebody.includes(kind)) return undefined
  const link = ackLink(incident)
  return link === undefined ? undefined : { incident, link }
}

const sectionOf = (alert: Alert, binding: Binding): Section => {
  const { severity, title, text, kind } = alert
  const ack = ackOf(alert, binding)
  return { severity, title, text, guide: `${binding.guide}#${runbook[kind]}`, ...(ack && { ack }) }
}

const folded = (kind: AlertKind, title: string, alerts: readonly Alert[], binding: Binding): Section => ({
  severity: worst(alerts),
  title: `${binding.code}: ${title.replace('{count}', String(alerts.length))}`,
  text: alerts.map(({ text }) => text).join('\n'),
  guide: `${binding.guide}#${runbook[kind]}`,
})

const sectionsOf = (alerts: readonly Alert[], binding: Binding): readonly Section[] =>
  alertKinds.flatMap(kind => {
    const some = alerts.filter(alert => alert.kind === kind)
    const title = foldedTitles[kind]
    return title !== undefined && some.length > 1
      ? [folded(kind, title, some, binding)]
      : some.map(alert => sectionOf(alert, binding))
  })

const longestTitle = 70

const titleOf = (sections: readonly Section[]): string => {
  const first = sections[0]?.title ?? ''
  if (sections.length < 2) return first
  const whole = `${sections.length} avisos: ${first}`
  return whole.length <= longestTitle ? whole : `${whole.slice(0, longestTitle - 1).trimEnd()}…`
}

/** One message about all of `alerts`, the worst first. */
export const messageOf = (list: List, alerts: readonly Alert[], binding: Binding): AlertMessage => {
  const sections = sectionsOf(alerts, binding).toSorted(
    (a, b) => urgencies.indexOf(a.severity) - urgencies.indexOf(b.severity),
  )
  const { service, at } = binding
  return { service, at, list, severity: worst(alerts), title: titleOf(sections), sections, alerts }
}

const ackLine = ({ ack }: Section): readonly string[] =>
  ack ? [`Para ocuparte de ${ack.incident}: ${ack.link}`] : []

/** A message as plain text: for mail, and wherever nothing else fits. */
export const plainText = ({ sections }: AlertMessage): string =>
  sections
    .map(section =>
      [section.title, section.text, ...ackLine(section), `Qué hacer: ${section.guide}`].join('\n'),
    )
    .join('\n\n')

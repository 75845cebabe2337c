import { isLapsed } from '../alert/attention.ts'
import { switchOf } from '../incident/in-force.ts'
import { isAutomatic, isOpen, isWindow, type Window } from '../incident/incident.ts'
import type { Incident, ServiceRecord } from '../incident/record.ts'
import type { ChannelFacts, Facts } from '../operate/facts.ts'
import { type IncidentView, incidentView } from '../page/incident.ts'
import { type Calendar, type Moment, momentOf, saidAt, saidSince } from '../page/moment.ts'
import { capital } from '../page/speech.ts'
import { type Service, targetsOf } from '../service/service.ts'
import { type ChannelName, channelName } from './channel-name.ts'
import { type Coming, comingOn } from './coming.ts'
import type { ComponentView } from './component.ts'
import { type BudgetView, budgetView } from './money.ts'
import { type Overview, overviewOf } from './overview.ts'
import { type PostedView, postedOn } from './posted.ts'
import { inSpanish } from './spanish.ts'

export interface NoteView {
  readonly at: Moment
  readonly by: string
  readonly text: string
}

export interface CaseView extends IncidentView {
  /** What can be done about it. */
  readonly kind: 'automatic' | 'declared' | 'window' | 'notice'
  /** Who sees, knows, closed or opened it. */
  readonly who: string
  /** Of a window: from when to when. */
  readonly span?: string
  /** Not, once the acknowledgement has lapsed: it may be said again. */
  readonly isAcknowledged: boolean
  /** What operators wrote for each other. */
  readonly notes: readonly NoteView[]
}

export interface PlaceView extends ComponentView {
  /** Only operators speak for it, and they say nothing of it now. */
  readonly mayBeOpened: boolean
  /** It opens no incident until it was seen well once, or an operator lifts that. */
  readonly isMuted: boolean
}

export interface HoldView {
  /** `all`, or a channel. */
  readonly channel: string
  readonly text: string
}

export interface TellingView extends ChannelName {
  readonly mode: string
  readonly coming: readonly Coming[]
  readonly posted: readonly PostedView[]
  readonly budget: BudgetView
}

/** All that the operators' view of one service says. */
export interface Board extends Omit<Overview, 'components'> {
  readonly service: string
  readonly holds: readonly HoldView[]
  readonly places: readonly PlaceView[]
  /** What fails first, and newest first. */
  readonly open: readonly CaseView[]
  readonly over: readonly CaseView[]
  readonly channels: readonly TellingView[]
}

const modes = {
  auto: 'Publica sin preguntar.',
  approve: 'Pide un sí antes de publicar.',
  shadow: 'Ensaya: no publica nada.',
} as const

const whoOf = ({ status, origin }: Incident, { alerts }: Service, now: number): string => {
  if (isLapsed(status, alerts, now) && status.is === 'acknowledged')
    return `Lo sabía: ${status.by}, y hace mucho que no dice nada; cuenta otra vez como sin atender`
  if (status.is === 'acknowledged') return `Lo sabe: ${status.by}`
  if (status.is === 'resolved' && status.by !== undefined) return `Lo cerró: ${status.by}`
  return origin === undefined ? 'Lo ven las sondas' : `Lo abrió: ${origin.by}`
}

const kindOf = (incident: Incident): CaseView['kind'] =>
  isAutomatic(incident) ? 'automatic' : (incident.origin?.is ?? 'automatic')

const spanOf = ({ origin: { from, to } }: Window, calendar: Calendar): string =>
  capital(`${saidSince(from, calendar)} hasta ${saidAt(to, calendar).replace(/^a /, '')}`)

const caseView = (incident: Incident, service: Service, calendar: Calendar): CaseView => {
  const { official, alerts } = service
  const hasLapsed = isOpen(incident) && isLapsed(incident.status, alerts, calendar.now)
  return {
    ...incidentView(incident, { calendar, official }),
    ...(hasLapsed && { state: 'Abierto: sin atender' }),
    kind: kindOf(incident),
    who: whoOf(incident, service, calendar.now),
    ...(isWindow(incident) && { span: spanOf(incident, calendar) }),
    isAcknowledged: incident.status.is === 'acknowledged' && !hasLapsed,
    notes: (incident.notes ?? []).map(({ at, by, text }) => ({ at: momentOf(at, calendar), by, text })),
  }
}

const holdsOf = (record: ServiceRecord | undefined, calendar: Calendar): readonly HoldView[] =>
  Object.entries(record?.holds ?? {}).map(([channel, { at, by, why }]) => ({
    channel,
    text: `${channel === 'all' ? 'No se publica nada' : `No se publica nada en ${channel}`} ${saidSince(at, calendar)}. Lo paró ${by}${why === undefined ? '' : `: ${why}`}.`,
  }))

/** The mode in force, and whoever put the channel there. */
const modeSaid = ({ record }: Facts, { id, settings }: ChannelFacts, calendar: Calendar): string => {
  const stored = switchOf(record, id)
  const said = modes[settings.mode]
  return stored ? `${said} Está así ${saidSince(stored.at, calendar)}: ${inSpanish(stored.by)}.` : said
}

const telling = (facts: Facts, channel: ChannelFacts, calendar: Calendar): TellingView => ({
  ...channelName(channel),
  mode: modeSaid(facts, channel, calendar),
  coming: comingOn(facts, channel),
  posted: postedOn(channel, calendar),
  budget: budgetView(channel, facts.now, facts.service.timeZone),
})

const rank = { bad: 0, slow: 1, unknown: 2, quiet: 4, good: 3 } as const

/** What the operators' view of one service says; pure, from what was read. */
export const boardOf = (facts: Facts): Board => {
  const { service, record, channels, now } = facts
  const calendar = { now, timeZone: service.timeZone }
  const { components, ...overview } = overviewOf(service, record, now)
  const declared = new Set(service.components.filter(one => targetsOf(one).length === 0).map(({ id }) => id))
  const isReported = (id: string) =>
    record?.incidents.some(
      one => isOpen(one) && one.origin?.is === 'declared' && one.members[id] !== undefined,
    ) === true
  const newest = record?.incidents.toReversed() ?? []
  return {
    service: service.id,
    ...overview,
    holds: holdsOf(record, calendar),
    places: components
      .map(one => ({
        ...one,
        mayBeOpened: declared.has(one.id) && !isReported(one.id),
        isMuted: Object.hasOwn(record?.muted ?? {}, one.id),
      }))
      .toSorted((one, other) => rank[one.tone] - rank[other.tone]),
    open: newest
      .filter(isOpen)
      .map(one => caseView(one, service, calendar))
      .toSorted((one, other) => Number(other.about === 'failure') - Number(one.about === 'failure')),
    over: newest.filter(one => !isOpen(one)).map(one => caseView(one, service, calendar)),
    channels: channels.map(channel => telling(facts, channel, calendar)),
  }
}

import type { Bad, Begin, End, Health, Incident, Member, Origin, ServiceRecord, Step } from './record.ts'

/** Reading an incident: pure questions that several rules ask. */

export const isOpen = (incident: Incident): boolean => incident.status.is !== 'resolved'

/** Opened by probes, not by operators. */
export const isAutomatic = ({ origin }: Incident): boolean => origin === undefined

/** The one automatic incident that is open, if any. */
export const openIncident = (record: ServiceRecord): Incident | undefined =>
  record.incidents.find(incident => isAutomatic(incident) && isOpen(incident))

/** A maintenance window, with its times beside it. */
export type Window = Incident & { readonly origin: Extract<Origin, { is: 'window' }> }
export const isWindow = (incident: Incident): incident is Window => incident.origin?.is === 'window'

/** Ids of the components that an incident is about, or ever was. */
export const componentsOf = (incident: Incident): readonly string[] =>
  Object.keys(isWindow(incident) ? incident.names : incident.members)

export const findIncident = (record: ServiceRecord, id: string): Incident | undefined =>
  record.incidents.find(incident => incident.id === id)

export const isBad = (health: Health): health is Extract<Health, { is: Bad }> => health.is !== 'operational'

export const isBegin = (step: Step): step is Begin => step.kind === 'begin'
export const isEnd = (step: Step): step is End => step.kind === 'end'

export const lastBegin = (incident: Incident): Begin | undefined => incident.steps.findLast(isBegin)
export const lastEnd = (incident: Incident): End | undefined => incident.steps.findLast(isEnd)

/** The last begin or end: what is true of it now. */
export const lastTurn = (incident: Incident): Begin | End | undefined =>
  incident.steps.findLast(step => isBegin(step) || isEnd(step))

export const nextOrdinal = (incident: Incident): number => (incident.steps.at(-1)?.n ?? 0) + 1

/** Ids of members that are bad now, the worst first. */
export const badMembers = (incident: Incident | undefined): readonly string[] => {
  const bad = (is: Member['is']) =>
    Object.entries(incident?.members ?? {}).filter(([, member]) => member.is === is)
  return [...bad('down'), ...bad('degraded')].map(([id]) => id)
}

/** `SS-0042` */
export const incidentId = (code: string, n: number): string => `${code}-${String(n).padStart(4, '0')}`

/** Windows that nobody hears of before long wait unseen; rounds write the record anew, so it comes to life in time. */
const nearEnough = 2 * 3_600_000
const isFar = (incident: Incident, round: number): boolean =>
  isWindow(incident) && isOpen(incident) && incident.origin.announce - round > nearEnough

/**
 * Whether the sparse index should find the record: an incident is open, near, or closed a short while ago, or operators
 * have to hear of something, such as a component that nobody can see, a hold that lasts, a certificate that ends.
 */
export const isLive = ({ incidents, components, holds, certificates, round }: ServiceRecord): boolean =>
  incidents.some(incident => !isFar(incident, round)) ||
  Object.values(components).some(health => isBad(health) || health.blind !== undefined) ||
  Object.keys(holds).length > 0 ||
  Object.values(certificates).some(({ expires }) => expires > round)

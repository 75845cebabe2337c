import { isOpen, type Window } from '../../incident/incident.ts'
import type { Incident, Step } from '../../incident/record.ts'
import { addressOf, incidentPlace } from '../../page/address.ts'
import { codeOf, subjectOf } from '../../page/incident-part.ts'
import { aboutOf, beginningOf, endOf, heardSteps, type Told } from '../../page/told.ts'
import { iso } from '../instants.ts'
import { plain } from '../plain.ts'
import { incidentChangedAt } from '../steady.ts'
import { toldIfAny } from '../told.ts'
import { affectedBy } from './affected.ts'
import type {
  IncidentStatus,
  Maintenance,
  MaintenanceStatus,
  TheirComponent,
  TheirIncident,
} from './shapes.ts'
import type { Site } from './site.ts'
import { impactOf } from './theirs.ts'

/** `monitoring` is never said: nobody tells us that something is mended and watched. */
const incidentStatus = (steps: readonly Step[]): IncidentStatus => {
  const last = steps.at(-1)
  if (last?.kind === 'end') return 'resolved'
  const spell = steps.slice(steps.findLastIndex(({ kind }) => kind === 'begin') + 1)
  return spell.some(({ facts }) => facts.what === 'acknowledged') ? 'identified' : 'investigating'
}

const maintenanceStatus = (steps: readonly Step[], { from }: Window['origin']): MaintenanceStatus => {
  if (steps.at(-1)?.kind === 'end') return 'completed'
  const isRunning = ({ kind, at, facts }: Step) =>
    facts.what === 'started' || (kind === 'begin' && at >= from)
  return steps.some(isRunning) ? 'in_progress' : 'scheduled'
}

const clockStatus = (window: Window, round: number): MaintenanceStatus => {
  if (!isOpen(window)) return 'completed'
  if (round < window.origin.from) return 'scheduled'
  return round < window.origin.to ? 'in_progress' : 'verifying'
}

const updatesOf = <Status extends string>(
  incident: Incident,
  site: Site,
  statusOf: (steps: readonly Step[]) => Status,
) => {
  const heard = toldIfAny(incident, site.facts.service, site.speech) ?? []
  const steps = heardSteps(incident, site.facts.service)
  return heard.map(({ n, at, text }: Told) => {
    const step = steps.find(one => one.n === n)
    return {
      id: `${incident.id}-${n}`,
      status: statusOf(steps.filter(one => one.n <= n)),
      body: plain(text),
      incident_id: incident.id,
      created_at: iso(at),
      updated_at: iso(at),
      display_at: iso(at),
      affected_components: step ? affectedBy(incident, step, site.speech) : [],
      deliver_notifications: true as const,
    }
  })
}

const common = (incident: Incident, site: Site, components: readonly TheirComponent[]) => {
  const { facts, speech, round } = site
  const end = endOf(incident)
  const first = incident.steps[0]?.at ?? beginningOf(incident)
  const { status } = incident
  return {
    id: incident.id,
    name: plain(`${codeOf(incident, speech)}: ${subjectOf(incident, speech)}`),
    created_at: iso(first),
    started_at: iso(beginningOf(incident)),
    updated_at: iso(Math.max(first, incidentChangedAt(incident, facts.service, round))),
    monitoring_at: null,
    resolved_at: end === undefined ? null : iso(end),
    impact: impactOf(incident),
    shortlink: `${facts.base}/${addressOf(incidentPlace(incident.id), 'es')}`,
    page_id: facts.service.id,
    components: components.filter(({ id }) => Object.hasOwn(incident.names, id)),
    atalaya: { about: aboutOf(incident), how: status.is === 'resolved' ? status.how : null },
  }
}

/** A failure or public notice in their shape, its updates newest first. */
export const incidentIn = (
  incident: Incident,
  site: Site,
  components: readonly TheirComponent[],
): TheirIncident => {
  const updates = updatesOf(incident, site, incidentStatus)
  return {
    ...common(incident, site, components),
    status: isOpen(incident) ? (updates[0]?.status ?? 'investigating') : 'resolved',
    incident_updates: updates,
  }
}

/** A window in their shape. How it stands now is told by the clock of the last look. */
export const maintenanceIn = (
  window: Window,
  site: Site,
  components: readonly TheirComponent[],
): Maintenance => ({
  ...common(window, site, components),
  status: clockStatus(window, site.round),
  incident_updates: updatesOf(window, site, steps => maintenanceStatus(steps, window.origin)),
  scheduled_for: iso(window.origin.from),
  scheduled_until: iso(window.origin.to),
})

import * as v from 'valibot'

/** The shapes of Atlassian Statuspage's API v2. What it has no field for is under `atalaya`. */

const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))
const maybe = v.nullable(instant)

export const componentStatuses = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const
export const indicators = ['none', 'minor', 'major', 'critical', 'maintenance'] as const
export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed'] as const

const page = v.object({
  id: v.string(),
  name: v.string(),
  url: v.string(),
  time_zone: v.string(),
  updated_at: instant,
})

const status = v.object({
  indicator: v.picklist(indicators),
  description: v.string(),
  atalaya: v.object({ seen_at: maybe, stale: v.boolean(), blind: v.boolean() }),
})

const component = v.object({
  id: v.string(),
  name: v.string(),
  status: v.picklist(componentStatuses),
  created_at: instant,
  updated_at: instant,
  position: v.number(),
  description: v.nullable(v.string()),
  showcase: v.boolean(),
  start_date: v.null(),
  group_id: v.null(),
  page_id: v.string(),
  group: v.literal(false),
  only_show_if_degraded: v.literal(false),
  atalaya: v.object({
    blind: v.boolean(),
    sight: v.string(),
    names: v.record(v.string(), v.string()),
  }),
})

const affected = v.object({
  code: v.string(),
  name: v.string(),
  old_status: v.picklist(componentStatuses),
  new_status: v.picklist(componentStatuses),
})

const updateOf = <const Statuses extends readonly string[]>(statuses: Statuses) =>
  v.object({
    id: v.string(),
    status: v.picklist(statuses),
    body: v.string(),
    incident_id: v.string(),
    created_at: instant,
    updated_at: instant,
    display_at: instant,
    affected_components: v.array(affected),
    deliver_notifications: v.literal(true),
  })

const incidentOf = <const Statuses extends readonly string[]>(statuses: Statuses) => ({
  id: v.string(),
  name: v.string(),
  status: v.picklist(statuses),
  created_at: instant,
  started_at: instant,
  updated_at: instant,
  monitoring_at: v.null(),
  resolved_at: maybe,
  impact: v.picklist(indicators),
  shortlink: v.string(),
  page_id: v.string(),
  incident_updates: v.array(updateOf(statuses)),
  components: v.array(component),
  atalaya: v.object({ about: v.picklist(['failure', 'window', 'notice']), how: v.nullable(v.string()) }),
})

const incident = v.object(incidentOf(incidentStatuses))
const maintenance = v.object({
  ...incidentOf(maintenanceStatuses),
  scheduled_for: instant,
  scheduled_until: instant,
})

/** What each file is, by its path below `api/v2/`. */
export const shapes = {
  'summary.json': v.object({
    page,
    status,
    components: v.array(component),
    incidents: v.array(incident),
    scheduled_maintenances: v.array(maintenance),
  }),
  'status.json': v.object({ page, status }),
  'components.json': v.object({ page, components: v.array(component) }),
  'incidents.json': v.object({ page, incidents: v.array(incident) }),
  'incidents/unresolved.json': v.object({ page, incidents: v.array(incident) }),
  'scheduled-maintenances.json': v.object({ page, scheduled_maintenances: v.array(maintenance) }),
  'scheduled-maintenances/upcoming.json': v.object({
    page,
    scheduled_maintenances: v.array(maintenance),
  }),
  'scheduled-maintenances/active.json': v.object({
    page,
    scheduled_maintenances: v.array(maintenance),
  }),
} as const

/** In the order in which they are to be published: the status of the whole comes last. */
export const theirPaths = [
  'components.json',
  'incidents.json',
  'incidents/unresolved.json',
  'scheduled-maintenances.json',
  'scheduled-maintenances/upcoming.json',
  'scheduled-maintenances/active.json',
  'status.json',
  'summary.json',
] as const satisfies readonly (keyof typeof shapes)[]

export type Page = v.InferOutput<typeof page>
export type Status = v.InferOutput<typeof status>
export type Indicator = (typeof indicators)[number]
export type TheirComponent = v.InferOutput<typeof component>
export type ComponentStatus = (typeof componentStatuses)[number]
export type Affected = v.InferOutput<typeof affected>
export type TheirIncident = v.InferOutput<typeof incident>
export type IncidentStatus = (typeof incidentStatuses)[number]
export type Maintenance = v.InferOutput<typeof maintenance>
export type MaintenanceStatus = (typeof maintenanceStatuses)[number]
export type TheirFiles = {
  readonly [Path in keyof typeof shapes]: v.InferOutput<(typeof shapes)[Path]>
}

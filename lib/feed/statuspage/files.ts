import { isWindow } from '../../incident/incident.ts'
import type { PageFacts } from '../../page/facts.ts'
import type { PageFile } from '../../page/file.ts'
import type { Making } from '../../page/site.ts'
import { publicIncidents } from '../../page/told.ts'
import { once } from '../once.ts'
import { toldIfAny } from '../told.ts'
import { componentsOf } from './component.ts'
import { incidentIn, maintenanceIn } from './incident.ts'
import { type TheirFiles, theirPaths } from './shapes.ts'
import { overallOf, pageOf, siteOf } from './site.ts'

/** As many as Statuspage gives. */
const newest = 50

/** What every file of the API says, by its path below `api/v2/`. */
export const answersOf = (facts: PageFacts): TheirFiles => {
  const site = siteOf(facts)
  const page = pageOf(site)
  const status = overallOf(site)
  const components = componentsOf(site)
  const all = publicIncidents(facts).filter(one => toldIfAny(one, facts.service, site.speech) !== undefined)
  const incidents = all
    .filter(one => !isWindow(one))
    .slice(0, newest)
    .map(one => incidentIn(one, site, components))
  const maintenances = all
    .filter(isWindow)
    .slice(0, newest)
    .map(one => maintenanceIn(one, site, components))
  const unresolved = incidents.filter(one => one.status !== 'resolved')
  const upcoming = maintenances.filter(one => one.status === 'scheduled')
  const active = maintenances.filter(({ status: its }) => its === 'in_progress' || its === 'verifying')
  return {
    'components.json': { page, components },
    'incidents.json': { page, incidents },
    'incidents/unresolved.json': { page, incidents: unresolved },
    'scheduled-maintenances.json': { page, scheduled_maintenances: maintenances },
    'scheduled-maintenances/upcoming.json': { page, scheduled_maintenances: upcoming },
    'scheduled-maintenances/active.json': { page, scheduled_maintenances: active },
    'status.json': { page, status },
    'summary.json': {
      page,
      status,
      components,
      incidents: unresolved,
      scheduled_maintenances: [...active, ...upcoming],
    },
  }
}

/** The files of the API: what each is made of comes before the status of the whole. */
export const statuspageMakings = (facts: PageFacts): readonly Making[] => {
  const answers = once(() => answersOf(facts))
  return theirPaths.map(name => {
    const path = `api/v2/${name}`
    const type = 'application/json; charset=utf-8'
    const make = (): PageFile => ({
      path,
      type,
      body: `${JSON.stringify(answers()[name])}\n`,
      keep: 'state',
    })
    return { path, make }
  })
}

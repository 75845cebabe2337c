import type { Verb } from './verb.ts'
import { incidentVerbs } from './verbs/incident.ts'
import { lookVerbs } from './verbs/look.ts'
import { maintenanceVerbs } from './verbs/maintenance.ts'
import { modeVerbs } from './verbs/mode.ts'
import { postingVerbs } from './verbs/posting.ts'
import { xLogin } from './verbs/x-login.ts'

/** All that an operator may say or ask, as `--help` shows it. */
export const verbGroups: readonly (readonly [string, readonly Verb[]])[] = [
  ['Look', lookVerbs],
  ['Incidents', incidentVerbs],
  ['Maintenance', maintenanceVerbs],
  ['Posts', [...modeVerbs, ...postingVerbs]],
  ['Deployment', [xLogin]],
]

export const verbs: readonly Verb[] = verbGroups.flatMap(([, group]) => group)

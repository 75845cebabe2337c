import type { Verb } from './verb.ts'
import { incidentVerbs } from './verbs/incident.ts'
import { lookVerbs } from './verbs/look.ts'
import { maintenanceVerbs } from './verbs/maintenance.ts'
import { postingVerbs } from './verbs/posting.ts'

/** All that an operator may say or ask, as `--help` shows it. */
export const verbGroups: readonly (readonly [string, readonly Verb[]])[] = [
  ['Look', lookVerbs],
  ['Incidents', incidentVerbs],
  ['Maintenance', maintenanceVerbs],
  ['Posts', postingVerbs],
]

export const verbs: readonly Verb[] = verbGroups.flatMap(([, group]) => group)

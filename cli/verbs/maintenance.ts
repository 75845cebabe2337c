import { UsageError } from '../usage.ts'
import { given, incidentIn, needed, type Verb } from '../verb.ts'

const plan: Verb = {
  name: 'maintenance plan',
  takes: [],
  does: 'plans a maintenance window; times are the clock of the service',
  more: [
    '--component ID      what will not work; again for each further one',
    '--from, --to TIME   "2026-11-22 02:00"',
    '--announce WHEN     from when on citizens are told: "24h" before, or a time  (default: 24h)',
  ],
  examples: ['maintenance plan --component sede --from "2026-11-22 02:00" --to "2026-11-22 06:00"'],
  flags: {
    component: { type: 'string', multiple: true },
    from: { type: 'string' },
    to: { type: 'string' },
    announce: { type: 'string' },
  },
  fields: typed => {
    const components = typed.texts('component')
    if (components.length === 0) throw new UsageError('--component is missing: say what will not work')
    return {
      command: 'plan',
      components,
      from: needed(typed, 'from', 'say when it begins, such as "2026-11-22 02:00"'),
      to: needed(typed, 'to', 'say when it ends, such as "2026-11-22 06:00"'),
      ...given('announce', typed.text('announce')),
    }
  },
}

export const maintenanceVerbs: readonly Verb[] = [
  plan,
  {
    name: 'maintenance list',
    takes: [],
    does: 'the windows that are planned or running',
    more: ['--all               those that are over too'],
    examples: ['maintenance list', 'maintenance list --all'],
    flags: { all: { type: 'boolean', default: false } },
    fields: ({ has }) => ({ command: 'windows', ...(has('all') && { all: true }) }),
  },
  {
    name: 'maintenance cancel',
    takes: ['WINDOW'],
    does: 'calls a window off, or ends it before its time',
    examples: ['maintenance cancel SS-0009'],
    fields: ({ words }) => ({ command: 'cancel', incident: incidentIn(words[0]) }),
  },
]

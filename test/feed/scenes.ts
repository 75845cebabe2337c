import type { Incident, Step } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import {
  at,
  downSince,
  factsWith,
  names,
  outage,
  over,
  probed,
  recordWith,
  well,
  window,
} from '../page/site-facts.ts'

/** An operator's name, which nobody else may read. */
export const operator = 'zoraida@example.org'
/** Words that operators write to each other. */
export const secret = 'entre nosotros: falla el nodo 7'

export const note: Step = {
  n: 2,
  kind: 'update',
  at: at('10:50'),
  facts: { what: 'note', by: operator, text: 'Puedes llamar por teléfono.' },
}
const acknowledged: Step = {
  n: 3,
  kind: 'update',
  at: at('10:52'),
  facts: { what: 'acknowledged', by: operator },
}

export const sede: Incident = {
  ...outage('SS-0042', 'sede', at('09:40'), note, acknowledged),
  status: { is: 'acknowledged', at: at('10:52'), by: operator },
  notes: [{ at: at('10:51'), by: operator, text: secret }],
}

const closing = window('SS-0043', at('08:00', '2026-11-23'), at('10:00', '2026-11-23'), 'cita')
/** Announced the day before. */
export const planned: Incident = {
  ...closing,
  steps: closing.steps.map(step => ({ ...step, at: at('12:00', '2026-11-20') })),
}
/** Nobody outside has heard of it. */
export const untold: Incident = {
  ...window('SS-0044', at('08:00', '2026-12-23'), at('10:00', '2026-12-23'), 'web'),
  steps: [],
}
export const mistake = over(
  outage('SS-0041', 'imv', at('08:00', '2026-11-20')),
  at('08:20', '2026-11-20'),
  'false-alarm',
)
export const past = over(outage('SS-0040', 'web', at('22:00', '2026-11-18')), at('23:30', '2026-11-18'))

const declared: Incident = {
  id: 'SS-0045',
  origin: { is: 'declared', what: 'delays', by: operator },
  status: { is: 'open' },
  names: names('oficinas'),
  members: { oficinas: { is: 'degraded', since: at('09:00'), worst: 'degraded' } },
  steps: [
    {
      n: 1,
      kind: 'begin',
      at: at('09:05'),
      facts: { what: 'declared', components: ['oficinas'], since: at('09:00') },
    },
  ],
}

/** The last look of a busy morning: 11:00. */
export const busyLook = at('11:00')

/** The Sede down, the offices slow, a window to come, one that nobody has heard of, a mistake and an outage before. */
export const busy = (more: Partial<PageFacts> = {}): PageFacts =>
  factsWith({
    record: recordWith({
      round: busyLook,
      components: {
        ...Object.fromEntries(probed.map(id => [id, well])),
        sede: { ...downSince(at('09:40')), is: 'down', seen: busyLook },
      },
      incidents: [sede, planned, untold, declared, mistake],
    }),
    archived: [past],
    ...more,
  })

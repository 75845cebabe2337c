import type { Health, Incident, Step } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import {
  at,
  downSince,
  factsWith,
  outage,
  over,
  probed,
  recordWith,
  shipped,
  slowSince,
  well,
  window,
} from '../page/site-facts.ts'

const seen = (
  healths: Readonly<Record<string, Health>>,
  incidents: readonly Incident[] = [],
  more: Partial<PageFacts> = {},
): PageFacts =>
  factsWith({
    record: recordWith({
      components: { ...Object.fromEntries(probed.map(id => [id, well])), ...healths },
      incidents,
    }),
    ...more,
  })

const note: Step = {
  n: 2,
  kind: 'update',
  at: at('10:43'),
  facts: { what: 'note', by: 'ana', text: 'Lo estamos mirando con el equipo técnico.' },
}
const sede = outage('SS-0042', 'sede', at('10:40'), note)
const earlier = over(outage('SS-0040', 'imv', at('09:00', '2026-11-18')), at('09:50', '2026-11-18'))
const wrong = over(
  outage('SS-0041', 'cita', at('09:00', '2026-11-19')),
  at('09:50', '2026-11-19'),
  'false-alarm',
)

const everywhere = (health: Health) => Object.fromEntries(probed.map(id => [id, health]))

const longNames = (): PageFacts => {
  const es = `la ${'plataforma integrada de tramitación '.repeat(4)}Supercalifragilisticoespialidosodelaseguridadsocial`
  const components = shipped().components.map(one => ({ ...one, name: { es } }))
  return seen({ sede: downSince(at('10:40')) }, [{ ...sede, names: { sede: { es } } }], {
    service: shipped({ components }),
  })
}

/** Every state that a front page can be in, by its name in a file, with 90 days behind it. */
export const states: Readonly<Record<string, PageFacts>> = {
  good: seen({}, [], { archived: [earlier] }),
  'one-down': seen({ sede: downSince(at('10:40')) }, [sede]),
  'all-down': seen(everywhere(downSince(at('10:40'))), [sede]),
  degraded: seen({ web: slowSince(at('10:31')) }, [
    {
      ...outage('SS-0043', 'web', at('10:31')),
      members: { web: { is: 'degraded', since: at('10:31'), worst: 'degraded' } },
    },
  ]),
  maintenance: seen({}, [
    window('SS-0044', at('10:00'), at('13:00'), 'cita'),
    window('SS-0045', at('20:00'), at('23:00'), 'sede'),
  ]),
  blind: seen(everywhere({ ...well, blind: at('10:30') })),
  stale: { ...seen({ sede: downSince(at('10:40')) }, [sede]), isStale: true },
  correction: seen({}, [], { archived: [wrong, earlier] }),
  empty: factsWith({ record: undefined, days: [], hours: [] }),
  'long-names': longNames(),
}

const briefly = (facts: PageFacts): PageFacts => {
  const bare = { from: '', counts: {} }
  return {
    ...facts,
    days: facts.days.slice(-5).map(({ from, counts }) => ({ from, counts })),
    hours: [],
    record: facts.record && { ...facts.record, hour: bare, day: bare },
  }
}

/** The same with a short past, but for one: an audit looks at each cell of each table. */
export const shortStates: Readonly<Record<string, PageFacts>> = Object.fromEntries(
  Object.entries(states).map(([name, facts]) => [name, name === 'one-down' ? facts : briefly(facts)]),
)

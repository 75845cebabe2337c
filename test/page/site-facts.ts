import { readFileSync } from 'node:fs'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import type { Health, Incident, ServiceRecord, Step, Tally } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import { parseService } from '../../lib/service/parse.ts'
import type { Service } from '../../lib/service/service.ts'

const file = 'services/seguridad-social.yaml'

const parsed = parseService(readFileSync(file, 'utf8'), file)
if (!('service' in parsed)) throw new RangeError(JSON.stringify(parsed.problems))
const { service } = parsed

/** The service that is shipped, with what is given in its place. */
export const shipped = (more: Partial<Service> = {}): Service => ({ ...service, ...more })

/** Madrid's winter time, as epoch milliseconds. */
export const at = (clock: string, day = '2026-11-21'): number => Date.parse(`${day}T${clock}:00+01:00`)
export const look = at('10:44')

export const probed = ['web', 'sede', 'importass', 'acceso', 'prestaciones', 'imv', 'cita'] as const
export const well: Health = { is: 'operational', since: at('08:00') }
export const downSince = (since: number): Health => ({ is: 'down', since, seen: look })
export const slowSince = (since: number): Health => ({ is: 'degraded', since, seen: look })

type Timed = Tally & { readonly phases: Readonly<Record<string, readonly number[]>> }

const timed = (from: string, n: number, looks: number, ids: readonly string[]): Timed => ({
  from,
  counts: Object.fromEntries(
    ids.map((id, place) => {
      const down = (n * 7 + place * 11) % 23 === 0 ? 37 + n : 0
      const slow = (n * 5 + place) % 17 === 0 ? 12 : 0
      return [id, [looks - down - slow, slow, down, (n + place) % 29 === 0 ? looks : 0, 0]]
    }),
  ),
  phases: Object.fromEntries(
    ids.map((id, place) => {
      const wave = 1 + ((n * 13 + place * 7) % 11) / 6
      return [id, [looks, ...[6, 21, 34, 180, 45].map(one => Math.round(one * wave * looks + n * 97))]]
    }),
  ),
})

const dayMilliseconds = 86_400_000

/** Full days before the last look's own, the oldest first. */
export const fullDays = (count: number, ids: readonly string[] = probed): readonly Timed[] =>
  Array.from({ length: count }, (_, n) => {
    const from = new Date(look - (count - n) * dayMilliseconds).toISOString().slice(0, 10)
    return timed(from, n, 1440, ids)
  })

export const fullHours = (count = 36): readonly Timed[] =>
  Array.from({ length: count }, (_, n) =>
    timed(new Date(look - (count - n) * 3_600_000).toISOString().slice(0, 13), n, 60, probed),
  )

/** A record that was looked at at 10:44, all well, but for what is given. */
export const recordWith = (more: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...emptyRecord('seguridad-social'),
  version: 7,
  round: look,
  components: Object.fromEntries(probed.map(id => [id, well])),
  day: timed('2026-11-21', 3, 644, probed),
  hour: timed('2026-11-21T09', 3, 44, probed),
  ...more,
})

export const factsWith = (more: Partial<PageFacts> = {}): PageFacts => ({
  service: shipped(),
  record: recordWith(),
  archived: [],
  days: fullDays(99),
  hours: fullHours(),
  isStale: false,
  base: 'https://estado.example.org',
  ...more,
})

export const begin = (since: number, ...components: readonly string[]): Step => ({
  n: 1,
  kind: 'begin',
  at: since + 180_000,
  facts: { what: 'outage', components, since },
})

export const names = (...ids: readonly string[]): Incident['names'] =>
  Object.fromEntries(
    shipped()
      .components.filter(({ id }) => ids.includes(id))
      .map(({ id, name }) => [id, name]),
  )

/** An open outage of one component since an instant, with further steps. */
export const outage = (
  id: string,
  component: string,
  since: number,
  ...steps: readonly Step[]
): Incident => ({
  id,
  status: { is: 'open' },
  names: names(component),
  members: { [component]: { is: 'down', since, worst: 'down' } },
  steps: [begin(since, component), ...steps],
})

/** The same once it is over, by recovery or another way. */
export const over = (
  incident: Incident,
  back: number,
  how: 'recovery' | 'false-alarm' | 'operator' = 'recovery',
): Incident => ({
  ...incident,
  status: { is: 'resolved', at: back + 60_000, how },
  members: Object.fromEntries(
    Object.entries(incident.members).map(([id, { since, worst }]) => [
      id,
      { is: 'back' as const, since, worst, at: back, late: false },
    ]),
  ),
  steps: [
    ...incident.steps,
    {
      n: incident.steps.length + 1,
      kind: 'end',
      at: back + 60_000,
      facts: {
        what: how,
        since: incident.steps[0]?.kind === 'begin' ? incident.steps[0].facts.since : back,
        back,
        late: false,
      },
    },
  ],
})

/** A planned closure that was announced. */
export const window = (id: string, from: number, to: number, ...components: readonly string[]): Incident => ({
  id,
  origin: { is: 'window', from, to, announce: from - dayMilliseconds, by: 'ana' },
  status: { is: 'open' },
  names: names(...components),
  members: {},
  steps: [
    { n: 1, kind: 'begin', at: from - dayMilliseconds, facts: { what: 'planned', components, since: from } },
  ],
})

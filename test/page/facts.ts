import { emptyRecord } from '../../lib/incident/evolve.ts'
import type { Health, Incident, ServiceRecord, Step } from '../../lib/incident/record.ts'
import { emptyLedger } from '../../lib/publish/flight.ts'
import type { Flight, Ledger } from '../../lib/publish/ledger.ts'
import { parseService } from '../../lib/service/parse.ts'
import type { Service } from '../../lib/service/service.ts'

const text = `id: prueba
code: PR
name: { es: la Seguridad Social }
components:
  - { id: web, name: { es: la web }, targets: [{ url: "https://example.org/" }] }
  - { id: sede, name: { es: la Sede Electrónica }, targets: [{ url: "https://example.org/sede" }] }
  - { id: oficinas, name: { es: las oficinas }, declared: true }
`

export const serviceWith = (more = ''): Service => {
  const parsed = parseService(text + more, 'prueba.yaml')
  if (!('service' in parsed)) throw new RangeError(JSON.stringify(parsed.problems))
  return parsed.service
}

/** Local time in Madrid, in winter, as epoch milliseconds. */
export const at = (clock: string, day = '2026-11-21'): number => Date.parse(`${day}T${clock}:00+01:00`)

export const now = at('10:45')

export const well: Health = { is: 'operational', since: at('08:00') }
export const down: Health = { is: 'down', since: at('10:40'), seen: at('10:44') }

/** A record whose newest round was a minute ago, all well, but for what is given. */
export const recordWith = (more: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...emptyRecord('prueba'),
  version: 7,
  round: at('10:44'),
  components: { web: well, sede: well },
  ...more,
})

const begin: Step = {
  n: 1,
  kind: 'begin',
  at: at('10:43'),
  facts: { what: 'outage', components: ['sede'], since: at('10:40') },
}

export const outage = (more: Partial<Incident> = {}, ...steps: readonly Step[]): Incident => ({
  id: 'PR-0001',
  status: { is: 'open' },
  names: { sede: { es: 'la Sede Electrónica' } },
  members: { sede: { is: 'down', since: at('10:40'), worst: 'down' } },
  steps: [begin, ...steps],
  ...more,
})

export const ledgerWith = (more: Partial<Ledger> = {}): Ledger => ({
  ...emptyLedger('prueba', 'x', at('08:00')),
  ...more,
})

export const flight: Flight = {
  notice: 'PR-0001/1',
  incident: 'PR-0001',
  step: 1,
  kind: 'begin',
  text: 'No funciona la Sede.',
  state: 'sending',
  attempt: 1,
  by: 'a1',
  first: at('10:43'),
  t0: at('10:43'),
  until: at('10:44'),
  looks: 0,
  nextLook: at('10:45'),
}

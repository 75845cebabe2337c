import fc from 'fast-check'
import type {
  Health,
  Incident,
  IncidentStatus,
  Member,
  ServiceRecord,
  Step,
} from '../../lib/incident/record.ts'
import type { Names } from '../../lib/service/service.ts'
import { count, dictionary, id, incidentId, instant, text } from './scalars.ts'

const some = { noNullPrototype: true } as const
const bad = fc.constantFrom('degraded' as const, 'down' as const)
const shift = fc.record({ rounds: count, first: instant }, some)
const late = fc.constant(true as const)

const names: fc.Arbitrary<Names> = fc.record(
  { es: text, ca: text, eu: text, en: text },
  { requiredKeys: ['es'], ...some },
)

const well: fc.Arbitrary<Health> = fc.record(
  {
    is: fc.constant('operational' as const),
    since: instant,
    late,
    against: fc.record(
      { rounds: count, first: instant, down: shift },
      { requiredKeys: ['rounds', 'first'], ...some },
    ),
  },
  { requiredKeys: ['is', 'since'], ...some },
)
const ill: fc.Arbitrary<Health> = fc.record(
  {
    is: bad,
    since: instant,
    seen: instant,
    against: fc.record(
      { rounds: count, first: instant, late },
      { requiredKeys: ['rounds', 'first'], ...some },
    ),
    shift,
  },
  { requiredKeys: ['is', 'since', 'seen'], ...some },
)

const ending = fc.constantFrom(
  'recovery' as const,
  'operator' as const,
  'false-alarm' as const,
  'removed' as const,
)
const status: fc.Arbitrary<IncidentStatus> = fc.oneof(
  fc.record({ is: fc.constant('open' as const) }, some),
  fc.record({ is: fc.constant('acknowledged' as const), at: instant, by: text }, some),
  fc.record(
    { is: fc.constant('resolved' as const), at: instant, how: ending, by: text },
    { requiredKeys: ['is', 'at', 'how'], ...some },
  ),
)

const member: fc.Arbitrary<Member> = fc.oneof(
  fc.record({ is: bad, since: instant, worst: bad }, some),
  fc.record(
    { is: fc.constant('back' as const), since: instant, worst: bad, at: instant, late: fc.boolean() },
    some,
  ),
)

const components = fc.array(id, { maxLength: 4 })
const stepOf = <Kind extends string, Facts>(kind: Kind, facts: fc.Arbitrary<Facts>) =>
  fc.record({ n: count, kind: fc.constant(kind), at: instant, facts }, some)
const step: fc.Arbitrary<Step> = fc.oneof(
  stepOf(
    'begin' as const,
    fc.record(
      {
        what: fc.constantFrom('outage' as const, 'degraded' as const, 'reopened' as const),
        components,
        since: instant,
      },
      some,
    ),
  ),
  stepOf(
    'update' as const,
    fc.oneof(
      fc.record(
        {
          what: fc.constantFrom('joined' as const, 'worse' as const, 'left' as const),
          components,
          since: instant,
        },
        some,
      ),
      fc.record({ what: fc.constant('acknowledged' as const), by: text }, some),
      fc.record({ what: fc.constantFrom('reminder' as const, 'unstable' as const) }, some),
    ),
  ),
  stepOf(
    'end' as const,
    fc.record(
      { what: ending, since: instant, back: instant, late: fc.boolean(), by: text },
      { requiredKeys: ['what', 'since', 'back', 'late'], ...some },
    ),
  ),
)

export const incident: fc.Arbitrary<Incident> = fc.record(
  {
    id: incidentId,
    status,
    names: dictionary(id, names),
    members: dictionary(id, member),
    steps: fc.array(step, { maxLength: 5 }),
    unstable: fc.record({ since: instant, changed: instant }, some),
  },
  { requiredKeys: ['id', 'status', 'names', 'members', 'steps'], ...some },
)

const tally = fc.record({ from: text, counts: dictionary(id, fc.array(count, { maxLength: 8 })) }, some)

/** Any record that the types allow, whatever sense it makes; its version is 1. */
export const record = (service: string): fc.Arbitrary<ServiceRecord> =>
  fc.record(
    {
      schema: fc.constant(1 as const),
      service: fc.constant(service),
      version: fc.constant(1),
      round: instant,
      components: dictionary(id, fc.oneof(well, ill)),
      incidents: fc.array(incident, { maxLength: 3 }),
      nextIncident: count,
      requests: dictionary(fc.uuid(), instant),
      outbox: fc.array(text, { maxLength: 5 }),
      muted: dictionary(id, count),
      certificates: dictionary(id, fc.record({ expires: instant, told: count }, some)),
      approvals: fc.array(fc.record({ channel: id, notice: text, text, at: instant, by: text }, some), {
        maxLength: 3,
      }),
      day: tally,
      hour: tally,
    },
    some,
  )

import fc from 'fast-check'
import {
  declarations,
  type Health,
  type Incident,
  type IncidentStatus,
  type Member,
  type Origin,
  type ServiceRecord,
  type Step,
} from '../../lib/incident/record.ts'
import { modes } from '../../lib/service/channel.ts'
import type { Names } from '../../lib/service/service.ts'
import { trail } from './audit.ts'
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
  'ended' as const,
  'elapsed' as const,
  'overrun' as const,
  'cancelled' as const,
  'told' as const,
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
        what: fc.constantFrom(
          'outage' as const,
          'degraded' as const,
          'reopened' as const,
          'declared' as const,
          'planned' as const,
        ),
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
      fc.record({ what: fc.constant('note' as const), by: text, text }, some),
      fc.record(
        { what: fc.constantFrom('reminder' as const, 'unstable' as const, 'started' as const) },
        some,
      ),
    ),
  ),
  stepOf(
    'end' as const,
    fc.record(
      {
        what: ending,
        since: instant,
        back: instant,
        late: fc.boolean(),
        by: text,
        said: fc.record({ text, source: text }, some),
      },
      { requiredKeys: ['what', 'since', 'back', 'late'], ...some },
    ),
  ),
)

const origin: fc.Arbitrary<Origin> = fc.oneof(
  fc.record({ is: fc.constant('declared' as const), what: fc.constantFrom(...declarations), by: text }, some),
  fc.record(
    { is: fc.constant('window' as const), from: instant, to: instant, announce: instant, by: text },
    some,
  ),
  fc.record({ is: fc.constant('notice' as const), by: text }, some),
)

export const incident: fc.Arbitrary<Incident> = fc.record(
  {
    id: incidentId,
    origin,
    status,
    names: dictionary(id, names),
    members: dictionary(id, member),
    steps: fc.array(step, { maxLength: 5 }),
    unstable: fc.record({ since: instant, changed: instant }, some),
    notes: fc.array(fc.record({ at: instant, by: text, text }, some), { maxLength: 2 }),
  },
  { requiredKeys: ['id', 'status', 'names', 'members', 'steps'], ...some },
)

const tally = fc.record({ from: text, counts: dictionary(id, fc.array(count, { maxLength: 8 })) }, some)

const withoutLog = (service: string): fc.Arbitrary<ServiceRecord> =>
  fc.record(
    {
      schema: fc.constant(2 as const),
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
      holds: dictionary(
        id,
        fc.record({ at: instant, by: text, why: text }, { requiredKeys: ['at', 'by'], ...some }),
      ),
      modes: dictionary(
        id,
        fc.record(
          { is: fc.constantFrom(...modes), at: instant, by: text, from: instant },
          { requiredKeys: ['is', 'at', 'by'], ...some },
        ),
      ),
      rulings: fc.array(
        fc.record(
          {
            channel: id,
            notice: text,
            is: fc.constantFrom('landed' as const, 'absent' as const, 'drop' as const, 'skip' as const),
            at: instant,
            by: text,
          },
          some,
        ),
        { maxLength: 2 },
      ),
      day: tally,
      hour: tally,
    },
    some,
  )

/** Any record that the types allow, whatever sense it makes; its version is 1. */
export const record = (service: string): fc.Arbitrary<ServiceRecord> =>
  fc
    .tuple(withoutLog(service), fc.option(trail({ service, chain: 'record' }), { nil: undefined }))
    .map(([one, log]) => (log ? { ...one, trail: log } : one))

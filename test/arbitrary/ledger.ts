import fc from 'fast-check'
import type { Entry, Flight, Ledger, PostKind, Told, Waiting } from '../../lib/publish/ledger.ts'
import { trail } from './audit.ts'
import { count, dictionary, incidentId, instant, text } from './scalars.ts'

const some = { noNullPrototype: true } as const

const told: fc.Arbitrary<Told> = fc.record(
  { is: fc.constantFrom('maybe' as const, 'down' as const, 'up' as const), step: count },
  some,
)
const draft = {
  notice: text,
  incident: incidentId,
  step: count,
  kind: fc.constantFrom<PostKind>('begin', 'update', 'end', 'whole'),
  text,
}
const inDraft = ['notice', 'incident', 'step', 'kind', 'text'] as const

const flight: fc.Arbitrary<Flight> = fc.record(
  {
    ...draft,
    state: fc.constantFrom('sending' as const, 'unknown' as const),
    attempt: count,
    by: text,
    first: instant,
    t0: instant,
    until: instant,
    since: text,
    looks: count,
    nextLook: instant,
    unseen: instant,
    before: told,
  },
  {
    requiredKeys: [...inDraft, 'state', 'attempt', 'by', 'first', 't0', 'until', 'looks', 'nextLook'],
    ...some,
  },
)
const waiting: fc.Arbitrary<Waiting> = fc.record({ ...draft, at: instant }, some)

const entry: fc.Arbitrary<Entry> = fc.record(
  {
    notice: text,
    state: fc.constantFrom('sent' as const, 'unclear' as const, 'skipped' as const, 'refused' as const),
    at: instant,
    text,
    id: text,
    why: text,
  },
  { requiredKeys: ['notice', 'state', 'at', 'text'], ...some },
)

/** Any ledger that the types allow, whatever sense it makes; its version is 1. */
export const ledger = (service: string, channel: string): fc.Arbitrary<Ledger> =>
  fc.record(
    {
      schema: fc.constant(1 as const),
      service: fc.constant(service),
      channel: fc.constant(channel),
      version: fc.constant(1),
      born: instant,
      account: text,
      notBefore: instant,
      why: text,
      flight,
      waiting,
      told: dictionary(incidentId, told),
      spent: fc.record({ day: text, n: count, month: text, m: count }, some),
      log: fc.array(entry, { maxLength: 4 }),
      trail: trail({ service, chain: channel }),
    },
    {
      requiredKeys: ['schema', 'service', 'channel', 'version', 'born', 'told', 'spent', 'log'],
      ...some,
    },
  )

import * as v from 'valibot'
import { trailSchema } from '../audit/entry.ts'
import { modes } from '../service/channel.ts'
import { declarations, type Incident, type ServiceRecord, type Tally } from './record.ts'

/** A stored record, incident or ledger that is not what we write: set aside, told to operators, never published from. */
export class BrokenItem extends Error {
  override readonly name = 'BrokenItem'
  readonly found: unknown
  constructor(what: string, found: unknown, cause?: unknown) {
    super(`${what} in the table is not what this version writes`, { cause })
    this.found = found
  }
}

const names = v.record(
  v.string(),
  v.object({
    es: v.string(),
    ca: v.exactOptional(v.string()),
    va: v.exactOptional(v.string()),
    gl: v.exactOptional(v.string()),
    eu: v.exactOptional(v.string()),
    en: v.exactOptional(v.string()),
  }),
)
const run = { rounds: v.number(), first: v.number() }
const bad = v.picklist(['degraded', 'down'])
const ending = v.picklist([
  'recovery',
  'operator',
  'false-alarm',
  'removed',
  'ended',
  'elapsed',
  'overrun',
  'cancelled',
  'told',
])

const blind = v.exactOptional(v.number())
const health = v.variant('is', [
  v.object({
    blind,
    is: v.literal('operational'),
    since: v.number(),
    late: v.exactOptional(v.literal(true)),
    against: v.exactOptional(v.object({ ...run, down: v.exactOptional(v.object(run)) })),
  }),
  v.object({
    blind,
    is: bad,
    since: v.number(),
    seen: v.number(),
    against: v.exactOptional(v.object({ ...run, late: v.exactOptional(v.literal(true)) })),
    shift: v.exactOptional(v.object(run)),
    targets: v.exactOptional(v.array(v.string())),
  }),
])

const origin = v.variant('is', [
  v.object({ is: v.literal('declared'), what: v.picklist(declarations), by: v.string() }),
  v.object({
    is: v.literal('window'),
    from: v.number(),
    to: v.number(),
    announce: v.number(),
    by: v.string(),
  }),
  v.object({ is: v.literal('notice'), by: v.string() }),
])

const status = v.variant('is', [
  v.object({ is: v.literal('open') }),
  v.object({ is: v.literal('acknowledged'), at: v.number(), by: v.string() }),
  v.object({ is: v.literal('resolved'), at: v.number(), how: ending, by: v.exactOptional(v.string()) }),
])

const member = v.variant('is', [
  v.object({ is: bad, since: v.number(), worst: bad }),
  v.object({ is: v.literal('back'), since: v.number(), worst: bad, at: v.number(), late: v.boolean() }),
])

const step = { n: v.number(), at: v.number() }
const components = v.array(v.string())
const begin = v.object({
  ...step,
  kind: v.literal('begin'),
  facts: v.object({
    what: v.picklist(['outage', 'degraded', 'reopened', 'declared', 'planned']),
    components,
    since: v.number(),
  }),
})
const update = v.object({
  ...step,
  kind: v.literal('update'),
  facts: v.variant('what', [
    v.object({ what: v.picklist(['joined', 'worse', 'left']), components, since: v.number() }),
    v.object({ what: v.literal('acknowledged'), by: v.string() }),
    v.object({ what: v.literal('note'), by: v.string(), text: v.string() }),
    v.object({ what: v.picklist(['reminder', 'unstable', 'started']) }),
  ]),
})
const end = v.object({
  ...step,
  kind: v.literal('end'),
  facts: v.object({
    what: ending,
    since: v.number(),
    back: v.number(),
    late: v.boolean(),
    by: v.exactOptional(v.string()),
    said: v.exactOptional(v.object({ text: v.string(), source: v.string() })),
  }),
})

const incident = v.object({
  id: v.string(),
  origin: v.exactOptional(origin),
  status,
  names,
  members: v.record(v.string(), member),
  steps: v.array(v.variant('kind', [begin, update, end])),
  unstable: v.exactOptional(v.object({ since: v.number(), changed: v.number() })),
  notes: v.exactOptional(v.array(v.object({ at: v.number(), by: v.string(), text: v.string() }))),
})
const incidentSchema: v.GenericSchema<unknown, Incident> = incident

const rows = v.record(v.string(), v.array(v.number()))
const tally = v.object({ from: v.string(), counts: rows, phases: v.exactOptional(rows) })
const tallySchema: v.GenericSchema<unknown, Tally> = tally

const modeSwitch = v.object({
  is: v.picklist(modes),
  at: v.number(),
  by: v.string(),
  from: v.exactOptional(v.number()),
})

const recordSchema: v.GenericSchema<unknown, ServiceRecord> = v.object({
  schema: v.literal(2),
  service: v.string(),
  version: v.number(),
  round: v.number(),
  components: v.record(v.string(), health),
  incidents: v.array(incident),
  nextIncident: v.number(),
  requests: v.record(v.string(), v.number()),
  outbox: v.array(v.string()),
  muted: v.record(v.string(), v.number()),
  certificates: v.record(v.string(), v.object({ expires: v.number(), told: v.number() })),
  approvals: v.array(
    v.object({ channel: v.string(), notice: v.string(), text: v.string(), at: v.number(), by: v.string() }),
  ),
  holds: v.record(v.string(), v.object({ at: v.number(), by: v.string(), why: v.exactOptional(v.string()) })),
  // Absent before there was a switch: the mode of the file is in force, so that an upgrade silences nobody.
  modes: v.optional(v.record(v.string(), modeSwitch), {}),
  firstMode: v.exactOptional(modeSwitch),
  rulings: v.array(
    v.object({
      channel: v.string(),
      notice: v.string(),
      is: v.picklist(['landed', 'absent', 'drop', 'skip']),
      at: v.number(),
      by: v.string(),
    }),
  ),
  day: tally,
  hour: tally,
  trail: v.exactOptional(trailSchema),
})

/** One upgrade per schema version: from the one it stands under to the next. */
const upgrades: readonly ((old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>)[] = [
  // 0, before the first release: nothing was muted, approved or known of certificates yet.
  old => ({ muted: {}, certificates: {}, approvals: [], ...old, schema: 1 }),
  // 1: operators could not stop the posting, nor rule on a post.
  old => ({ holds: {}, rulings: [], ...old, schema: 2 }),
]

const versioned = v.looseObject({ schema: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0) })

/** A stored record, brought forward to this version's schema. Throws `BrokenItem` for anything else, a newer one included. */
export const parseRecord = (stored: unknown): ServiceRecord => {
  const known = v.safeParse(versioned, stored)
  if (!known.success) throw new BrokenItem('a record', stored, known.issues)
  const upgraded = upgrades
    .slice(known.output.schema)
    .reduce<Readonly<Record<string, unknown>>>((old, upgrade) => upgrade(old), known.output)
  const parsed = v.safeParse(recordSchema, upgraded)
  if (!parsed.success) throw new BrokenItem('a record', stored, parsed.issues)
  return parsed.output
}

/** A day or an hour that was archived. Throws `BrokenItem`. */
export const parseTally = (stored: unknown): Tally => {
  const parsed = v.safeParse(tallySchema, stored)
  if (!parsed.success) throw new BrokenItem('an archived day or hour', stored, parsed.issues)
  return parsed.output
}

/** An incident that was archived. Throws `BrokenItem`. */
export const parseIncident = (stored: unknown): Incident => {
  const parsed = v.safeParse(incidentSchema, stored)
  if (!parsed.success) throw new BrokenItem('an archived incident', stored, parsed.issues)
  return parsed.output
}

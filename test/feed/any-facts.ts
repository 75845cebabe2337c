import fc from 'fast-check'
import type { Incident, Step } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import { incident, record } from '../arbitrary/record.ts'
import { shipped } from '../page/site-facts.ts'

/** Nobody outside may read these. */
export const operator = 'zz-operator-zz'

/** What operators write for each other, by the keys that it lies under. */
const kept = ['by', 'why', 'requests', 'approvals', 'holds', 'rulings', 'modes', 'trail', 'outbox']
const isInstant = (value: unknown): value is number => typeof value === 'number' && value > 4_000_000_000_000

/** Every operator by one name, every private word with it, and instants of centuries that calendars can tell. */
const marked = (value: unknown, key = ''): unknown => {
  if (isInstant(value)) return value % 4_000_000_000_000
  if (typeof value === 'string') return kept.includes(key) ? `${operator}${value}` : value
  if (Array.isArray(value)) {
    if (key === 'notes') return value.map(note => ({ ...note, text: operator, by: operator }))
    return value.map(one => marked(one, key))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, marked(one, inner)]))
}

/** Steps in their order about components that have names, as whatever decides them writes them. */
const orderly = (one: Incident): Incident => {
  const names = { web: { es: 'la web' }, ...one.names }
  const components = Object.keys(names)
  const first: Step = { n: 1, kind: 'begin', at: 1, facts: { what: 'outage', components, since: 1 } }
  return {
    ...one,
    names,
    steps: [first, ...one.steps].map((step, n) => ({ ...step, n: n + 1 })),
  }
}

const ids = shipped().components.map(({ id }) => id)

/** Whatever the types allow, about the components of the service that is shipped as often as about others. */
export const anyFacts: fc.Arbitrary<PageFacts> = fc
  .record({
    record: fc.option(record('seguridad-social'), { nil: undefined }),
    archived: fc.array(incident, { maxLength: 4 }),
    isStale: fc.boolean(),
    official: fc.boolean(),
    known: fc.subarray(ids),
    name: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  })
  .map(({ record: one, archived, isStale, official, known, name }) => {
    const components = shipped().components.map((component, n) =>
      n === 0 ? { ...component, name: { es: name } } : component,
    )
    const healths = Object.values(one?.components ?? {})
    const seen = Object.fromEntries(known.flatMap((id, n) => (healths[n] ? [[id, healths[n]]] : [])))
    const facts = {
      record: one && {
        ...one,
        components: { ...one.components, ...seen },
        incidents: one.incidents.map(orderly),
      },
      archived: archived.map(orderly),
      days: one ? [one.day] : [],
      hours: [],
    }
    return {
      ...(marked(facts) as Pick<PageFacts, 'record' | 'archived' | 'days' | 'hours'>),
      service: shipped({ official, components }),
      isStale,
      base: 'https://estado.example.org',
    }
  })

import type { PageFacts } from '../page/facts.ts'
import { publicIncidents } from '../page/told.ts'
import type { Names } from '../service/service.ts'

/** Components that left the service's file, under the name that they were last told by; their id, if they never failed. */
export const goneComponents = (facts: PageFacts): readonly (readonly [string, Names])[] => {
  const here = new Set(facts.service.components.map(({ id }) => id))
  const counted = facts.days.flatMap(({ counts }) => Object.keys(counts))
  const told = publicIncidents(facts)
    .toReversed()
    .flatMap(({ names }) => Object.entries(names))
  const known = new Map<string, Names>([...counted.map(id => [id, { es: id }] as const), ...told])
  return [...known].filter(([id]) => !here.has(id)).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

import type { PageFacts } from '../../page/facts.ts'
import { publicIncidents } from '../../page/told.ts'
import { type Names, nameIn } from '../../service/service.ts'
import { plain } from '../plain.ts'

export const uptimeColumns = [
  'date',
  'component',
  'name',
  'up',
  'slow',
  'down',
  'blind',
  'maintenance',
  'uptime_percent',
] as const

/** Names now, or those that what is gone was last told by. */
const namesOf = (facts: PageFacts): ReadonlyMap<string, Names> =>
  new Map([
    ...publicIncidents(facts)
      .toReversed()
      .flatMap(({ names }) => Object.entries(names)),
    ...facts.service.components.map(({ id, name }) => [id, name] as const),
  ])

/** Rounded down: 100 is never said of a day that missed a look. */
const percent = (good: number, all: number): number | undefined =>
  all === 0 ? undefined : Math.floor((good * 10_000) / all) / 100

/** Looks of every finished local day and component, by their outcome, the oldest day first. */
export const uptimeRows = (facts: PageFacts) => {
  const names = namesOf(facts)
  return facts.days
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .flatMap(({ from, counts }) =>
      Object.entries(counts)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([id, [up = 0, slow = 0, down = 0, blind = 0, maintenance = 0]]) => ({
          date: from,
          component: id,
          name: plain(nameIn(names.get(id) ?? { es: id }, 'es')),
          up,
          slow,
          down,
          blind,
          maintenance,
          uptime_percent: percent(up + slow, up + slow + down),
        })),
    )
}

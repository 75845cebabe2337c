import { setTimeout as sleep } from 'node:timers/promises'
import type { Behaviour, Site } from '../../local/sites.ts'
import type { Random } from '../simulation/random.ts'
import { type ComponentId, componentIds } from './service.ts'

/** A component was bad from then to then; still, if `to` is absent. Epoch milliseconds. */
interface Spell {
  readonly component: ComponentId
  readonly from: number
  to?: number
}

/** What the sites really did. */
export interface Truth {
  /** Some component was bad at some instant between. */
  wasBad(from: number, to: number): boolean
  /** All were well at some instant between, or one of them came back. */
  wasBack(from: number, to: number): boolean
}

const kinds: readonly [Behaviour, ...Behaviour[]] = [
  { is: 'status', status: 503 },
  { is: 'status', status: 500 },
  { is: 'unmarked' },
  { is: 'reset', in: 'request' },
  { is: 'reset', in: 'body' },
  { is: 'hang', in: 'headers' },
]

const shuffled = (random: Random): readonly ComponentId[] =>
  componentIds
    .map(id => ({ id, by: random.next() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ id }) => id)

export interface Weather extends Truth {
  readonly episodes: ReadonlyMap<string, number>
  /** Sites fall and come back until `signal`; all are well then. `settled`: everything has been seen well since. */
  blow(settled: (since: number) => Promise<void>, signal: AbortSignal): Promise<void>
}

export const seededWeather = (
  random: Random,
  sites: Readonly<Record<ComponentId, Site>>,
  control: Site,
): Weather => {
  const spells: Spell[] = []
  const episodes = new Map<string, number>()

  const fall = (component: ComponentId) => {
    sites[component].be(random.pick(kinds))
    spells.push({ component, from: Date.now() })
  }
  const heal = (component: ComponentId) => {
    sites[component].be({ is: 'healthy' })
    for (const spell of spells) if (spell.component === component) spell.to ??= Date.now()
  }
  const clear = () => {
    for (const id of componentIds) heal(id)
    control.be({ is: 'healthy' })
  }

  /** One falls, others may join, and all come back one by one. */
  const outage = async (wait: (from: number, to: number) => Promise<void>) => {
    const fallen = shuffled(random).slice(0, random.pick([1, 1, 1, 2, 3]))
    for (const id of fallen) {
      fall(id)
      await wait(300, 1_800)
    }
    await wait(1_000, 4_500)
    for (const id of fallen) {
      heal(id)
      await wait(0, 1_500)
    }
  }
  const blip = async (wait: (from: number, to: number) => Promise<void>) => {
    const [first = 'sede'] = shuffled(random)
    fall(first)
    await wait(100, 1_500)
    heal(first)
  }
  /** Our own network is out: nothing of theirs is bad. The controls fail before all others and come back last. */
  const blindness = async (wait: (from: number, to: number) => Promise<void>) => {
    control.be({ is: 'reset', in: 'request' })
    for (const id of componentIds) sites[id].be({ is: 'reset', in: 'request' })
    await wait(2_000, 4_000)
    for (const id of componentIds) sites[id].be({ is: 'healthy' })
    await wait(2_500, 2_500)
    control.be({ is: 'healthy' })
  }

  return {
    episodes,
    wasBad: (from, to) => spells.some(spell => spell.from <= to && (spell.to ?? to) >= from),
    wasBack: (from, to) => {
      const ends = spells.flatMap(spell => (spell.to === undefined ? [] : [spell.to]))
      if (ends.some(at => at >= from && at <= to)) return true
      return !spells.some(spell => spell.from <= from && (spell.to ?? to) >= to)
    },
    blow: async (settled, signal) => {
      const wait = (from: number, to: number) => sleep(random.between(from, to), undefined, { signal })
      try {
        while (!signal.aborted) {
          const [name, happens] = random.pick([
            ['outage', outage],
            ['outage', outage],
            ['outage', outage],
            ['blip', blip],
            ['blindness', blindness],
          ] as const)
          episodes.set(name, (episodes.get(name) ?? 0) + 1)
          await happens((from, to) => wait(from, to).then(() => {}))
          await settled(Date.now())
          await wait(0, 1_000)
        }
      } catch (fault) {
        if (!signal.aborted) throw fault
      } finally {
        clear()
      }
    },
  }
}

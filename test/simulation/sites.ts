import type { Sight } from '../../lib/check/check.ts'
import type { Prober } from '../../lib/ports.ts'
import type { Window } from './channel.ts'
import type { Process, ProcessWorld } from './process.ts'

const second = 1_000
const minute = 60_000
const scheme = 'https://'

export interface Spell extends Window {
  readonly is: 'down' | 'slow'
}

/** When each component really was bad. */
export type Truth = ReadonlyMap<string, readonly Spell[]>

export const drawTruth = (
  world: Pick<ProcessWorld, 'random'>,
  components: readonly string[],
  start: number,
  end: number,
): Truth => {
  const { random } = world
  const spells = () => {
    const drawn: Spell[] = []
    let at = start + random.between(0, 120) * minute
    while (at < end) {
      const length = random.chance(0.4) ? random.between(1, 12) : random.between(10, 200)
      drawn.push({
        from: at,
        to: Math.min(at + length * minute, end),
        is: random.chance(0.8) ? 'down' : 'slow',
      })
      at += length * minute + (random.chance(0.5) ? random.between(1, 25) : random.between(20, 300)) * minute
    }
    return drawn
  }
  return new Map(components.map(id => [id, random.chance(0.7) ? spells() : []]))
}

export const isBadAt = (truth: Truth, id: string, from: number, to: number): boolean =>
  (truth.get(id) ?? []).some(spell => spell.from <= to && spell.to >= from)

const answered = (status: number, total: number): Sight => ({ is: 'answered', status, phases: { total } })
const failed: Sight = { is: 'failed', during: 'tcp', code: 'ETIMEDOUT', phases: { total: 10 * second } }

/** What a site shows to whoever nothing stands in the way of. `isLoud`: whether it says that it is down. */
export const seenAt = (truth: Truth, url: string, now: number, isLoud = () => true): Sight => {
  const [id = ''] = url.slice(scheme.length).split('.', 1)
  const spell = (truth.get(id) ?? []).find(({ from, to }) => now >= from && now < to)
  if (spell?.is === 'down') return isLoud() ? answered(503, 80) : failed
  return answered(200, spell ? 6 * second : 150)
}

/** What is bad for either reason, as whom both concern sees it. */
export const both = (one: Truth, other: Truth): Truth =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map(id => [
      id,
      [...(one.get(id) ?? []), ...(other.get(id) ?? [])],
    ]),
  )

/** Real sites and our own network between us and them; `https://<component>.example/`, all others are controls. */
export const simulatedProber = (
  world: ProcessWorld,
  truth: Truth,
  ownNetwork: readonly Window[],
  process: Process,
): Prober => ({
  look: async target => {
    // One pause for most looks: a quiet minute is most of a day.
    if (world.random.chance(0.3)) await process.pause()
    const now = world.agenda.now()
    if (ownNetwork.some(({ from, to }) => now >= from && now < to)) {
      world.injected('ownNetwork')
      return failed
    }
    if (world.isFaulty() && world.random.chance(world.faults.botChallenge)) {
      world.injected('botChallenge')
      return answered(403, 90)
    }
    return seenAt(truth, target.url, now, () => world.random.chance(0.5))
  },
})

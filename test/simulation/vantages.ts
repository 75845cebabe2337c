import { lookFor } from '../../lib/check/elsewhere.ts'
import type { Journal, Prober, Vantage } from '../../lib/ports.ts'
import type { Window } from './channel.ts'
import type { Process, ProcessWorld } from './process.ts'
import type { Random } from './random.ts'
import { isBadAt, seenAt, type Truth } from './sites.ts'

const second = 1_000
const minute = 60 * second

/** What may be the matter with another vantage for a while. */
const ills = ['blind', 'refused', 'silent', 'late', 'sees-bad', 'sees-well'] as const

interface Spell extends Window {
  readonly is: (typeof ills)[number]
}

/** Another place to look from, and its bad times; at all others it answers well. */
export interface Place {
  readonly id: string
  readonly spells: readonly Spell[]
}

const regions = ['eu-central-1', 'eu-west-1', 'eu-west-3'] as const

/** None to three; a day without any goes on as if there were no such thing. */
export const drawPlaces = (random: Random, start: number, end: number): readonly Place[] => {
  const count = random.pick([0, 0, 1, 2, 2, 3])
  return regions.slice(0, count).map(id => {
    const spells: Spell[] = []
    let at = start + random.between(0, 240) * minute
    while (random.chance(0.8) && at < end) {
      const to = Math.min(at + random.between(1, 180) * minute, end)
      spells.push({ from: at, to, is: random.pick(ills) })
      at = to + random.between(5, 300) * minute
    }
    return { id, spells }
  })
}

const illAt = ({ spells }: Place, now: number) => spells.find(({ from, to }) => now >= from && now < to)?.is

const failed = { is: 'failed', during: 'tcp', code: 'ETIMEDOUT', phases: { total: 5 * second } } as const

/** What one place sees: the truth, unless something is the matter with it. */
const proberAt = (world: ProcessWorld, truth: Truth, place: Place): Prober => ({
  look: async target => {
    const now = world.agenda.now()
    switch (illAt(place, now)) {
      case 'blind':
        return failed
      case 'refused':
        return { is: 'answered', status: 403, phases: { total: 90 } }
      case 'sees-bad':
        return target.url.includes('control') ? seenAt(truth, target.url, now) : failed
      case 'sees-well':
        return seenAt(new Map(), target.url, now)
      default:
        return seenAt(truth, target.url, now)
    }
  },
})

const unheard: Journal = { say: () => undefined }

/** As the adapter behaves: an answer within the deadline, or none. */
export const simulatedVantages = (
  world: ProcessWorld,
  truth: Truth,
  places: readonly Place[],
  process: Process,
): readonly Vantage[] =>
  places.map(place => ({
    id: place.id,
    look: async asked => {
      const { clock } = process
      const ill = illAt(place, world.agenda.now())
      await process.wait(ill === 'late' ? asked.deadline : 300)
      if (ill === 'silent' || ill === 'late') return undefined
      return lookFor({ prober: proberAt(world, truth, place), clock, journal: unheard }, asked, place.id)
    },
  }))

/** Nothing is the matter with it from beginning to end. */
const isSound = ({ spells }: Place, from: number, to: number): boolean =>
  !spells.some(spell => spell.from <= to && spell.to >= from)

/** Whether somebody sees well what is bad, so that most may. */
export const mayLookWell = (places: readonly Place[], from: number, to: number): boolean =>
  places.some(({ spells }) =>
    spells.some(spell => spell.is === 'sees-well' && spell.from <= to && spell.to >= from),
  )

/**
 * Whether home and all who may have agreed with it were at most half of those that answered, from beginning to end.
 * @param unanswered Who gave no answer, and when.
 */
export const isOutvoted = (
  { truth, places, unanswered }: Voting,
  component: string,
  from: number,
  to: number,
): boolean => {
  if (isBadAt(truth, component, from, to)) return false
  const answeredAll = ({ id }: Place) =>
    !unanswered.some(({ vantage, at }) => vantage === id && at >= from && at <= to)
  const well = places.filter(place => isSound(place, from, to) && answeredAll(place)).length
  return well * 2 >= places.length + 1
}

export interface Voting {
  /** When each component was bad for everybody. */
  readonly truth: Truth
  readonly places: readonly Place[]
  readonly unanswered: readonly { readonly vantage: string; readonly at: number }[]
}

import type { Random } from '../simulation/random.ts'
import type { Fate, Kind } from './front.ts'

const honest = 'honest'

/** A 429 that is over in a second or two. */
const busy = (now: number): Fate => ({
  name: '429',
  fault: { status: 429, headers: { 'x-rate-limit-reset': String(Math.floor(now / 1_000) + 2) } },
})

const toPosts = (random: Random, now: number): Fate =>
  random.pick<Fate>([
    { name: '500 after landing', fault: 'broken-landed' },
    { name: '503 after landing', fault: 'overloaded-landed' },
    { name: '500', fault: 'broken' },
    { name: '503', fault: 'overloaded' },
    { name: '503 in HTML', fault: 'html-overloaded' },
    { name: 'reset after landing', fault: 'lost' },
    { name: 'reset after landing', fault: 'lost' },
    { name: 'reset before landing', fault: 'lost-before' },
    { name: 'hang after landing', fault: 'hang-landed' },
    { name: 'hang', fault: 'hang' },
    { name: 'empty 201', fault: 'empty-landed' },
    { name: 'cut 201', fault: 'truncated' },
    { name: 'slow to X', before: random.between(100, 1_500) },
    { name: 'slow from X', after: random.between(100, 2_500) },
    busy(now),
  ])

const toLooks = (random: Random, now: number): Fate =>
  random.pick<Fate>([
    { name: 'look: 503', fault: 'overloaded' },
    { name: 'look: HTML', fault: 'html' },
    { name: 'look: reset', fault: 'lost' },
    { name: 'look: hang', fault: 'hang' },
    { name: 'look: cut', fault: 'truncated' },
    { ...busy(now), name: 'look: 429' },
  ])

export interface Fates {
  next(kind: Kind): Fate
  /** How often each was met. */
  readonly met: ReadonlyMap<string, number>
  /** From now on everything is answered, truly and at once. */
  calm(): void
}

/**
 * What X does, by the seed. Its timeline lags by `lag` milliseconds at most; the protocol assumes that it lags little
 * or that X refuses what it has already.
 */
export const seededFates = (random: Random, lag: number): Fates => {
  const met = new Map<string, number>()
  let stormy = true
  const choose = (kind: Kind): Fate => {
    if (!stormy) return { name: honest }
    const { name, ...fate } = random.chance(kind === 'post' ? 0.65 : 0.2)
      ? (kind === 'post' ? toPosts : toLooks)(random, Date.now())
      : { name: honest }
    return kind === 'post'
      ? { name, ...fate, lag: random.chance(0.8) ? random.between(0.8 * lag, lag) : 0 }
      : { name, ...fate }
  }
  return {
    met,
    next: kind => {
      const fate = choose(kind)
      if (fate.name !== honest) met.set(fate.name, (met.get(fate.name) ?? 0) + 1)
      return fate
    },
    calm: () => {
      stormy = false
    },
  }
}

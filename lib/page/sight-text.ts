import type { ComponentSight, Sight } from './sight.ts'
import { clock, type Speech, sayOf } from './speech.ts'

const templateOf = (sight: Sight, look: number, { words: { states, declared } }: Speech): string => {
  if ('said' in sight && sight.said !== undefined) return declared[sight.said]
  return sight.is === 'closed' && sight.to <= look ? states.closedOver : states[sight.is]
}

const before = { operational: 'good', degraded: 'slow', down: 'down' } as const

const beforeOf = (sight: Sight, { words }: Speech): string | undefined => {
  if (!('before' in sight) || sight.before === undefined) return undefined
  return sight.before.seen === undefined ? words.before.earlier : words.before[before[sight.before.is]]
}

type Seen = Pick<ComponentSight, 'names' | 'sight'>

const tell = (template: string, { names, sight }: Seen, look: number, speech: Speech): string => {
  const values = {
    look: clock(look, speech),
    since: 'since' in sight ? clock(sight.since, speech) : undefined,
    to: sight.is === 'closed' ? clock(sight.to, speech) : undefined,
    // The last look at what was well moves on with every round, so it is told as of `look`.
    seen:
      'before' in sight && sight.before?.seen !== undefined
        ? clock(Math.min(sight.before.seen, look), speech)
        : undefined,
  }
  return sayOf(template, [names], values, speech)
}

/** How a component is, with its time and without a full stop: `No funciona desde las 10:40`. `look`: epoch milliseconds. */
export const sightSentence = (seen: Seen, look: number, speech: Speech): string =>
  tell(templateOf(seen.sight, look, speech), seen, look, speech)

/** What was seen before, a sentence with its full stop, if nobody can tell now. */
export const earlierSentence = (seen: Seen, look: number, speech: Speech): string | undefined => {
  const earlier = beforeOf(seen.sight, speech)
  return earlier === undefined ? undefined : tell(earlier, seen, look, speech)
}

/** Both. */
export const sightText = (seen: Seen, look: number, speech: Speech): string => {
  const told = `${sightSentence(seen, look, speech)}.`
  const earlier = earlierSentence(seen, look, speech)
  return earlier === undefined ? told : `${told} ${earlier}`
}

import type { PageFacts } from '../page/facts.ts'
import { headlineOf } from '../page/headline.ts'
import { type ComponentSight, moods, sightsOf } from '../page/sight.ts'
import { sightSentence } from '../page/sight-text.ts'
import type { Making } from '../page/site.ts'
import { clock, namesTold, type Speech, say, shortDay, speechOf, titleOf } from '../page/speech.ts'
import { localDay } from '../service/local-clock.ts'
import type { Component, Names } from '../service/service.ts'
import { badge } from './badge.ts'
import { goneComponents } from './gone.ts'
import { once } from './once.ts'
import { steadyFacts, steadyLook } from './steady.ts'

const making = (path: string, draw: () => string): Making => ({
  path,
  make: () => ({ path, type: 'image/svg+xml; charset=utf-8', body: draw(), keep: 'state' }),
})

/** With its year, since a picture is kept for as long as somebody likes; absent before the first look. */
const seenText = (look: number, speech: Speech): string | undefined => {
  if (look === 0) return undefined
  const day = localDay(look, speech.timeZone)
  return `mirado el ${shortDay(day, speech)} ${day.slice(0, 4)} a ${clock(look, speech)}`
}

/** The same bytes for ever, so that it is written once. */
const goneBadge = (names: Names, speech: Speech): string => {
  const text = say(speech.words.days.gone, {}, speech, namesTold([names], speech).agreement)
  return badge({ label: titleOf(names, speech), text, mood: 'unknown' })
}

/**
 * One for each component and `badge.svg` for the whole, in Spanish; each tells the time that it is true of. A component
 * that left the service is told to be gone, since whoever shows its badge will not hear of it otherwise.
 */
export const badgeMakings = (facts: PageFacts): readonly Making[] => {
  const { service } = facts
  const telling = once(() => {
    const look = steadyLook(facts)
    const speech = speechOf('es', service, look)
    return { look, speech, seen: seenText(look, speech) }
  })
  const ofComponent = (one: ComponentSight): string => {
    const { look, speech, seen } = telling()
    const { names, sight } = one
    return badge({
      label: titleOf(names, speech),
      text: sightSentence(one, look, speech),
      seen,
      mood: moods[sight.is],
    })
  }
  const ofWhole = (): string => {
    const { speech, seen } = telling()
    const { mood, text } = headlineOf(steadyFacts(facts), sightsOf(facts), speech)
    return badge({ label: titleOf(service.name, speech), text, seen, mood })
  }
  const alone = (component: Component) =>
    sightsOf({ ...facts, service: { ...service, components: [component] } })
  return [
    ...goneComponents(facts).map(([id, names]) =>
      making(`badges/${id}.svg`, () => goneBadge(names, telling().speech)),
    ),
    ...service.components.map(one =>
      making(`badges/${one.id}.svg`, () => alone(one).map(ofComponent).join('')),
    ),
    making('badge.svg', ofWhole),
  ]
}

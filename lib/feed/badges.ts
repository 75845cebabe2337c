import type { PageFacts } from '../page/facts.ts'
import { headlineOf } from '../page/headline.ts'
import { type ComponentSight, moods, sightsOf } from '../page/sight.ts'
import { sightSentence } from '../page/sight-text.ts'
import type { Making } from '../page/site.ts'
import { speechOf, titleOf } from '../page/speech.ts'
import type { Component } from '../service/service.ts'
import { badge } from './badge.ts'
import { once } from './once.ts'
import { steadyFacts, steadyLook } from './steady.ts'

const making = (path: string, draw: () => string): Making => ({
  path,
  make: () => ({ path, type: 'image/svg+xml; charset=utf-8', body: draw(), keep: 'state' }),
})

/** One for each component and `badge.svg` for the whole, in Spanish; each tells the time that it is true of. */
export const badgeMakings = (facts: PageFacts): readonly Making[] => {
  const { service } = facts
  const telling = once(() => {
    const look = steadyLook(facts)
    return { look, speech: speechOf('es', service, look) }
  })
  const ofComponent = (one: ComponentSight): string => {
    const { look, speech } = telling()
    const { names, sight } = one
    return badge({
      label: titleOf(names, speech),
      text: sightSentence(one, look, speech),
      mood: moods[sight.is],
    })
  }
  const ofWhole = (): string => {
    const { speech } = telling()
    const { mood, text } = headlineOf(steadyFacts(facts), sightsOf(facts), speech)
    return badge({ label: titleOf(service.name, speech), text, mood })
  }
  const alone = (component: Component) =>
    sightsOf({ ...facts, service: { ...service, components: [component] } })
  return [
    ...service.components.map(one =>
      making(`badges/${one.id}.svg`, () => alone(one).map(ofComponent).join('')),
    ),
    making('badge.svg', ofWhole),
  ]
}

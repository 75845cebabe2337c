import type { PageFacts } from '../../page/facts.ts'
import { headlineOf } from '../../page/headline.ts'
import { type ComponentSight, sightsOf } from '../../page/sight.ts'
import { nameOf, type Speech, say, speechOf } from '../../page/speech.ts'
import { iso } from '../instants.ts'
import { plain } from '../plain.ts'
import { changedAt, steadyFacts, steadyLook } from '../steady.ts'
import type { Page, Status } from './shapes.ts'
import { indicatorOf, isAllBlind } from './theirs.ts'

/** All that the files of one site have in common. */
export interface Site {
  readonly facts: PageFacts
  /** The language of the files: Spanish. */
  readonly speech: Speech
  readonly sights: readonly ComponentSight[]
  /** When all of this was last so; epoch milliseconds. */
  readonly steady: number
  /** The last look; epoch milliseconds, 0 before the first. */
  readonly round: number
}

export const siteOf = (facts: PageFacts): Site => {
  const steady = steadyLook(facts)
  return {
    facts,
    speech: speechOf('es', facts.service, steady),
    sights: sightsOf(facts),
    steady,
    round: facts.record?.round ?? 0,
  }
}

export const pageOf = ({ facts, speech }: Site): Page => ({
  id: facts.service.id,
  name: plain(say(speech.words.site, { service: nameOf(facts.service.name, speech) }, speech)),
  url: `${facts.base}/`,
  time_zone: facts.service.timeZone,
  updated_at: iso(changedAt(facts)),
})

/** The first sentence of the page, with the time that it is true of. */
export const descriptionOf = ({ facts, sights, speech }: Site): string =>
  plain(headlineOf(steadyFacts(facts), sights, speech).text)

export const overallOf = (site: Site): Status => ({
  indicator: indicatorOf(site.sights),
  description: descriptionOf(site),
  atalaya: {
    seen_at: site.steady === 0 ? null : iso(site.steady),
    stale: site.facts.isStale,
    blind: isAllBlind(site.sights),
  },
})

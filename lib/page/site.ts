import { aboutPage, accessibilityPage } from './about-page.ts'
import { addressOf, incidentPlace, monthPlace, type Place } from './address.ts'
import type { PageFacts } from './facts.ts'
import type { PageFile } from './file.ts'
import { historyPage, monthPage, monthsOf } from './history-page.ts'
import { incidentPage } from './incident-page.ts'
import { indexPage } from './index-page.ts'
import { languagesOfPage } from './page-words.ts'
import { type Speech, speechOf } from './speech.ts'
import { publicIncidents } from './told.ts'

/** A page still to be made, so that one that fails takes no other with it. */
export interface Making {
  readonly path: string
  make(): PageFile
}

/** The pages of one language; what others link to comes first, and the front page last. */
const pagesIn = (facts: PageFacts, speech: Speech): readonly Making[] => {
  const making = (place: Place, make: () => PageFile): Making => ({
    path: `${addressOf(place, speech.language)}index.html`,
    make,
  })
  return [
    ...publicIncidents(facts).map(one =>
      making(incidentPlace(one.id), () => incidentPage(one, facts, speech)),
    ),
    making('about/', () => aboutPage(facts, speech)),
    making('accessibility/', () => accessibilityPage(facts, speech)),
    ...monthsOf(facts)
      .toReversed()
      .map(month => making(monthPlace(month), () => monthPage(month, facts, speech))),
    making('history/', () => historyPage(facts, speech)),
    making('', () => indexPage(facts, speech)),
  ]
}

/**
 * Every page of the site, to be made one by one, in the order in which they are to be published: whoever reads a page
 * finds what it links to. All front pages come last, since pages link to their other languages. The same facts give the
 * same bytes.
 */
export const htmlPages = (facts: PageFacts): readonly Making[] => {
  const now = facts.record?.round ?? 0
  const all = languagesOfPage.flatMap(({ language }) =>
    pagesIn(facts, speechOf(language, facts.service, now)),
  )
  const isFront = ({ path }: Making) => /^(?:\w\w\/)?index\.html$/.test(path)
  return [...all.filter(one => !isFront(one)), ...all.filter(isFront).toReversed()]
}

import { dataMakings } from '../feed/files.ts'
import { hubOf } from '../feed/links.ts'
import type { PageFacts } from '../page/facts.ts'
import { htmlPages, type Making } from '../page/site.ts'

/** Every file of one service's site, in the order in which they are to be written: the front pages come last. */
export const siteOf = (facts: PageFacts): readonly Making[] => [
  ...dataMakings(facts, { hub: hubOf(facts.service, facts.base) }),
  ...htmlPages(facts),
]

import type { PageFacts } from '../page/facts.ts'
import type { PageFile } from '../page/file.ts'
import { languagesOfPage } from '../page/page-words.ts'
import type { Making } from '../page/site.ts'
import { speechOf } from '../page/speech.ts'
import type { Language } from '../service/service.ts'
import { atom } from './atom.ts'
import { badgeMakings } from './badges.ts'
import { calendar } from './calendar.ts'
import { type Feed, feedOf } from './entries.ts'
import { jsonFeed } from './json-feed.ts'
import { pathIn, type Where } from './links.ts'
import { llms } from './llms.ts'
import { once } from './once.ts'
import { openMakings } from './open/files.ts'
import { rss } from './rss.ts'
import { statuspageMakings } from './statuspage/files.ts'

export interface FeedOptions {
  /** The address of a WebSub hub that feeds name. */
  readonly hub?: string | undefined
}

const formats: readonly (readonly [string, string, (feed: Feed, where: Where) => string])[] = [
  ['feed.atom', 'application/atom+xml', atom],
  ['feed.rss', 'application/rss+xml', rss],
  ['feed.json', 'application/feed+json', jsonFeed],
]

const speechIn = (language: Language, { service, record }: PageFacts) =>
  speechOf(language, service, record?.round ?? 0)

const feedsIn = (language: Language, facts: PageFacts, { hub }: FeedOptions): readonly Making[] => {
  const feed = once(() => feedOf(facts, speechIn(language, facts)))
  return formats.map(([name, type, write]) => {
    const path = pathIn(language, name)
    const where = { self: `${facts.base}/${path}`, hub }
    const make = (): PageFile => ({
      path,
      type: `${type}; charset=utf-8`,
      body: write(feed(), where),
      keep: 'state',
    })
    return { path, make }
  })
}

const plainFile = (path: string, type: string, body: () => string): Making => ({
  path,
  make: () => ({ path, type: `${type}; charset=utf-8`, body: body(), keep: 'page' }),
})

/**
 * All that programs read, file by file, so that one that fails takes no other with it. What is asked for first is last.
 * The same facts give the same bytes; in a quiet hour only what tells the time changes, once.
 */
export const dataMakings = (facts: PageFacts, options: FeedOptions = {}): readonly Making[] => [
  ...openMakings(facts),
  ...languagesOfPage.flatMap(({ language }) => [
    plainFile(pathIn(language, 'maintenance.ics'), 'text/calendar', () =>
      calendar(facts, speechIn(language, facts)),
    ),
    ...feedsIn(language, facts, options),
  ]),
  plainFile('llms.txt', 'text/plain', () => llms(facts)),
  ...badgeMakings(facts),
  ...statuspageMakings(facts),
]

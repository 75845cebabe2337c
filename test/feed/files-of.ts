import { dataMakings, type FeedOptions } from '../../lib/feed/files.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import type { PageFile } from '../../lib/page/file.ts'

/** All that programs read. */
export const dataFiles = (facts: PageFacts, options?: FeedOptions): readonly PageFile[] =>
  dataMakings(facts, options).map(({ make }) => make())

/** The body of one file. */
export const bodyOf = (facts: PageFacts, path: string, options?: FeedOptions): string => {
  const found = dataFiles(facts, options).find(file => file.path === path)
  if (!found) throw new RangeError(`no ${path}`)
  return found.body
}

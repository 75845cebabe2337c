import type { PageFacts } from '../../lib/page/facts.ts'
import type { PageFile } from '../../lib/page/file.ts'
import { htmlPages } from '../../lib/page/site.ts'

/** Every page of the site. */
export const htmlFiles = (facts: PageFacts): readonly PageFile[] => htmlPages(facts).map(({ make }) => make())

/** One page of the site, as its bytes are. */
export const bodyOf = (facts: PageFacts, path = 'index.html'): string => {
  const page = htmlPages(facts).find(one => one.path === path)
  if (!page) throw new RangeError(`no page ${path}`)
  return page.make().body
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const withoutTags = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, entity => entities[entity] ?? '')
    .replaceAll(/\s+/g, ' ')

/** What a reader reads in the main part of a page, with spaces where tags were. */
export const readingOf = (facts: PageFacts, path?: string): string =>
  withoutTags(/<main[\s\S]*<\/main>/.exec(bodyOf(facts, path))?.[0] ?? '')

/** The first heading of a page, without its sign. */
export const headlineIn = (facts: PageFacts, path?: string): string =>
  withoutTags(
    /<h1>[\s\S]*?<\/h1>/.exec(bodyOf(facts, path))?.[0].replace(/<span class="sign".*?<\/span>/, '') ?? '',
  ).trim()

/** What stands beside a component of the front page. */
export const rowsIn = (facts: PageFacts): readonly string[] =>
  [...bodyOf(facts).matchAll(/<li><span class="name">[\s\S]*?<\/li>/g)].map(([row]) =>
    withoutTags(row.replace(/<span class="sign".*?<\/span>/, '')).trim(),
  )

export const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, href = '']) => href)

const voids = ['meta', 'link', 'br', 'path', '!doctype']

/** Faults of the nesting of tags: what closes nothing, and what nobody closed. */
export const faultsIn = (html: string): readonly string[] => {
  const open: string[] = []
  const faults: string[] = []
  for (const [, end, name = ''] of html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .matchAll(/<(\/?)([!\w]+)[^<>]*>/g)) {
    if (voids.includes(name)) continue
    if (end !== '/') open.push(name)
    else if (open.pop() !== name) faults.push(`</${name}>`)
  }
  return [...faults, ...open]
}

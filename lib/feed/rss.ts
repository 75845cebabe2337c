import { type Markup, markup } from '../page/markup.ts'
import type { Feed, FeedEntry } from './entries.ts'
import { rfc822 } from './instants.ts'
import type { Where } from './links.ts'

const itemOf = ({ id, url, at, title, text, incident }: FeedEntry): Markup => markup`
<item>
<title>${title}</title>
<link>${url}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${rfc822(at)}</pubDate>
<category>${incident}</category>
<description>${escapedTwice(text)}</description>
</item>`

// A description is HTML: what is no tag must not be read as one.
const escapedTwice = (text: string): string => markup`${text}`.markup

/** RSS 2.0, with the links that the Atom namespace lends it. */
export const rss = (feed: Feed, { self, hub }: Where): string =>
  markup`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${feed.title}</title>
<link>${feed.home}</link>
<description>${feed.subtitle}</description>
<language>${feed.tag}</language>${feed.updated === undefined ? undefined : markup`\n<lastBuildDate>${rfc822(feed.updated)}</lastBuildDate>`}
<ttl>5</ttl>
<atom:link rel="self" type="application/rss+xml" href="${self}"/>${hub === undefined ? undefined : markup`\n<atom:link rel="hub" href="${hub}"/>`}${feed.entries.map(itemOf)}
</channel>
</rss>
`.markup

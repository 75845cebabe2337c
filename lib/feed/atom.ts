import { type Markup, markup } from '../page/markup.ts'
import type { Feed, FeedEntry } from './entries.ts'
import { isoSeconds } from './instants.ts'
import type { Where } from './links.ts'

const entryOf = ({ id, url, at, title, text, incident, subject }: FeedEntry): Markup => markup`
<entry>
<id>${id}</id>
<title>${title}</title>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${isoSeconds(at)}</published>
<updated>${isoSeconds(at)}</updated>
<category term="${incident}" label="${subject}"/>
<content type="text">${text}</content>
</entry>`

/** RFC 4287. A feed without an entry was last changed at the beginning of time. */
export const atom = (feed: Feed, { self, hub }: Where): string =>
  markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.tag}">
<id>${feed.id}</id>
<title>${feed.title}</title>
<subtitle>${feed.subtitle}</subtitle>
<updated>${isoSeconds(feed.updated ?? 0)}</updated>
<author><name>${feed.author}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${feed.home}"/>${hub === undefined ? undefined : markup`\n<link rel="hub" href="${hub}"/>`}${feed.entries.map(entryOf)}
</feed>
`.markup

import type { Feed } from './entries.ts'
import { isoSeconds } from './instants.ts'
import type { Where } from './links.ts'

/** JSON Feed 1.1. */
export const jsonFeed = (feed: Feed, { self, hub }: Where): string => {
  const whole = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.subtitle,
    home_page_url: feed.home,
    feed_url: self,
    language: feed.tag,
    authors: [{ name: feed.author }],
    ...(hub !== undefined && { hubs: [{ type: 'WebSub', url: hub }] }),
    items: feed.entries.map(({ id, url, at, title, text, incident }) => ({
      id,
      url,
      title,
      content_text: text,
      date_published: isoSeconds(at),
      tags: [incident],
    })),
  }
  return `${JSON.stringify(whole)}\n`
}

import { describe, expect, it } from 'vitest'
import { topicsOf } from '../../lib/feed/links.ts'
import { at, factsWith, outage, over, recordWith } from '../page/site-facts.ts'
import { bodyOf } from './files-of.ts'
import { busy, sede } from './scenes.ts'
import { childrenOf, rootOf, textOf } from './xml.ts'

const hub = 'https://hub.example.org/'
const languages = ['', 'ca/', 'va/', 'gl/', 'eu/', 'en/']
const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)

describe.each(languages)('the Atom feed at /%s', folder => {
  const root = rootOf(bodyOf(busy(), `${folder}feed.atom`, { hub }))
  const links = Object.fromEntries(
    childrenOf(root, 'link').map(one => [one.attributes['rel'], one.attributes['href']]),
  )

  it('has what RFC 4287 asks of a feed', () => {
    expect([root.name, root.attributes['xmlns']]).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
    expect(textOf(root, 'id')).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(textOf(root, 'title')).not.toBe('')
    expect(textOf(childrenOf(root, 'author')[0]!, 'name')).toBe('Atalaya')
    expect(textOf(root, 'updated')).toBe('2026-11-21T09:50:00Z')
  })

  it('links to itself, its page and its hub', () => {
    const base = 'https://estado.example.org'
    expect(links).toEqual({ self: `${base}/${folder}feed.atom`, alternate: `${base}/${folder}`, hub })
  })

  it('has an entry for each notice, with what RFC 4287 asks', () => {
    const entries = childrenOf(root, 'entry')
    expect(entries).toHaveLength(8)
    expect(new Set(entries.map(one => textOf(one, 'id'))).size).toBe(8)
    for (const entry of entries) {
      expect(isInstant(textOf(entry, 'updated'))).toBe(true)
      expect(textOf(entry, 'published')).toBe(textOf(entry, 'updated'))
      expect(textOf(entry, 'title').length).toBeGreaterThan(5)
      expect(textOf(entry, 'content')).toContain(textOf(entry, 'title'))
    }
  })
})

describe('the entries', () => {
  const entriesIn = (facts = busy(), path = 'feed.atom') =>
    childrenOf(rootOf(bodyOf(facts, path)), 'entry').map(one => ({
      id: textOf(one, 'id'),
      updated: textOf(one, 'updated'),
      text: textOf(one, 'content'),
    }))

  it('tell corrections and false alarms, too', () => {
    expect(
      entriesIn().filter(({ text }) => text.includes('No era verdad. El error fue nuestro.')),
    ).toHaveLength(1)
  })

  it('stay as they were, whatever comes later', () => {
    const before = entriesIn(
      factsWith({ record: recordWith({ incidents: [outage('SS-0042', 'sede', at('09:40'))] }) }),
    )
    const after = entriesIn(factsWith({ archived: [over(sede, at('10:58'))], record: recordWith() }))
    expect(after).toHaveLength(3)
    expect(after).toEqual(expect.arrayContaining(before))
  })

  it('keep their ids when everything gets another name or address', () => {
    const facts = busy()
    const renamed = {
      ...facts,
      base: 'https://otra.example.net/estado',
      service: { ...facts.service, name: { es: 'otra cosa' }, components: facts.service.components.slice(1) },
    }
    expect(entriesIn(renamed).map(({ id }) => id)).toEqual(entriesIn().map(({ id }) => id))
  })

  it('have other ids in other languages', () => {
    const ids = languages.flatMap(folder => entriesIn(busy(), `${folder}feed.atom`).map(({ id }) => id))
    expect(new Set(ids).size).toBe(6 * 8)
  })

  it('are the newest fifty', () => {
    const archived = Array.from({ length: 40 }, (_, n) => {
      const since = at('08:00') - n * 86_400_000
      return over(outage(`SS-${1000 - n}`, 'web', since), since + 600_000)
    })
    const entries = entriesIn(factsWith({ archived }))
    expect(entries).toHaveLength(50)
    expect(entries.map(one => one.updated)).toEqual(
      entries
        .map(one => one.updated)
        .toSorted()
        .toReversed(),
    )
  })
})

describe('the RSS feed', () => {
  const [channel] = childrenOf(rootOf(bodyOf(busy(), 'en/feed.rss', { hub })), 'channel')

  it('has what RSS 2.0 asks of a channel', () => {
    expect(textOf(channel!, 'title')).not.toBe('')
    expect(textOf(channel!, 'link')).toBe('https://estado.example.org/en/')
    expect(textOf(channel!, 'description')).not.toBe('')
    expect(textOf(channel!, 'language')).toBe('en')
    expect(childrenOf(channel!, 'atom:link').map(one => one.attributes['rel'])).toEqual(['self', 'hub'])
  })

  it('has the same notices by the same ids as Atom', () => {
    const items = childrenOf(channel!, 'item')
    const entries = childrenOf(rootOf(bodyOf(busy(), 'en/feed.atom')), 'entry')
    expect(items.map(one => textOf(one, 'guid'))).toEqual(entries.map(one => textOf(one, 'id')))
    expect(items.map(one => Date.parse(textOf(one, 'pubDate')))).toEqual(
      entries.map(one => Date.parse(textOf(one, 'updated'))),
    )
  })
})

describe('the JSON feed', () => {
  const feed = JSON.parse(bodyOf(busy(), 'eu/feed.json', { hub }))

  it('has what JSON Feed 1.1 asks', () => {
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://estado.example.org/eu/feed.json',
      home_page_url: 'https://estado.example.org/eu/',
      language: 'eu',
      hubs: [{ type: 'WebSub', url: hub }],
    })
    expect(feed.items).toHaveLength(8)
    for (const item of feed.items)
      expect(item).toMatchObject({
        id: expect.stringMatching(/^urn:uuid:/),
        content_text: expect.stringMatching(/./),
        date_published: expect.stringMatching(/Z$/),
      })
  })

  it('names no hub where there is none', () => {
    expect(JSON.parse(bodyOf(busy(), 'feed.json'))).not.toHaveProperty('hubs')
    expect(bodyOf(busy(), 'feed.atom')).not.toContain('rel="hub"')
  })
})

describe('the topics of a hub', () => {
  it('are the feeds among what was written', () => {
    const paths = ['index.html', 'feed.atom', 'en/feed.json', 'api/v2/summary.json', 'data/feed.rss']
    expect(topicsOf(paths, 'https://e.org')).toEqual([
      'https://e.org/feed.atom',
      'https://e.org/en/feed.json',
    ])
  })
})

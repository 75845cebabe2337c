import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Health, Step } from '../../lib/incident/record.ts'
import type { PageFacts } from '../../lib/page/facts.ts'
import { contentSecurityPolicy, policyInPage } from '../../lib/page/policy.ts'
import { htmlPages } from '../../lib/page/site.ts'
import { siteOf } from '../../lib/site/site-of.ts'
import { bodyOf, faultsIn, headlineIn, htmlFiles, linksIn, readingOf, rowsIn } from './reading.ts'
import {
  at,
  downSince,
  factsWith,
  look,
  outage,
  over,
  probed,
  recordWith,
  shipped,
  slowSince,
  well,
  window,
} from './site-facts.ts'

const busy = (): PageFacts => {
  const note: Step = {
    n: 2,
    kind: 'update',
    at: at('10:42'),
    facts: { what: 'note', by: 'ana', text: 'Estamos en ello.' },
  }
  return factsWith({
    record: recordWith({
      components: {
        ...Object.fromEntries(probed.map(id => [id, well])),
        sede: downSince(at('10:30')),
        web: slowSince(at('10:31')),
      },
      incidents: [
        outage('SS-0042', 'sede', at('10:30'), note),
        outage('SS-0043', 'web', at('10:31')),
        outage('SS-0044', 'cita', at('10:32')),
        window('SS-0045', at('20:00'), at('23:00'), 'cita'),
      ],
    }),
    archived: [over(outage('SS-0001', 'imv', at('09:00', '2026-09-30')), at('09:50', '2026-09-30'))],
  })
}

describe('the site', () => {
  const files = htmlFiles(busy())
  const paths = files.map(({ path }) => path)

  it('is the same bytes for the same facts', () => {
    expect(htmlFiles(busy())).toEqual(files)
  })

  it('has every page in every language, and each path once', () => {
    expect(new Set(paths).size).toBe(paths.length)
    const spanish = paths.filter(path => !/^(?:ca|va|gl|eu|en)\//.test(path))
    expect(paths.length).toBe(spanish.length * 6)
    for (const path of spanish) expect(paths).toContain(`eu/${path}`)
  })

  it('publishes front pages last, and the Spanish one last of all', () => {
    expect(paths.slice(-6).every(path => /^(?:\w\w\/)?index\.html$/.test(path))).toBe(true)
    expect(paths.at(-1)).toBe('index.html')
  })

  it('links only to what is there, but for older months', () => {
    const base = 'http://here/below/'
    const all = siteOf(busy()).map(({ path }) => path)
    const known = new Set(all.map(path => new URL(path.replace(/index\.html$/, ''), base).href))
    const missing = files.flatMap(({ path, body }) =>
      linksIn(body)
        .filter(href => !/^(?:#|tel:|mailto:)/.test(href))
        .map(href => new URL(href, new URL(path, base)).href)
        .filter(href => !known.has(href) && !href.endsWith('/history/2026-08/')),
    )
    expect(missing).toEqual([])
  })

  it('nests its tags, and has one first heading a page', () => {
    expect(files.flatMap(({ path, body }) => faultsIn(body).map(fault => `${path} ${fault}`))).toEqual([])
    for (const { body } of files) expect(body.match(/<h1>/g)?.length).toBe(1)
  })

  it('has no script, no inline style and nothing from elsewhere', () => {
    for (const { body } of files) {
      expect(body).not.toMatch(/<script|\sstyle=|\son\w+=|<img|<iframe|<link rel="stylesheet"|@import|url\(/)
      expect(body).toContain(policyInPage.replaceAll("'", '&#39;'))
    }
    expect(contentSecurityPolicy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:;/,
    )
  })

  it('has no id twice on a page', () => {
    for (const { path, body } of files) {
      const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
      expect([path, ids.length]).toEqual([path, new Set(ids).size])
    }
  })

  it('fits its front pages into 30 KB, compressed', () => {
    for (const { body } of files.slice(-6)) {
      expect(gzipSync(body).length).toBeLessThan(30_000)
      expect(brotliCompressSync(body).length).toBeLessThan(30_000)
    }
  })

  it('loses no other page with one that fails', () => {
    const web = {
      es: 'la web',
      get en(): string {
        throw new RangeError('no English')
      },
    }
    const broken = { ...over(outage('SS-0666', 'web', at('08:00')), at('08:30')), names: { web } }
    const made = htmlPages({ ...busy(), archived: [broken] }).map(({ path, make }) => {
      try {
        return make().path
      } catch {
        return `lost ${path}`
      }
    })
    expect(made).toContain('lost en/incidents/SS-0666/index.html')
    expect(made).toContain('en/about/index.html')
    expect(made).toContain('incidents/SS-0666/index.html')
    expect(made.at(-1)).toBe('index.html')
  })
})

const instant = fc.integer({ min: at('06:00'), max: look }).map(one => Math.floor(one / 60_000) * 60_000)
const blind = fc.option(instant, { nil: undefined }).map(one => (one === undefined ? {} : { blind: one }))
const health: fc.Arbitrary<Health> = fc.oneof(
  fc
    .record({ since: instant, more: blind })
    .map(({ since, more }) => ({ is: 'operational' as const, since, ...more })),
  fc
    .record({
      is: fc.constantFrom('down' as const, 'degraded' as const),
      since: instant,
      seen: instant,
      more: blind,
    })
    .map(({ more, ...one }) => ({ ...one, ...more })),
)
const facts = fc
  .record({
    healths: fc.record(Object.fromEntries(probed.map(id => [id, health])), { requiredKeys: [] }),
    muted: fc.subarray([...probed]),
    isStale: fc.boolean(),
  })
  .map(({ healths, muted, isStale }) =>
    factsWith({
      isStale,
      days: [],
      hours: [],
      record: recordWith({
        components: Object.fromEntries(
          Object.entries(healths).flatMap(([id, one]) => (one ? [[id, one] as const] : [])),
        ),
        muted: Object.fromEntries(muted.map(id => [id, 0])),
      }),
    }),
  )

describe('whatever the record says', () => {
  it('nothing claims the present without its time', () => {
    fc.assert(
      fc.property(facts, one => {
        const timed = /\d{1,2}:\d\d|^No sabemos cómo va ahora$|Todavía no/
        expect(headlineIn(one)).toMatch(timed)
        const unknown = /No lo sabemos(?: ahora)?\.(?: Antes funcionaba\.)?$|Todavía no lo hemos mirado\.$/
        for (const row of rowsIn(one)) if (!unknown.test(row)) expect(row).toMatch(/\d{1,2}:\d\d/)
        expect(readingOf(one)).not.toMatch(/\b(?:funciona todo|todo funciona|ya funciona|va bien ahora)\b/i)
      }),
      { numRuns: 60 },
    )
  })

  it('a dead watcher never says that anything works', () => {
    fc.assert(
      fc.property(facts, one => {
        const text = headlineIn({ ...one, isStale: true })
        expect(text).toBe('No sabemos cómo va ahora')
        for (const row of rowsIn({ ...one, isStale: true }).slice(0, -1))
          expect(row).toMatch(/No lo sabemos|Todavía no/)
      }),
      { numRuns: 30 },
    )
  })
})

describe('names and notes', () => {
  const nasty = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; </style> & {names} [a|b] $& $1",
    'مرحبا بالعالم',
    '👩‍👩‍👧 la web 🧨',
    'x'.repeat(300),
  ]

  const named = (es: string): PageFacts => {
    const components = shipped().components.map((one, n) => (n === 0 ? { ...one, name: { es } } : one))
    const note: Step = { n: 2, kind: 'update', at: at('10:42'), facts: { what: 'note', by: 'ana', text: es } }
    return factsWith({
      service: shipped({ components }),
      record: recordWith({
        components: { web: downSince(at('10:40')) },
        incidents: [{ ...outage('SS-0042', 'web', at('10:40'), note), names: { web: { es } } }],
      }),
    })
  }

  it.each(nasty)('are shown as they are: %s', es => {
    for (const path of ['index.html', 'en/incidents/SS-0042/index.html']) {
      const body = bodyOf(named(es), path)
      expect(faultsIn(body)).toEqual([])
      expect(body).not.toMatch(/<script|<img/)
      expect(readingOf(named(es), path).toLowerCase()).toContain(es.replaceAll(/\s+/g, ' ').toLowerCase())
    }
  })

  it('that run to the left carry nothing with them', () => {
    expect(headlineIn(named('مرحبا'))).toBe('\u2068مرحبا\u2069 no funciona desde las 10:40')
  })

  it('of any letters make a page that is whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), es => {
        if (es.trim() === '') return
        expect(faultsIn(bodyOf(named(es)))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from '../../lib/page/html.ts'
import { colours, style } from '../../lib/page/style.ts'
import { view } from '../../lib/page/view.ts'
import { down, flight, ledgerWith, now, outage, recordWith, serviceWith, well } from './facts.ts'

const ledger = ledgerWith({
  flight: { ...flight, state: 'unknown' },
  log: [{ notice: 'PR-0001/1', state: 'sent', at: now, text: 'No funciona la Sede.', id: '77' }],
})
const record = recordWith({ components: { web: well, sede: down }, incidents: [outage()] })
const page = view(serviceWith(), record, [ledger], now)

/** The tags and the texts between them; throws at a `<` that opens no tag. */
const taken = (text: string) => {
  const tags = [...text.matchAll(/<(\/?[a-z][a-z0-9]*|!doctype)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/g)]
  const rest = tags.reduceRight(
    (left, tag) => left.slice(0, tag.index) + left.slice(tag.index + tag[0].length),
    text,
  )
  return { tags: tags.map(tag => tag[1] ?? ''), rest }
}
const withoutStyle = (text: string) => text.replace(`<style>${style}</style>`, '')

const empty = new Set(['!doctype', 'meta', 'link'])
const unclosed = (tags: readonly string[]) =>
  tags.reduce<readonly string[]>((open, tag) => {
    if (empty.has(tag)) return open
    if (!tag.startsWith('/')) return open.concat(tag)
    expect(open.at(-1)).toBe(tag.slice(1))
    return open.slice(0, -1)
  }, [])

describe('html', () => {
  it('says what the view says', () => {
    const text = html(page)
    for (const said of ['Algo no funciona.', 'La Sede Electrónica', 'desde las 10:40', 'PR-0001', '77'])
      expect(text).toContain(said)
    expect(text).toContain('<time datetime="2026-11-21T09:44:00.000Z">10:44</time>')
  })

  it('is Spanish, light and dark, for any screen', () => {
    const text = html(page)
    expect(text).toMatch(/^<!doctype html>\n<html lang="es">/)
    expect(text).toContain('name="viewport" content="width=device-width, initial-scale=1"')
    expect(text).toContain('prefers-color-scheme:dark')
    expect(text).toContain(`<title>${page.title}</title>`)
  })

  it('fits 320 pixels: no width is fixed', () => {
    const widths = [...style.matchAll(/(?<![-\w])(?:min-)?width:([^;}]+)/g)].map(match => match[1])
    expect(widths).toEqual([])
    expect(style).toContain('overflow-wrap:anywhere')
    expect(style).not.toMatch(/white-space:(?:nowrap|pre[;}])/)
  })

  it('loads nothing and runs nothing', () => {
    const text = html(page)
    expect(text).not.toMatch(/<(?:script|img|iframe|object|embed)|\son[a-z]+=|\ssrc=|url\(|@import|https?:/i)
    expect([...text.matchAll(/href="([^"]*)"/g)].map(match => match[1])).toEqual(['data:,'])
    expect(text).toContain("default-src 'none'")
  })

  it('loads itself again only if asked', () => {
    expect(html(page)).not.toContain('http-equiv="refresh"')
    expect(html(page, { refresh: 10 })).toContain('<meta http-equiv="refresh" content="10">')
  })

  it('closes every tag that it opens', () => {
    for (const seen of [page, view(serviceWith(), undefined, [], now)])
      expect(unclosed(taken(withoutStyle(html(seen))).tags)).toEqual([])
  })

  it('heads its sections without a gap', () => {
    const levels = [...html(page).matchAll(/<h(\d)/g)].map(match => Number(match[1]))
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
  })

  it('escapes every text, wherever it comes from', () => {
    const known = taken(withoutStyle(html(page))).tags
    const service = serviceWith()
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x>',
        "' onload='x",
        '</style>',
        '<!--',
        ']]>',
        '&lt;',
        '\u0000',
      ),
    )
    fc.assert(
      fc.property(hostile, words => {
        const spoilt = view(
          {
            ...service,
            name: { es: words },
            components: service.components.map(one => ({ ...one, name: { es: words } })),
          },
          { ...record, incidents: [outage({ id: words, names: { sede: { es: words } } })] },
          [
            {
              ...ledger,
              channel: 'x',
              flight: { ...flight, text: words, notice: words },
              log: [{ ...ledger.log[0]!, text: words, why: words, id: words }],
            },
          ],
          now,
        )
        const { tags, rest } = taken(withoutStyle(html(spoilt)))
        expect(tags).toEqual(known)
        expect(rest).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
        expect(rest).not.toMatch(/(?![\t\n])\p{Cc}/u)
      }),
    )
  })
})

/** WCAG 2.2: relative luminance and contrast of two colours `#rrggbb`. */
const luminance = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(start => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map(part => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('colours', () => {
  it('keep the contrast of WCAG AA on each ground', () => {
    for (const shade of [0, 1] as const)
      for (const ground of [colours.ground, colours.card])
        for (const name of ['text', 'faint', 'good', 'slow', 'bad', 'unknown', 'quiet'] as const)
          expect(contrast(colours[name][shade], ground[shade]), `${name} ${shade}`).toBeGreaterThanOrEqual(
            4.5,
          )
  })
})

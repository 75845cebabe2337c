import { describe, expect, it } from 'vitest'
import { colours, style } from '../../lib/page/style.ts'

describe('the style', () => {
  it('fits 320 pixels: no width is fixed', () => {
    const widths = [...style.matchAll(/(?<![-\w])(?:min-)?width:([^;}]+)/g)].map(match => match[1])
    expect(widths).toEqual([])
    expect(style).toContain('overflow-wrap:anywhere')
    expect(style).not.toMatch(/white-space:(?:nowrap|pre[;}])/)
  })

  it('loads nothing', () => {
    expect(style).not.toMatch(/url\(|@import|https?:/i)
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

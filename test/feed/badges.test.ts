import { describe, expect, it } from 'vitest'
import { at, downSince, factsWith, recordWith, shipped, well } from '../page/site-facts.ts'
import { bodyOf } from './files-of.ts'
import { busy } from './scenes.ts'
import { childrenOf, rootOf, textOf } from './xml.ts'

const named = (es: string) =>
  factsWith({
    service: shipped({
      components: shipped().components.map((one, n) => (n === 0 ? { ...one, name: { es } } : one)),
    }),
  })

describe('the badge of a component', () => {
  it('says how it is, and the time of that', () => {
    const svg = rootOf(bodyOf(busy(), 'badges/sede.svg'))
    expect(textOf(svg, 'title')).toBe(
      'La Sede Electrónica de la Seguridad Social: No funciona desde las 9:40 · mirado el 21 nov 2026 a las 11:00',
    )
    expect(textOf(rootOf(bodyOf(factsWith(), 'badges/web.svg')), 'title')).toMatch(
      /: Funcionaba a las 10:00 · mirado el 21 nov 2026 a las 10:00$/,
    )
  })

  it('shows its date however long the news is', () => {
    const long = named(`la web ${'x'.repeat(90)}`)
    const record = recordWith({ components: { web: downSince(at('10:20')) } })
    expect(bodyOf({ ...long, record }, 'badge.svg')).toContain('… · mirado el 21 nov 2026 a las 10:20</text>')
  })

  it('tells no time before the first look', () => {
    const svg = rootOf(bodyOf(factsWith({ record: undefined }), 'badges/web.svg'))
    expect(textOf(svg, 'title')).toMatch(/: Todavía no lo hemos mirado$/)
  })

  it('says for good that nobody looks any more', () => {
    const left = shipped({ components: shipped().components.filter(({ id }) => id !== 'sede') })
    const gone = busy({ service: left })
    const svg = bodyOf(gone, 'badges/sede.svg')
    expect(textOf(rootOf(svg), 'title')).toMatch(
      /^La Sede Electrónica de la Seguridad Social: Ya no (?:lo|la) miramos$/,
    )
    const record = gone.record && { ...gone.record, round: at('15:10') }
    expect(bodyOf({ ...gone, record }, 'badges/sede.svg')).toBe(svg)
    const counts = { antigua: [1440] }
    const counted = factsWith({ days: [{ from: '2026-11-20', counts }] })
    expect(bodyOf(counted, 'badges/antigua.svg')).toContain('Antigua: Ya no lo miramos')
  })

  it('is a picture with a name for screen readers', () => {
    const svg = rootOf(bodyOf(busy(), 'badges/sede.svg'))
    expect(svg.attributes).toMatchObject({ role: 'img', 'aria-label': textOf(svg, 'title') })
  })

  it('is as wide as its words', () => {
    const widthOf = (es: string) => Number(rootOf(bodyOf(named(es), 'badges/web.svg')).attributes['width'])
    expect(widthOf('la web de todas las cosas')).toBeGreaterThan(widthOf('la web') + 80)
    expect(widthOf('x'.repeat(300))).toBeLessThan(900)
  })

  it('never says that it works once nobody looks', () => {
    const title = textOf(rootOf(bodyOf(factsWith({ isStale: true }), 'badges/web.svg')), 'title')
    expect(title).toMatch(/: No lo sabemos ahora · mirado el 21 nov 2026 a las 10:00$/)
  })

  it.each(['<script>alert(1)</script>', '"><b>', "' onload='x", 'مرحبا', '👩‍👩‍👧 \u0007\uFFFE\uD800'])(
    'shows a name as it is: %s',
    es => {
      const svg = rootOf(bodyOf(named(es), 'badges/web.svg'))
      expect(childrenOf(svg, 'script')).toEqual([])
      expect(Object.keys(svg.attributes)).not.toContain('onload')
    },
  )
})

describe('the badge of the whole', () => {
  it('says what the page says first', () => {
    const record = recordWith({ components: { web: downSince(at('10:20')), sede: well } })
    expect(textOf(rootOf(bodyOf(factsWith({ record }), 'badge.svg')), 'title')).toMatch(
      /: La web de la Seguridad Social no funciona desde las 10:20 · mirado el 21 nov 2026 a las 10:20$/,
    )
  })
})

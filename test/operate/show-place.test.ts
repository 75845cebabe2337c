import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFreeText, showPlace } from '../../lib/operate/free-text.ts'

const shown = (text: string) =>
  checkFreeText(text, { phones: [] }).map(found => showPlace(text, found).split('\n'))

describe('the place of a finding', () => {
  it('has marks under it', () => {
    expect(shown('Es el 12345678Z, y ya.')).toEqual([['Es el 12345678Z, y ya.', '      ^^^^^^^^^']])
  })

  it('is cut out of a long text', () => {
    const text = `${'Hoy no va la web. '.repeat(5)}Llame al 612345678. ${'Mañana ya va. '.repeat(5)}`
    expect(shown(text)).toEqual([
      [
        '...b. Hoy no va la web. Llame al 612345678. Mañana ya va. Mañana ya va. ...',
        `${' '.repeat('...b. Hoy no va la web. Llame al '.length)}^^^^^^^^^`,
      ],
    ])
  })

  it('stands right behind emoji and loose accents', () => {
    expect(shown('🔴 n\u0303 @ana')).toEqual([['🔴 n\u0303 @ana', '     ^^^^']])
  })

  it('shows what nobody sees, and moves no cursor', () => {
    expect(shown('hola\u001b[2Jadiós')).toEqual([['hola�[2Jadiós', '    ^']])
  })

  it('is two lines without anything unseen, always', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(20), (text, from, length) => {
        const at = from % (text.length + 1)
        const lines = showPlace(text, { at, found: text.slice(at, at + length) }).split('\n')
        expect(lines).toHaveLength(2)
        expect(lines[0]).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(lines[1]).toMatch(/^ *\^+$/)
      }),
    )
  })
})

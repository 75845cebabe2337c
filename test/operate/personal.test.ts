import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFreeText } from '../../lib/operate/free-text.ts'
import { identifiers } from './identifiers.ts'

const phones = [{ number: '060' }]
const findings = (text: string) => checkFreeText(text, { phones }).map(({ what, found }) => [what, found])

describe.each(identifiers)('a right %s', (what, plain, spelt) => {
  it('is found in every spelling, at its place', () => {
    const before = fc.constantFrom('', 'El de Ana es ', 'Ana:', '(', 'En 2026, ', '¿', '🔴 ')
    const behind = fc.constantFrom('', '.', ', y nada más', ') a las 10:40', '; no', '\u00ab')
    fc.assert(
      fc.property(before, spelt, behind, (start, number, end) => {
        expect(checkFreeText(`${start}${number}${end}`, { phones })).toEqual([
          { what, at: start.length, found: number, why: expect.stringMatching(/: personal data$/) },
        ])
      }),
      { numRuns: 2_000 },
    )
  })

  it('is found as often as it stands there', () => {
    fc.assert(
      fc.property(spelt, spelt, (one, other) => {
        expect(findings(`Son ${one}, ${other}.`)).toEqual([
          [what, one],
          [what, other],
        ])
      }),
    )
  })

  it('is none with another check', () => {
    fc.assert(
      fc.property(plain, ({ wrong }) => {
        expect(findings(`Es ${wrong}.`)).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a known number', () => {
  it.each([
    ['dni', '12345678Z'],
    ['dni', '12.345.678-z'],
    ['dni', '1.234.567-L'],
    ['dni', '00000000T'],
    ['dni', '1234 5678 Z'],
    ['dni', '12345678/Z'],
    ['dni', '1 2 3 4 5 6 7 8 Z'],
    ['dni', '1.2.3.4.5.6.7.8-Z'],
    ['dni', '１２３４５６７８Ｚ'],
    ['dni', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖Z'],
    ['nie', 'X 1 2 3 4 5 6 7 L'],
    ['nie', 'Ｘ１２３４５６７L'],
    ['nuss', '2 8 1 2 3 4 5 6 7 8 4 0'],
    ['nuss', '２８/12345678/４０'],
    ['iban', 'ＥＳ91 2100 0418 4502 0005 1332'],
    ['nie', 'X1234567L'],
    ['nie', 'x-1.234.567-l'],
    ['nie', 'X-01234567-L'],
    ['nie', 'Y0000000Z'],
    ['nuss', '281234567840'],
    ['nuss', '28/12345678/40'],
    ['nuss', '28 1234 5678 40'],
    ['nuss', '2812 3456 7840'],
    ['iban', 'ES9121000418450200051332'],
    ['iban', 'ES91 2100 0418 45 0200051332'],
    ['iban', 'es 91 2100-0418-4502-0005-1332'],
    ['iban', 'GB82 WEST 1234 5698 7654 32'],
    ['iban', 'SC18 SSCB 1101 0000 0000 0000 1497 USD'],
    ['iban', 'LC55 HEMM 0001 0001 0012 0012 0002 3015'],
  ])('%s %s is found', (what, number) => {
    expect(findings(`Es ${number}, y ya.`)).toEqual([[what, number]])
    expect(findings(number)).toEqual([[what, number]])
  })

  it('of the tax office of another country is found', () => {
    expect(findings('NIF ES12345678Z y ESX1234567L')).toEqual([
      ['dni', '12345678Z'],
      ['nie', 'X1234567L'],
    ])
  })

  it('is found after a word of one letter', () => {
    expect(findings('Ana y 12345678Z')).toEqual([['dni', '12345678Z']])
    expect(findings('Ana y 1.234.567-L')).not.toEqual([])
  })
})

describe('a number in other signs', () => {
  it('is shown where it stands', () => {
    const text = 'El ﬁn… 🔴 es １２.345.678-Ｚ, y ya.'
    expect(checkFreeText(text, { phones })).toMatchObject([
      { what: 'dni', at: text.indexOf('１'), found: '１２.345.678-Ｚ' },
    ])
  })

  it('is found as a phone and as an address of mail', () => {
    expect(findings('Es ６００ 123 456 o ａna@example.org.')).toEqual([
      ['phone', '６００ 123 456'],
      ['email', 'ａna@example.org'],
    ])
  })

  it('is none where an ordinal would be its letter', () => {
    expect(findings('La 23.000.003ª vez…')).toEqual([])
  })

  it('is none without its check', () => {
    expect(findings('1 2 3 4 5 6 7 8 A, １２３４５６７８Ａ')).toEqual([])
  })
})

describe('a letter that is a word', () => {
  // 23000006 has Y, 23000003 has A and 23000022 has E.
  it.each(['23.000.006 y luego', '23.000.003 a 24.000.000', '23 000 022 e incluso'])(
    'ends no number in %j',
    text => {
      expect(findings(`Son ${text} más.`)).toEqual([])
    },
  )

  it('is a letter again at the end', () => {
    expect(findings('23.000.006 y, 23.000.003-a dijo, 23000022E dijo')).toEqual([
      ['dni', '23.000.006 y'],
      ['dni', '23.000.003-a'],
      ['dni', '23000022E'],
    ])
  })
})

describe('a law or a span of years', () => {
  // 10382022 has Y, 20152024 has E.
  it.each(['1038/2022 y', '1038/2022 Y', '2015-2024 e', '2015-2024 E'])('is no number in %j', text => {
    expect(findings(text)).toEqual([])
  })
})

describe('a date and its hour', () => {
  it('are no number whatever their letters', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        day => {
          const iso = day.toISOString()
          expect(findings(`Fue el ${iso}, el ${iso.slice(0, 10)} a las ${iso.slice(11, 16)}.`)).toEqual([])
        },
      ),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFreeText } from '../../lib/operate/free-text.ts'

const phones = [{ number: '060' }, { number: '901 16 65 65' }, { number: '91 542 11 76' }]
const findings = (text: string) => checkFreeText(text, { phones }).map(({ what, found }) => [what, found])

describe('a phone', () => {
  it('is found in every spelling, at its place', () => {
    const number = fc.tuple(fc.constantFrom(...'6789'), fc.stringMatching(/^\d{8}$/)).map(all => all.join(''))
    const sizes = fc.constantFrom([9], [3, 3, 3], [3, 2, 2, 2], [2, 3, 2, 2], [2, 7], [3, 6])
    const mark = fc.constantFrom(' ', '.', '-', '\u00a0', '\u2011')
    const code = fc.constantFrom('', '+34', '+34 ', '0034', '0034 ', '(+34) ', '+34-', '34 ')
    fc.assert(
      fc.property(code, number, sizes, mark, (prefix, digits, groups, between) => {
        let at = 0
        const parts = groups.map(size => {
          at += size
          return digits.slice(at - size, at)
        })
        const phone = `${prefix}${parts.join(between)}`
        expect(checkFreeText(`Llame al ${phone}, gracias`, { phones: [] })).toEqual([
          {
            what: 'phone',
            at: 9,
            found: phone,
            why: "a phone that is not in the service's file (there: none)",
          },
        ])
        expect(checkFreeText(`Llame al ${phone}.`, { phones: [{ number: digits }] })).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    'Llame al 060',
    'al 901 16 65 65',
    'al 901.166.565',
    '+34 901166565',
    'o al 91-542-11-76.',
    '0034915421176',
  ])('of the service passes: %s', text => {
    expect(findings(text)).toEqual([])
  })

  it.each([
    ['Llame al 012', '012'],
    ['teléfono 016.', '016'],
    ['tel.612345678', '612345678'],
    ['al 91/5421177 o', '91/5421177'],
    ['+33 1 23 45 67 89', '+33 1 23 45 67 89'],
    ['+351 21 123 4567', '+351 21 123 4567'],
  ])('in %j is %s', (text, phone) => {
    expect(findings(text)).toEqual([['phone', phone]])
  })

  it('is refused with those that may stand there', () => {
    const [found] = checkFreeText('Llame al 012', { phones })
    expect(found?.why).toBe(
      "a phone that is not in the service's file (there: 060, 901 16 65 65, 91 542 11 76)",
    )
  })
})

describe('a free text', () => {
  it.each([
    ['Escriba a ana.perez@example.es.', [['email', 'ana.perez@example.es']]],
    ['Escriba a ANA+1@sub.example.org hoy', [['email', 'ANA+1@sub.example.org']]],
    ['Mire (https://example.org/a?b=c).', [['url', 'https://example.org/a?b=c']]],
    ['Mire sede.seg-social.gob.es, y ya', [['url', 'sede.seg-social.gob.es']]],
    ['Vuelva hoy.Mañana no', [['url', 'hoy.Mañana']]],
    ['Lo dice @segsocial.', [['mention', '@segsocial']]],
    ['Una\nlínea', [['control', '\n']]],
    ['sin\u200bancho', [['control', '\u200b']]],
    [
      'al \u202erevés\u202c',
      [
        ['control', '\u202e'],
        ['control', '\u202c'],
      ],
    ],
    ['un\u00adguion', [['control', '\u00ad']]],
    ['sola \ud83d ya', [['control', '\ud83d']]],
    ['1\u200d2', [['control', '\u200d']]],
    ['2\ufe0f2', [['control', '\ufe0f']]],
    [
      'Escriba a ana@example.es o al 612 34 56 78, DNI 12345678Z',
      [
        ['email', 'ana@example.es'],
        ['phone', '612 34 56 78'],
        ['dni', '12345678Z'],
      ],
    ],
  ])('%j has %j', (text, found) => {
    expect(findings(text)).toEqual(found)
  })

  it('says which characters nobody sees', () => {
    expect(checkFreeText('a\u200b\u202eb', { phones })).toEqual([
      {
        what: 'control',
        at: 1,
        found: '\u200b\u202e',
        why: 'something that nobody sees, or a line break (U+200B U+202E)',
      },
    ])
  })

  it('puts every finding where it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ maxLength: 60 }),
        (one, other) => {
          const text = `${one}612345678${other}@a.es`
          const found = checkFreeText(text, { phones })
          for (const spot of found) {
            expect(spot.found).not.toBe('')
            expect(text.startsWith(spot.found, spot.at)).toBe(true)
          }
          found.slice(1).forEach((spot, n) => {
            expect(spot.at).toBeGreaterThanOrEqual((found[n]?.at ?? 0) + (found[n]?.found.length ?? 0))
          })
        },
      ),
    )
  })
})

describe('plain Spanish with numbers', () => {
  it.each([
    'El Real Decreto 311/2022 y el artículo 30.2, apartado 1.º, dicen lo mismo.',
    'Lo publica el BOE-A-2026-12345, en el n.º 280 del 20 de noviembre de 2026.',
    'Son 1.234,56 euros, 912.345.678 euros, 612345678,50 euros o 3.500 €.',
    'De 9:00 a 14:30, de 9.00 a 14.30 y de 9-11 a 12-14 horas.',
    'El 9-11-2026 10:30 y el 7.11.2026 12:00, y el 2026-11-22 02:00.',
    'En el 28013 de Madrid, en el 01001 y en el 08002.',
    'Vea SS-0042 (SS-10042). Import@ss y Cl@ve van bien.',
    '⚠️ 🛠️ 1️⃣ 👩‍💻 👍🏽 🇪🇸 El 21,5 % y el 0,015.',
    'Gestoría Pérez S.L. abre a las 10 a.m. en la planta 3.ª',
    'El plazo de los modelos 600, 650 y 660 no cambia.',
    'La oficina de la calle Mayor 12, 3.º B, cierra a las 14:00.',
    'Hay 12.345.678 personas y 1.234.567 altas.',
  ])('passes: %s', text => {
    expect(findings(text)).toEqual([])
  })

  const nat = (most: number) => fc.nat(most)
  const two = nat(59).map(n => String(n).padStart(2, '0'))
  const dotted = nat(999_999_999).map(n => n.toLocaleString('de-DE'))
  const spoken = fc.oneof(
    fc.integer({ min: 1900, max: 2099 }).map(year => `en ${year}`),
    fc.tuple(nat(23), two).map(([h, m]) => `a las ${h}:${m}`),
    fc.tuple(dotted, two).map(([whole, cents]) => `por ${whole},${cents} euros`),
    dotted.map(whole => `por ${whole} €`),
    fc
      .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...'/-.'))
      .map(([day, month, mark]) => `el ${[day, month, 2026].join(mark)}`),
    nat(99_999).map(n => `en (SS-${String(n).padStart(4, '0')})`),
    nat(99_999).map(n => `según el BOE-A-2026-${n}`),
    nat(2_000).map(n => `del Real Decreto ${n}/2022`),
    fc.tuple(nat(300), nat(9)).map(all => `del artículo ${all.join('.')}`),
    fc.integer({ min: 1_000, max: 52_999 }).map(n => `en el ${String(n).padStart(5, '0')} de Madrid`),
    fc.tuple(nat(99), nat(9)).map(all => `un ${all.join(',')} %`),
    fc.integer({ min: 1, max: 999 }).map(n => `para ${n} personas`),
  )
  const words = fc.constantFrom(
    'y',
    'la Sede',
    'no va',
    'Import@ss',
    'de nuevo',
    'para hoy',
    'si puede',
    'al final',
  )

  it('has no finding in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(spoken, words), { maxLength: 12 }), pieces => {
        expect(findings(pieces.flat().join(' '))).toEqual([])
      }),
      { numRuns: 3_000 },
    )
  })
})

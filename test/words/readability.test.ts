import { describe, expect, it } from 'vitest'
import { readNumeral } from '../../lib/words/numerals.ts'
import { longestSentence, readability } from '../../lib/words/readability.ts'

describe('readability', () => {
  it('follows the formula of Szigriszt-Pazos', () => {
    // By hand: 4 words, 5 syllables (la se-de va bien), 1 sentence.
    const { inflesz, longest } = readability('La sede va bien.')
    expect(inflesz).toBeCloseTo(206.835 - (62.3 * 5) / 4 - 4, 10)
    expect(longest).toBe(4)
  })

  it('counts words per sentence over all sentences', () => {
    const { inflesz } = readability('Ya va bien. Entra y mira.')
    expect(inflesz).toBeCloseTo(206.835 - (62.3 * 8) / 6 - 3, 10)
  })

  it('reads a time as the words it is said in', () => {
    expect(readability('Va a las 10:40.').inflesz).toBeCloseTo(
      readability('Va a las diez cuarenta.').inflesz,
      10,
    )
  })

  it('sees a time as one word of its sentence', () => {
    expect(longestSentence('Va a las 10:40:07.')).toBe(4)
  })

  it('leaves the code and the emoji unread', () => {
    expect(readability('🔴 Ya va bien. (SS-0042)')).toEqual(readability('Ya va bien.'))
  })

  it('ends no sentence inside a time or number', () => {
    expect(longestSentence('Son 3.500 a las 10.40 de hoy. Sí.')).toBe(7)
  })

  it('has no words to count in an empty text', () => {
    expect(readability('🔴 (SS-0042)')).toEqual({ inflesz: 206.835, longest: 0 })
  })

  it('finds hard what institutions write', () => {
    const text =
      'Debido a una incidencia técnica de carácter extraordinario se produce la indisponibilidad temporal de determinadas funcionalidades de la administración electrónica, cuyo restablecimiento se efectuará paulatinamente.'
    expect(readability(text).inflesz).toBeLessThan(20)
    expect(readability(text).longest).toBeGreaterThan(15)
  })
})

describe('numerals', () => {
  it.each([
    ['0', 'cero'],
    ['21', 'veintiuno'],
    ['02', 'dos'],
    ['40', 'cuarenta'],
    ['59', 'cincuenta y nueve'],
    ['100', 'cien'],
    ['101', 'ciento uno'],
    ['901', 'novecientos uno'],
    ['1000', 'mil'],
    ['2026', 'dos mil veintiséis'],
    ['123456', 'ciento veintitrés mil cuatrocientos cincuenta y seis'],
    ['0042', 'cero cero cuatro dos'],
    ['1234567', 'uno dos tres cuatro cinco seis siete'],
  ])('reads %s as %s', (digits, words) => {
    expect(readNumeral(digits).join(' ')).toBe(words)
  })
})

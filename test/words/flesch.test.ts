import { describe, expect, it } from 'vitest'
import { englishSyllables, flesch } from '../../lib/words/flesch.ts'
import { easeOf, measure, passes } from '../../lib/words/measure.ts'

describe('English syllables', () => {
  it.each([
    [1, 'the line lines closed planned while see right through'],
    [2, 'office website online table needed working service errors'],
    [3, 'services appointment official'],
    [4, 'Security'],
  ])('are %i in %s', (count, words) => {
    expect(words.split(' ').map(word => [word, englishSyllables(word)])).toEqual(
      words.split(' ').map(word => [word, count]),
    )
  })

  it('have one at least, and no accents', () => {
    expect(englishSyllables('5')).toBe(1)
    expect(englishSyllables('Sede')).toBe(englishSyllables('Sedé'.normalize('NFC')))
  })
})

describe('the ease of an English text', () => {
  it('follows the formula of Flesch', () => {
    // By hand: 4 words, 5 syllables (the web-site is down), 1 sentence.
    expect(flesch('The website is down.')).toBeCloseTo(206.835 - 1.015 * 4 - (84.6 * 5) / 4, 10)
  })

  it('leaves numbers, the code and Spanish names aside', () => {
    const plain = flesch('The website is down at.')
    expect(flesch('The website (Sede Electrónica) is down at 10:40. (SS-0042)')).toBeCloseTo(plain, 10)
  })

  it('has nothing to say of no words', () => {
    expect(flesch('🔴 10:40 (SS-0042)')).toBe(206.835)
  })

  it('finds hard what institutions write', () => {
    const text = 'Unanticipated administrative unavailability necessitates temporary discontinuation.'
    expect(flesch(text)).toBeLessThan(0)
    expect(passes(measure(text, 'en'))).toBe(false)
  })
})

describe('a language without a known formula', () => {
  it('is judged by its sentences alone', () => {
    const measured = measure('Indisponibilitat temporal de funcionalitats administratives.', 'gl')
    expect(easeOf(measured)).toBeUndefined()
    expect(passes(measured)).toBe(true)
    expect(passes(measure(`${'vai ben '.repeat(8)}.`, 'gl'))).toBe(false)
  })
})

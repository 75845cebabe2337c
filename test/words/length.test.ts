import fc from 'fast-check'
import twitterText from 'twitter-text'
import { describe, expect, it } from 'vitest'
import { weightedLength } from '../../lib/words/length.ts'

const pieces = [
  ...'abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÑÜçàèòïÇ 0123456789',
  ...'.,:;¿?¡!()«»“”‘’—–…€%/-+*#&\'"·ªº',
  ...[
    '🔴',
    '🟠',
    '🟡',
    '🟢',
    '⚪',
    '🛠️',
    '✏️',
    '📅',
    '🏢',
    '⚠️',
    '1️⃣',
    '#️⃣',
    '©️',
    '™️',
    '🇪🇸',
    '👩‍💻',
    '👍🏽',
    '👨‍👩‍👧',
  ],
  ...[
    'e\u0301',
    'n\u0303',
    'u\u0308',
    '\u0301',
    '\u200d',
    '漢',
    '한',
    '\n',
    '\t',
    '\u00a0',
    '\u2009',
    '\u2019',
    '\u2032',
    '\u2022',
  ],
]
const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map(all => all.join(''))

// What X links weighs as a URL, and none of our texts has one: a dot inside a word is no case.
const isPlain = (text: string) => !/\S\.\S/.test(text)

describe('weighted length', () => {
  it("equals X's own count on any Spanish text", () => {
    fc.assert(
      fc.property(texts.filter(isPlain), text => {
        expect(weightedLength(text)).toBe(twitterText.parseTweet(text).weightedLength)
      }),
      { numRuns: 5_000 },
    )
  })

  it.each([
    ['', 0],
    ['La Sede', 7],
    ['año', 3],
    ['an\u0303o', 3],
    ['🔴 No', 5],
    ['🛠️', 2],
    ['👨‍👩‍👧', 2],
    ['🇪🇸', 2],
    ['5 €', 4],
    ['…', 2],
    ['©', 1],
    ['©️', 2],
    ['1️⃣', 2],
    ['漢字', 4],
  ])('weighs %j as %i', (text, weight) => {
    expect(weightedLength(text)).toBe(weight)
  })
})

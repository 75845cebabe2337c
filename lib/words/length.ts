/** X's light code points; each of the others weighs two. */
const isLight = (code: number): boolean =>
  code <= 4351 ||
  (code >= 8192 && code <= 8205) ||
  (code >= 8208 && code <= 8223) ||
  (code >= 8242 && code <= 8247)

// The signs that are letters and emoji at once (©, 1, #) are emoji only with the mark U+FE0F or a keycap.
const oneSign = /^(?![#*0-9©®])\p{Emoji}[\uFE0F\p{EMod}]?$/u
// Thousands of sequences: slow to make, and rarely asked.
const sequence = /^(?:[©®]\uFE0F|[#*0-9]\uFE0F?\u20E3|\p{Regional_Indicator}{2}|\p{RGI_Emoji})$/v

const isEmoji = (grapheme: string): boolean => oneSign.test(grapheme) || sequence.test(grapheme)

const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' })

const weightOf = (grapheme: string): number => {
  if (isEmoji(grapheme)) return 2
  return [...grapheme].reduce((sum, sign) => sum + (isLight(sign.codePointAt(0) ?? 0) ? 1 : 2), 0)
}

/** What needs no look at its graphemes: one unit, weight one, and no part of an emoji. */
const plain = /[\0-\u10ff]+(?![\uFE0F\u20E3])/

/**
 * The length that X counts, of 280: of the NFC form, most letters 1, other scripts 2, an emoji 2 however it is made.
 * A URL would weigh 23: our texts have none.
 */
export const weightedLength = (text: string): number => {
  const whole = text.normalize('NFC')
  const heavy = whole.split(plain)
  const graphemesOf = (part: string) => Array.from(graphemes.segment(part), ({ segment }) => segment)
  const weigh = (part: string) => graphemesOf(part).reduce((sum, grapheme) => sum + weightOf(grapheme), 0)
  return heavy.reduce((sum, part) => sum - part.length + (part === '' ? 0 : weigh(part)), whole.length)
}

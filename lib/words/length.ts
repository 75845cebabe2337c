/** X's light code points; each of the others weighs two. */
const isLight = (code: number): boolean =>
  code <= 4351 ||
  (code >= 8192 && code <= 8205) ||
  (code >= 8208 && code <= 8223) ||
  (code >= 8242 && code <= 8247)

// The signs that are letters and emoji at once (©, 1, #) are emoji only with the mark U+FE0F or a keycap.
const emoji =
  /^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3|(?![#*0-9©®])\p{Emoji}[\uFE0F\p{EMod}]?|[©®]\uFE0F)$/v

const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' })

const weightOf = (grapheme: string): number => {
  if (grapheme.length === 1 && grapheme < '\u00a0') return 1
  if (emoji.test(grapheme)) return 2
  return [...grapheme].reduce((sum, sign) => sum + (isLight(sign.codePointAt(0) ?? 0) ? 1 : 2), 0)
}

/**
 * The length that X counts, of 280: of the NFC form, most letters 1, other scripts 2, an emoji 2 however it is made.
 * A URL would weigh 23: our texts have none.
 */
export const weightedLength = (text: string): number =>
  [...graphemes.segment(text.normalize('NFC'))].reduce((sum, { segment }) => sum + weightOf(segment), 0)

/** X's light code points; each of the others weighs two. */
const isLight = (code: number): boolean =>
  code <= 4351 ||
  (code >= 8192 && code <= 8205) ||
  (code >= 8208 && code <= 8223) ||
  (code >= 8242 && code <= 8247)

// The signs that are letters and emoji at once (©, 1, #) are emoji only with the mark U+FE0F or a keycap.
const oneSign = /^(?![#*0-9©®])\p{Emoji}[\uFE0F\p{EMod}]?$/u
// Thousands of sequences, the longest first: slow to make, and rarely asked.
const anyEmoji =
  /[©®]\uFE0F|[#*0-9]\uFE0F?\u20E3|\p{RGI_Emoji}|\p{Regional_Indicator}{2}|(?![#*0-9©®])\p{Emoji}[\uFE0F\p{EMod}]?/gv

const signsWeigh = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (isLight(sign.codePointAt(0) ?? 0) ? 1 : 2), 0)

const heavyWeighs = (part: string): number =>
  oneSign.test(part) ? 2 : 2 * (part.match(anyEmoji)?.length ?? 0) + signsWeigh(part.replaceAll(anyEmoji, ''))

/** What weighs one a unit, and is no part of an emoji. */
const plain = /[\0-\u10ff]+(?![\uFE0F\u20E3])/

/**
 * The length that X counts, of 280: of the NFC form, most letters 1, other scripts 2, an emoji 2 however it is made.
 * A URL would weigh 23: our texts have none.
 */
export const weightedLength = (text: string): number => {
  const whole = text.normalize('NFC')
  const heavy = whole.split(plain).filter(part => part !== '')
  return heavy.reduce((sum, part) => sum - part.length + heavyWeighs(part), whole.length)
}

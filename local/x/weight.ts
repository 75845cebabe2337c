const light = (point: number): boolean =>
  point <= 4_351 ||
  (point >= 8_192 && point <= 8_205) ||
  (point >= 8_208 && point <= 8_223) ||
  (point >= 8_242 && point <= 8_247)

const segmenter = new Intl.Segmenter('es', { granularity: 'grapheme' })

const weightOf = (grapheme: string): number =>
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/u.test(grapheme)
    ? 2
    : [...grapheme].reduce((sum, sign) => sum + (light(sign.codePointAt(0) ?? 0) ? 1 : 2), 0)

/** How much of a post's 280 a text takes. Links are counted as they are written. */
export const weightIn = (text: string): number =>
  [...segmenter.segment(text.normalize('NFC'))].reduce((sum, { segment }) => sum + weightOf(segment), 0)

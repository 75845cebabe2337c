// Of Verdana at 11 pixels, about: what is narrow, what is wide, and pictures; all else is as wide as most letters.
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijlítf.,:;!|'’()[\]\u00b7]/u, 4.2],
  [/[ r\-/]/u, 4.7],
  [/[mwMW@%]/u, 10.4],
  [/\p{Lu}/u, 7.8],
  [/\p{Extended_Pictographic}|[\u2e80-\ud7af\uf900-\ufaff]/u, 12],
  [/\p{Mn}|\p{Cf}/u, 0],
]
const most = 6.7

/** How wide a text is on a badge, in whole pixels. The picture stretches it to just that. */
export const textWidth = (text: string): number =>
  Math.ceil(
    [...text].reduce((sum, character) => sum + (widths.find(([its]) => its.test(character))?.[1] ?? most), 0),
  )

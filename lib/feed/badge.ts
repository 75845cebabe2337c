import { markup } from '../page/markup.ts'
import type { Mood } from '../page/sight.ts'
import { plain } from './plain.ts'
import { textWidth } from './text-width.ts'

export interface Badge {
  readonly label: string
  readonly text: string
  /** When that was true, with its date. Never cut. Absent: of all time. */
  readonly seen?: string | undefined
  readonly mood: Mood
}

/** White on any of them is read well: 4.5 to 1 at least. */
const colours: Readonly<Record<Mood, string>> = {
  good: '#1a7f37',
  slow: '#8a5d00',
  bad: '#b3261e',
  unknown: '#57606a',
  closed: '#1d4f91',
  quiet: '#57606a',
}

const longest = 72

/** Cut between characters as a reader sees them. */
const cut = (text: string): string => {
  const letters = [...new Intl.Segmenter('es').segment(text)].map(({ segment }) => segment)
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : text
}

const padding = 8
const height = 22

/** A picture of one line that is read aloud as it is read. Nothing in it moves, runs or loads. */
export const badge = ({ label, text, seen, mood }: Badge): string => {
  const dated = (told: string) => (seen === undefined ? told : `${told} · ${plain(seen)}`)
  const [left, right] = [cut(plain(label)), dated(cut(plain(text)))]
  const widths = { left: textWidth(left), right: textWidth(right) }
  const split = widths.left + 2 * padding
  const whole = split + widths.right + 2 * padding
  const title = `${plain(label)}: ${dated(plain(text))}`
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="${height}" viewBox="0 0 ${whole} ${height}" role="img" aria-label="${title}" lang="es">
<title>${title}</title>
<rect width="${whole}" height="${height}" rx="4" fill="#24292f"/>
<path d="M${split} 0h${whole - split - 4}a4 4 0 0 1 4 4v${height - 8}a4 4 0 0 1-4 4H${split}z" fill="${colours[mood]}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">
<text x="${padding}" y="15" textLength="${widths.left}" lengthAdjust="spacingAndGlyphs">${left}</text>
<text x="${split + padding}" y="15" textLength="${widths.right}" lengthAdjust="spacingAndGlyphs">${right}</text>
</g>
</svg>
`.markup
}

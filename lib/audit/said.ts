import { localTime } from '../service/local-clock.ts'
import words from './es.json' with { type: 'json' }
import { plain } from './markdown.ts'

/** How things of the log are said in Spanish, as Markdown. */

type Table = Readonly<Record<string, string>>

/** The word for a key; a key that has none says itself. */
export const wordFor = (table: Table, key: unknown): string =>
  typeof key === 'string' ? ((Object.hasOwn(table, key) ? table[key] : undefined) ?? plain(key)) : ''

/** `+1`, `-3:30`: what the local clock was ahead of UTC. */
const offsetAt = (at: number, local: string): string => {
  const minutes = Math.round((Date.parse(`${local}Z`) - at) / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** `21/11/2026, 11:00:01 (UTC+1)` of an ISO instant; what is none stays as it is. */
export const localIn =
  (zone: string) =>
  (iso: unknown): string => {
    const at = typeof iso === 'string' ? Date.parse(iso) : Number.NaN
    if (!Number.isFinite(at)) return plain(String(iso ?? ''))
    const local = localTime(at, zone)
    const [day = '', clock = ''] = local.split('T')
    return `${day.split('-').toReversed().join('/')}, ${clock} (UTC${offsetAt(at, local)})`
  }

export type Say = ReturnType<typeof localIn>

/** `no contestó a tiempo (timeout-tcp)`: the longest known beginning says it. */
export const reasonWords = (reason: string): string => {
  const known = Object.entries<string>(words.reasons)
    .filter(([code]) => reason === code || reason.startsWith(`${code}-`))
    .toSorted(([a], [b]) => b.length - a.length)[0]
  return known ? `${known[1]} (${plain(reason)})` : plain(reason)
}

const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)

/** What was said with a command. */
export const valueWords = (value: unknown, say: Say): string => {
  if (Array.isArray(value)) return value.map(one => valueWords(one, say)).join(', ')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return isInstant(text) ? say(text) : wordFor(words.values, text)
}

import { declarations } from '../incident/record.ts'
import type { Names } from '../service/service.ts'
import { type Words, wordsIn } from './language.ts'
import type { Notice } from './notice.ts'

/** What stands in a notice besides its kind. */
export interface Numbers {
  readonly incident: string
  readonly since: number
  readonly until: number
  readonly next: number
  /** When the post is made; absent: at `until`. */
  readonly now?: number
  readonly precise: boolean
}

/** A morning's outage: the numbers that most posts have. */
export const usualNumbers = (code: string): Numbers => ({
  incident: `${code}-0042`,
  since: Date.UTC(2026, 10, 18, 9, 40, 7),
  until: Date.UTC(2026, 10, 18, 13, 5, 12),
  next: Date.UTC(2026, 10, 18, 16, 40, 7),
  precise: false,
})

/** The longest words that times can take: seconds, other days, the longest month, two digits, many days. */
export const worstNumbers = (code: string): Numbers => ({
  incident: `${code}-10042`,
  since: Date.UTC(2026, 8, 9, 10, 48, 57),
  until: Date.UTC(2026, 8, 30, 12, 48, 57),
  next: Date.UTC(2026, 8, 30, 15, 48, 57),
  now: Date.UTC(2026, 9, 14, 12, 48, 57),
  precise: true,
})

const window = (
  about: { readonly incident: string; readonly names: readonly Names[] },
  from: number,
  to: number,
): Notice[] => [
  { ...about, what: 'planned', from, to },
  { ...about, what: 'maintenance', from, to },
  { ...about, what: 'maintained', from, back: to },
  { ...about, what: 'elapsed', from, to },
  { ...about, what: 'overrun', from, to },
  { ...about, what: 'cancelled', from, at: to },
]

/** One notice for every template: `names` in the lead, `others` in the second list, `written` where people write. */
export const samples = (
  names: readonly Names[],
  others: readonly Names[],
  numbers: Numbers,
  written: Words['sample'] = wordsIn('es').sample,
): Notice[] => {
  const { incident, since, until, next } = numbers
  const about = { incident, names }
  const severities = ['down', 'degraded'] as const
  const kinds = severities.flatMap((severity): Notice[] => [
    { ...about, what: 'more', since, severity, others },
    { ...about, what: 'still', since, now: until, severity, next },
    { ...about, what: 'reopened', since, severity },
    { ...about, what: 'recovered', since, back: until, late: false, severity },
    { ...about, what: 'recovered', since, back: until, late: true, severity },
    { ...about, what: 'folded', since, back: until, late: false, severity },
    { ...about, what: 'folded', since, back: until, late: true, severity },
  ])
  return [
    { ...about, what: 'outage', since },
    { ...about, what: 'degraded', since },
    { ...about, what: 'worse', since },
    { ...about, what: 'partly', back: until, still: others },
    { ...about, what: 'acknowledged', at: until },
    { ...about, what: 'unstable', since },
    ...kinds,
    { ...about, what: 'closed', since, at: until },
    { ...about, what: 'correction', since, at: until },
    { ...about, what: 'removed', since, at: until },
    ...declarations.flatMap((kind): Notice[] => [
      { ...about, what: 'declared', kind, since },
      { ...about, what: 'undeclared', kind, since, back: until },
    ]),
    ...window(about, since, until),
    { ...about, what: 'note', text: written.text, at: until },
    { incident, names: [], what: 'notice', ...written, at: until },
  ]
}

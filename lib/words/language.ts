import type { Declaration } from '../incident/record.ts'
import type { Language, Names } from '../service/service.ts'
import es from './es.json' with { type: 'json' }
import type { Severity } from './notice.ts'

/** What a notice is told with: its kind, and what changes its words. */
export type TemplateKey =
  | 'outage'
  | 'degraded'
  | 'worse'
  | 'partly'
  | 'acknowledged'
  | 'unstable'
  | 'closed'
  | 'correction'
  | 'removed'
  | 'note'
  | 'notice'
  | 'planned'
  | 'maintenance'
  | 'maintained'
  | 'elapsed'
  | 'overrun'
  | 'cancelled'
  | `${'declared' | 'undeclared'}.${Declaration}`
  | `${'more' | 'still' | 'reopened' | 'recovered' | 'folded'}.${Severity}`
  | `${'recovered' | 'folded'}.${Severity}.late`

/**
 * The first of `heads` that fits, then `tail`. A sentence that needs a value that is not there is left out; one that
 * begins with `?` is left out, the first of them first, where there is no room.
 */
export interface Template {
  readonly heads: readonly string[]
  readonly tail: readonly string[]
}

type Table<Value> = Readonly<Record<string, Value>>
/** One and many. */
type Counted = readonly string[]

/** How people use a component: on a screen, by going there, by calling. */
export type Place = 'online' | 'inPerson' | 'byPhone'

/**
 * A language's file. `{names}` takes a value or a phrase; `[falla|fallan]` takes one or many and
 * `[lento|lenta|lentos|lentas]` gender too, both after `{names}`. `{text}` and `{source}` are operators' own words.
 */
export interface Words {
  readonly articles: Table<{ readonly gender: string; readonly many: boolean }>
  readonly feminineAfterEl: readonly string[]
  readonly contractions: Table<string>
  /** What is told with the phrases of a place: a name with its `word`. */
  readonly places: Readonly<
    Record<Exclude<Place, 'online'>, { readonly word: string; readonly unless: readonly string[] }>
  >
  readonly and: { readonly plain: string; readonly instead: string; readonly before: string }
  readonly rest: { readonly one: string; readonly many: string }
  readonly of: string
  readonly label: string
  /** Phrases of an edition. A sentence with a phrase that its edition has not is left out. */
  readonly editions: { readonly official: Table<string>; readonly unofficial: Table<string> }
  readonly clock: {
    readonly separator: string
    readonly one: string
    readonly many: string
    readonly onDay: string
    readonly onDate: string
    readonly firstOfTwo: string
    readonly secondOfTwo: string
    readonly span: string
    readonly longSpan: string
    readonly day: string
    readonly date: string
    readonly window: string
  }
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
  readonly lasting: {
    readonly moment: string
    readonly minutes: Counted
    readonly hours: Counted
    readonly days: Counted
    readonly both: string
  }
  readonly phrases: Readonly<Record<Place, Table<string>>>
  readonly notices: Readonly<Record<TemplateKey, Template>>
  /** `*` stands for any ending. */
  readonly banned: readonly string[]
  /** Words that say too little unless their first mention is this. */
  readonly inFullAtFirst: Table<string>
}

/** Another language is one more entry here. */
const files: Readonly<Partial<Record<Language, Words>> & { es: Words }> = { es }

const isSpoken = (language: string): language is Language => language in files

/** The languages that have words. */
export const spoken: readonly Language[] = Object.keys(files).filter(isSpoken)

/** The language that is used for this one: itself, or Spanish while it has no words. */
export const spokenFor = (language: Language): Language => (language in files ? language : 'es')

export const wordsIn = (language: Language): Words => files[language] ?? files.es

/** The language that a name is told in: a name without a translation is told in Spanish. */
export const languageOf = (names: Names, language: Language): Language =>
  names[language] === undefined ? 'es' : language

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

/**
 * A language's file. `{names}` takes a value or a phrase; `[falla|fallan]` takes one or many and
 * `[lento|lenta|lentos|lentas]` gender too, both after `{names}`.
 */
export interface Words {
  readonly articles: Table<{ readonly gender: string; readonly many: boolean }>
  readonly feminineAfterEl: readonly string[]
  readonly contractions: Table<string>
  /** What is told with the `inPerson` phrases: people attend there. */
  readonly inPerson: { readonly word: string; readonly unless: readonly string[] }
  readonly and: { readonly plain: string; readonly instead: string; readonly before: string }
  readonly rest: { readonly one: string; readonly many: string }
  readonly of: string
  readonly label: string
  readonly unofficial: string
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
  /** What is said of what works, and of where people attend. */
  readonly phrases: { readonly online: Table<string>; readonly inPerson: Table<string> }
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

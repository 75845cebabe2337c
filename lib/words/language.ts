import type { Declaration } from '../incident/record.ts'
import type { Language, Names } from '../service/service.ts'
import ca from './ca.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import eu from './eu.json' with { type: 'json' }
import gl from './gl.json' with { type: 'json' }
import type { Severity } from './notice.ts'
import va from './va.json' with { type: 'json' }

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
  /** What a native has to look at: `all`, or paths such as `notices.outage`, each with all that is under it. */
  readonly check: readonly string[]
  /** Patterns of names: the article that a name may lose, and which names agree as feminine or as many. */
  readonly nouns: { readonly article: string; readonly feminine: string; readonly many: string }
  readonly contractions: Table<string>
  /** What is told with the phrases of a place: a name with its `word`. */
  readonly places: Readonly<
    Record<Exclude<Place, 'online'>, { readonly word: string; readonly unless: readonly string[] }>
  >
  /** Between the last two of a list; `instead` where the last one begins like `before`. */
  readonly and: { readonly plain: string; readonly instead: string; readonly before: string }
  readonly rest: { readonly one: string; readonly many: string }
  /** Whom a notice is about whose record has lost the names. */
  readonly unnamed: string
  /** A name that says whose it is, by `{service}` or without its article by `{body}`, and the same without. */
  readonly ofService: { readonly whole: string; readonly short: string }
  readonly label: string
  /** How a text that stands twice is told from the first; `{n}` is the notice's number. */
  readonly numbered: string
  /** Phrases of an edition. A sentence with a phrase that its edition has not is left out. */
  readonly editions: { readonly official: Table<string>; readonly unofficial: Table<string> }
  readonly clock: {
    /** Digits that an hour has at least: two where 1:05 could be taken for the afternoon. */
    readonly hourDigits: number
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
  /** What operators might write, to show how free words are told. */
  readonly sample: { readonly text: string; readonly source: string }
}

const files: Readonly<Record<Language, Words>> = { es, ca, va, gl, eu, en }

export const wordsIn = (language: Language): Words => files[language]

/** The language that a name is told in: a name without a translation is told in Spanish. */
export const languageOf = (names: Names, language: Language): Language =>
  names[language] === undefined ? 'es' : language

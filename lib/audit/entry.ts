import * as v from 'valibot'
import type { Trail } from './chain.ts'

/** One line of the log that is only ever added to. Times are ISO 8601, UTC. */
export type Entry = Fact & Link

/** What ties an entry to the one before it. */
export interface Link {
  /** Ordinal in its chain, from 1. */
  readonly n: number
  /** When it was written down. */
  readonly at: string
  /** The hash of the entry before it; of the first one, `genesis` of its chain. */
  readonly prev: string
  /** SHA-256, as `hashOf` makes it. */
  readonly hash: string
}

/** An entry in evidence that is about something else: what it says is only there as a hash. */
export interface Stub extends Link {
  readonly kind: Fact['kind']
  /** Of a decision or a command, as far as it has one. */
  readonly about?: string
  /** Of a post. */
  readonly notice?: string
  /** Of a command: its name. */
  readonly command?: string
  /** SHA-256 of the canonical JSON of all else that the entry says. */
  readonly body: string
}

/** What evidence holds of an entry. */
export type Shown = Entry | Stub

export const isWhole = (shown: Shown): shown is Entry => !('body' in shown)

/** `round`: what was not good in a round; nothing is written of one in which all was. */
export type Fact = RoundFact | DecisionFact | CommandFact | PostFact

export type Facts = Readonly<Record<string, unknown>>

/** What a round saw of a component that was not up. */
export interface Sighting {
  readonly outcome: 'slow' | 'down' | 'blind'
  /** When the first look that showed it began. */
  readonly at: string
  /** Short and stable, such as `timeout` or `status-503`. */
  readonly reasons?: readonly string[]
}

export interface RoundFact {
  readonly kind: 'round'
  /** The scheduled instant: the round's id. */
  readonly round: string
  /** Seconds from one round to the next. */
  readonly every: number
  /** Where the looks were made from. */
  readonly vantage: string
  readonly seen: Readonly<Record<string, Sighting>>
}

export interface DecisionFact {
  readonly kind: 'decision'
  /** `opened`, `stepped`, `settled`, `unsettled`, `steadied` of an incident; `changed` of a component's health. */
  readonly decided: string
  /** The incident or the component. */
  readonly about: string
  readonly facts: Facts
}

export interface CommandFact {
  readonly kind: 'command'
  readonly command: string
  /** The incident or the notice that it names, if it names one. */
  readonly about?: string
  readonly by: string
  /** The same for every repeat: a command is written down once. */
  readonly request: string
  /** All else that was said with it. */
  readonly asked: Facts
}

export interface PostFact {
  readonly kind: 'post'
  /** `<incident>/<step>` */
  readonly notice: string
  /** `sending`, `sent`, `unknown`, `unclear`, `waiting`, `skipped`, `refused`; `pending`: it did not go out, and may yet. */
  readonly state: string
  readonly text: string
  /** The channel's own id of the post. */
  readonly id?: string
  readonly why?: string
  readonly attempt?: number
}

const text = v.string()
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** As it stands: a copy would lack keys that have a meaning in JavaScript. */
const facts = v.custom<Facts>(isObject)
const link = { n: v.pipe(v.number(), v.integer(), v.minValue(1)), at: text, prev: text, hash: text }
const sighting = v.looseObject({
  outcome: v.picklist(['slow', 'down', 'blind']),
  at: text,
  reasons: v.exactOptional(v.array(text)),
})

/** Nothing that is not known is dropped: the hash is of all that stands there. */
export const entrySchema: v.GenericSchema<Entry> = v.variant('kind', [
  v.looseObject({
    ...link,
    kind: v.literal('round'),
    round: text,
    every: v.number(),
    vantage: text,
    seen: v.record(text, sighting),
  }),
  v.looseObject({ ...link, kind: v.literal('decision'), decided: text, about: text, facts }),
  v.looseObject({
    ...link,
    kind: v.literal('command'),
    command: text,
    about: v.exactOptional(text),
    by: text,
    request: text,
    asked: facts,
  }),
  v.looseObject({
    ...link,
    kind: v.literal('post'),
    notice: text,
    state: text,
    text,
    id: v.exactOptional(text),
    why: v.exactOptional(text),
    attempt: v.exactOptional(v.number()),
  }),
])

/** Nothing stands in it that its hash is not of. */
export const stubSchema: v.GenericSchema<Stub> = v.strictObject({
  ...link,
  // What a round saw is nobody's secret, and without it a failure could be hidden.
  kind: v.picklist(['decision', 'command', 'post']),
  about: v.exactOptional(text),
  notice: v.exactOptional(text),
  command: v.exactOptional(text),
  body: text,
})

/** The end of a chain in its writer's item. */
export const trailSchema: v.GenericSchema<unknown, Trail> = v.object({
  n: link.n,
  hash: text,
  entries: v.array(entrySchema),
})

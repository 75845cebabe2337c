import type { Slice } from './chain.ts'
import {
  type CommandFact,
  type DecisionFact,
  type Entry,
  type Facts,
  isWhole,
  type Link,
  type PostFact,
  type Shown,
} from './entry.ts'
import { concerns, isIn, ownIn, type Spell } from './own.ts'
import { type Span, spansOf } from './spans.ts'

/** What an entry says, with its ordinal and its time. */
type Told<Kind> = Omit<Kind, 'kind'> & Pick<Link, 'n' | 'at'>

/** What the log says of one incident. All of it can be worked out again from the entries. */
export interface Findings {
  /** When a component could not be reached, or did not answer as it should. */
  readonly unreachable: readonly Span[]
  /** When it answered, but too slowly, or only in part. */
  readonly slow: readonly Span[]
  /** When nobody could tell: this says nothing against the component. */
  readonly unseen: readonly Span[]
  readonly steps: readonly Told<{ readonly step: Facts }>[]
  readonly posts: readonly (Told<PostFact> & { readonly channel: string })[]
  readonly commands: readonly Told<CommandFact>[]
}

/** What the log is asked about. */
export interface Subject {
  /** Such as `SS-0007`. */
  readonly id: string
  readonly components: readonly string[]
}

type Decision = Entry & DecisionFact

const isFacts = (value: unknown): value is Facts => typeof value === 'object' && value !== null

const decisionsOf = (id: string, entries: readonly Shown[]): readonly Decision[] =>
  entries
    .filter(isWhole)
    .filter(entry => entry.kind === 'decision')
    .filter(({ about }) => about === id)

const stepsOf = (decisions: readonly Decision[]): Findings['steps'] =>
  decisions.flatMap(({ n, at, facts: { step } }) => (isFacts(step) ? [{ n, at, step }] : []))

/** From the first failing look to the last end; an open end is the end of the log. Epoch milliseconds. */
const spellOf = (steps: Findings['steps']): Spell => {
  const since = steps.map(({ at, step: { facts } }) =>
    Date.parse(isFacts(facts) && typeof facts.since === 'string' ? facts.since : at),
  )
  const last = steps.findLast(({ step }) => step.kind !== 'update')
  return {
    from: Math.min(...since),
    to: last?.step.kind === 'end' ? Date.parse(last.at) : Number.POSITIVE_INFINITY,
  }
}

const ofComponents = (entry: Entry, components: readonly string[]): readonly Entry[] => {
  if (entry.kind !== 'round') return []
  const seen = Object.entries(entry.seen).filter(([id]) => components.includes(id))
  return [{ ...entry, seen: Object.fromEntries(seen) }]
}

/** What the log itself says of what stands at the head of evidence. */
export interface Proven {
  readonly status: Facts
  /** Components of the opening, by their names. */
  readonly names: Facts
  /** Components that its steps speak of. */
  readonly members: readonly string[]
}

const membersOf = (steps: Findings['steps']): readonly string[] =>
  steps.flatMap(({ step: { facts } }) => {
    const named = isFacts(facts) ? facts.components : []
    return Array.isArray(named) ? named.map(String) : []
  })

/** `undefined` where the opening is not in the log: then nothing is known of what came before it. */
export const provenOf = (id: string, chains: readonly Slice<Shown>[]): Proven | undefined => {
  const decisions = decisionsOf(id, recordIn(chains))
  const opening = decisions.find(({ decided }) => decided === 'opened')?.facts
  if (!opening) return undefined
  const status = decisions.findLast(({ decided }) => decided === 'settled')?.facts.status
  return {
    status: isFacts(status) ? status : { is: 'open' },
    names: isFacts(opening.names) ? opening.names : {},
    members: membersOf(stepsOf(decisions)),
  }
}

const withoutLink = <One extends Entry>({ kind: _, prev: __, hash: ___, ...told }: One) => told

const postsOf = (id: string, { chain, entries }: Slice<Shown>): Findings['posts'] =>
  entries
    .filter(isWhole)
    .filter(entry => entry.kind === 'post')
    .filter(entry => concerns(id, entry))
    .map(entry => ({ channel: chain, ...withoutLink(entry) }))

const recordIn = (chains: readonly Slice<Shown>[]): readonly Shown[] =>
  chains.find(({ chain }) => chain === 'record')?.entries ?? []

/** Entries that are about the incident, of every chain. */
export const ownOf = (id: string, chains: readonly Slice<Shown>[]): ReadonlySet<Shown> => {
  const spell = spellOf(stepsOf(decisionsOf(id, recordIn(chains))))
  return new Set(chains.flatMap(({ entries }) => ownIn(id, entries, spell)))
}

/** What these parts of the log say of an incident. */
export const findingsOf = ({ id, components }: Subject, chains: readonly Slice<Shown>[]): Findings => {
  const entries = recordIn(chains)
  const steps = stepsOf(decisionsOf(id, entries))
  const spell = spellOf(steps)
  const rounds = entries
    .filter(isWhole)
    .filter(entry => isIn(spell, entry))
    .flatMap(entry => ofComponents(entry, components))
  return {
    unreachable: spansOf(rounds, 'down'),
    slow: spansOf(rounds, 'slow'),
    unseen: spansOf(rounds, 'blind'),
    steps,
    posts: chains.flatMap(slice => postsOf(id, slice)),
    commands: ownIn(id, entries, spell)
      .filter(isWhole)
      .filter(entry => entry.kind === 'command')
      .map(withoutLink),
  }
}

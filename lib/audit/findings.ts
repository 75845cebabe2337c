import type { Slice } from './chain.ts'
import type { CommandFact, DecisionFact, Entry, Facts, Link, PostFact } from './entry.ts'
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
type Command = Entry & CommandFact

const isStep = (value: unknown): value is Facts => typeof value === 'object' && value !== null

const isAbout = (id: string, notice: unknown): boolean =>
  typeof notice === 'string' && notice.startsWith(`${id}/`)

const decisionsOf = (id: string, entries: readonly Entry[]): readonly Decision[] =>
  entries.filter((entry): entry is Decision => entry.kind === 'decision' && entry.about === id)

const stepsOf = (decisions: readonly Decision[]): Findings['steps'] =>
  decisions.flatMap(({ n, at, facts: { step } }) => (isStep(step) ? [{ n, at, step }] : []))

/** From the first failing look to the last end; an open end is the end of the log. Epoch milliseconds. */
const spell = (steps: Findings['steps']) => {
  const since = steps.map(({ at, step: { facts } }) =>
    Date.parse(isStep(facts) && typeof facts.since === 'string' ? facts.since : at),
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

/** Commands that name the incident, that were written down with a decision about it, or that stopped posts meanwhile. */
const commandsOf = (
  id: string,
  entries: readonly Entry[],
  decisions: readonly Decision[],
  isMeanwhile: (entry: Entry) => boolean,
): readonly Command[] => {
  const decided = new Set(decisions.map(({ at }) => at))
  const concerns = (one: Command): boolean =>
    one.asked.incident === id ||
    isAbout(id, one.asked.notice) ||
    decided.has(one.at) ||
    (['hold', 'release'].includes(one.command) && isMeanwhile(one))
  return entries.filter((entry): entry is Command => entry.kind === 'command' && concerns(entry))
}

const withoutLink = <One extends Entry>({ kind: _, prev: __, hash: ___, ...told }: One) => told

const postsOf = (id: string, { chain, entries }: Slice): Findings['posts'] =>
  entries
    .filter(entry => entry.kind === 'post')
    .filter(({ notice }) => isAbout(id, notice))
    .map(entry => ({ channel: chain, ...withoutLink(entry) }))

/** What these parts of the log say of an incident. */
export const findingsOf = ({ id, components }: Subject, chains: readonly Slice[]): Findings => {
  const entries = chains.find(({ chain }) => chain === 'record')?.entries ?? []
  const decisions = decisionsOf(id, entries)
  const steps = stepsOf(decisions)
  const { from, to } = spell(steps)
  const isMeanwhile = ({ at }: Entry): boolean => Date.parse(at) >= from && Date.parse(at) <= to
  const rounds = entries.filter(isMeanwhile).flatMap(entry => ofComponents(entry, components))
  return {
    unreachable: spansOf(rounds, 'down'),
    slow: spansOf(rounds, 'slow'),
    unseen: spansOf(rounds, 'blind'),
    steps,
    posts: chains.flatMap(slice => postsOf(id, slice)),
    commands: commandsOf(id, entries, decisions, isMeanwhile).map(withoutLink),
  }
}

/** Whether an entry belongs to the incident, whenever it was written down. */
export const concerns = (id: string, entry: Entry): boolean => {
  switch (entry.kind) {
    case 'decision':
      return entry.about === id
    case 'post':
      return isAbout(id, entry.notice)
    case 'command':
      return entry.asked.incident === id || isAbout(id, entry.asked.notice)
    case 'round':
      return false
    default:
      return entry satisfies never
  }
}

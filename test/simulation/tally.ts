import type { Invariant, Violation } from './invariants.ts'
import type { Day } from './world.ts'

/** What many days came to. */
export interface Totals {
  seeds: number
  posts: number
  writes: number
  readonly states: Record<string, number>
  readonly faults: Record<string, number>
  /** Commands of operators that changed something, by their verbs. */
  readonly commands: Record<string, number>
  readonly invariants: Partial<Record<Invariant, number>>
  readonly violations: { readonly seed: number; readonly invariant: Invariant; readonly what: string }[]
}

export const noTotals = (): Totals => ({
  seeds: 0,
  posts: 0,
  writes: 0,
  states: {},
  faults: {},
  commands: {},
  invariants: {},
  violations: [],
})

const add = (into: Record<string, number>, name: string, n: number) => {
  into[name] = (into[name] ?? 0) + n
}

export const addDay = (totals: Totals, seed: number, day: Day, found: readonly Violation[]): void => {
  totals.seeds++
  totals.posts += day.witnessed.timeline.filter(({ text }) => day.witnessed.posts.has(text)).length
  totals.writes += day.witnessed.writes
  for (const [state, n] of day.witnessed.states) add(totals.states, state, n)
  for (const [kind, n] of day.faults) add(totals.faults, kind, n)
  for (const { command, reply } of day.witnessed.replies)
    if (reply.is === 'done' && reply.changed) add(totals.commands, command.command, 1)
  for (const { invariant, what } of found) totals.violations.push({ seed, invariant, what })
  for (const invariant of new Set(found.map(one => one.invariant)))
    totals.invariants[invariant] = (totals.invariants[invariant] ?? 0) + 1
}

export const addTotals = (into: Totals, more: Totals): void => {
  into.seeds += more.seeds
  into.posts += more.posts
  into.writes += more.writes
  for (const [state, n] of Object.entries(more.states)) add(into.states, state, n)
  for (const [kind, n] of Object.entries(more.faults)) add(into.faults, kind, n)
  for (const [verb, n] of Object.entries(more.commands)) add(into.commands, verb, n)
  for (const [invariant, n] of Object.entries(more.invariants)) add(into.invariants, invariant, n)
  into.violations.push(...more.violations)
}

import { violations } from './invariants.ts'
import type { Seen } from './play.ts'

const sorted = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a))

const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** The figures of one play. Times are milliseconds. */
export const summary = (seed: number, seen: Seen, seconds: number) => {
  const found = violations(seen)
  const states = new Map<string, number>()
  for (const { state } of seen.chronicle.posts) states.set(state, (states.get(state) ?? 0) + 1)
  return {
    seed,
    violations: found.length,
    kills: [...seen.kills.values()].reduce((sum, n) => sum + n, 0),
    seconds: Math.round(seconds),
    posts: seen.timeline.length,
    incidents: seen.chronicle.incidents.size,
    requests: seen.operator.said.length,
    refusesDuplicates: seen.refuses,
    restart: { middle: middle(seen.restarts), longest: Math.max(0, ...seen.restarts) },
    longestStall: seen.stall,
    killed: sorted(seen.kills),
    states: sorted(states),
    faults: sorted(seen.faults),
    alarms: sorted(seen.chronicle.alarms),
    found,
  }
}

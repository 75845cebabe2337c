import * as v from 'valibot'
import { jsonOf } from '../../local/body.ts'
import { type Counts, nothing, plus, times } from './counts.ts'

export interface OfFunction {
  invocations: number
  readonly counts: Counts
}

/** What some minutes took, by the source of the function, such as `functions/probe.ts`. */
export interface Usage {
  minutes: number
  readonly functions: Record<string, OfFunction>
  /** How often each metric was written. */
  readonly metrics: Map<string, number>
}

export const usage = (): Usage => ({ minutes: 0, functions: {}, metrics: new Map() })

const lineSchema = v.object({
  kind: v.string(),
  _aws: v.optional(
    v.object({
      CloudWatchMetrics: v.array(v.object({ Metrics: v.array(v.object({ Name: v.string() })) })),
    }),
  ),
})

/** Whether a line of the log tells of a look, and the metrics that it writes. */
export const emitted = (text: string): { readonly isLook: boolean; readonly metrics: readonly string[] } => {
  const { kind, _aws } = v.parse(lineSchema, jsonOf(text))
  const metrics = (_aws?.CloudWatchMetrics ?? []).flatMap(one => one.Metrics.map(({ Name }) => Name))
  return { isLook: kind === 'check', metrics }
}

/** The same over another number of minutes. */
export const over = (spent: Usage, minutes: number): Usage => {
  const factor = spent.minutes === 0 ? 0 : minutes / spent.minutes
  const scaled = Object.entries(spent.functions).map(([entry, { invocations, counts }]) => [
    entry,
    { invocations: invocations * factor, counts: times(counts, factor) },
  ])
  return { minutes, functions: Object.fromEntries(scaled), metrics: new Map() }
}

const none: OfFunction = { invocations: 0, counts: nothing() }

/** Both together, one after the other. */
export const sum = (a: Usage, b: Usage): Usage => {
  const entries = new Set([...Object.keys(a.functions), ...Object.keys(b.functions)])
  const added = [...entries].map(entry => {
    const [one, other] = [a.functions[entry] ?? none, b.functions[entry] ?? none]
    return [
      entry,
      { invocations: one.invocations + other.invocations, counts: plus(one.counts, other.counts) },
    ]
  })
  return { minutes: a.minutes + b.minutes, functions: Object.fromEntries(added), metrics: new Map() }
}

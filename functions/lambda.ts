import { environment } from '../lib/contract.ts'
import type { Journal } from '../lib/ports.ts'

export type Environment = Readonly<Record<string, string | undefined>>
export type Handler = (event: unknown) => Promise<unknown>
/** Makes a handler of its environment; the only place where adapters meet the core. */
export type Wire = (env: Environment, journal: Journal) => Handler

/**
 * CloudWatch's embedded metric format: the log line is the metric, no call is made. A nought is left to be missing,
 * which every alarm takes for the same: a metric is billed by the hours in which it is written.
 */
const embedded = (at: number, names: readonly string[], namespace: string) => ({
  Timestamp: at,
  CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [[]], Metrics: names.map(Name => ({ Name })) }],
})

const written = (numbers: Readonly<Record<string, number | undefined>>): readonly string[] =>
  Object.keys(numbers).filter(name => numbers[name] !== 0)

/** One JSON object a line on `write`; numbers in `metrics` become CloudWatch metrics. */
export const jsonJournal = (write: (text: string) => void, namespace = 'Atalaya'): Journal => ({
  say: line => {
    const { metrics: numbers, ...rest } = line
    const told = { ...rest, at: new Date(line.at).toISOString(), ...numbers }
    const names = written(numbers ?? {})
    const whole = names.length === 0 ? told : { ...told, _aws: embedded(line.at, names, namespace) }
    write(`${JSON.stringify(whole)}\n`)
  },
})

/** The Lambda entry: nothing is read or made before the first event, and then once. */
export const lambda = (wire: Wire): Handler => {
  let handler: Handler | undefined
  return event => {
    handler ??= wire(
      process.env,
      jsonJournal(text => process.stdout.write(text), process.env[environment.metrics]),
    )
    return handler(event)
  }
}

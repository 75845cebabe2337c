import { environment } from '../lib/contract.ts'
import type { Journal, JournalLine } from '../lib/ports.ts'

export type Environment = Readonly<Record<string, string | undefined>>
export type Handler = (event: unknown) => Promise<unknown>
/** Makes a handler of its environment; the only place where adapters meet the core. */
export type Wire = (env: Environment, journal: Journal) => Handler

/** CloudWatch's embedded metric format: the log line is the metric, no call is made. */
const embedded = (line: JournalLine, namespace: string) => ({
  Timestamp: line.at,
  CloudWatchMetrics: [
    {
      Namespace: namespace,
      Dimensions: [[]],
      Metrics: Object.keys(line.metrics ?? {}).map(Name => ({ Name })),
    },
  ],
})

/** One JSON object a line on `write`; numbers in `metrics` become CloudWatch metrics. */
export const jsonJournal = (write: (text: string) => void, namespace = 'Atalaya'): Journal => ({
  say: line => {
    const { metrics: numbers, ...rest } = line
    const told = { ...rest, at: new Date(line.at).toISOString() }
    write(`${JSON.stringify(numbers ? { ...told, ...numbers, _aws: embedded(line, namespace) } : told)}\n`)
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

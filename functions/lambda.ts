import { systemClock as clock } from '../lib/adapters/system-clock.ts'
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

/** So many failed calls in a row wake somebody: the queue of what failed is measured a quarter of an hour late. */
const enough = 3

/** Wakes somebody when a process of ours does nothing but fail; one failure that its repeat makes good wakes nobody. */
export const tellOfFailing = (handler: Handler, journal: Journal): Handler => {
  let failed = 0
  return async event => {
    try {
      const answer = await handler(event)
      failed = 0
      return answer
    } catch (fault) {
      failed++
      const text = `${failed} calls in a row failed: what this function does is not done`
      if (failed >= enough)
        journal.say({ at: clock.now(), kind: 'alarm', alarm: 'failing', text, metrics: { Alarms: 1 } })
      throw fault
    }
  }
}

/** The Lambda entry: nothing is read or made before the first event, and then once. */
export const lambda = (wire: Wire): Handler => {
  let telling: Handler | undefined
  return event => {
    telling ??= starting(wire)
    return telling(event)
  }
}

const starting = (wire: Wire): Handler => {
  const journal = jsonJournal(text => process.stdout.write(text), process.env[environment.metrics])
  let handler: Handler | undefined
  return tellOfFailing(async event => {
    handler ??= wire(process.env, journal)
    return handler(event)
  }, journal)
}

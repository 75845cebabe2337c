import * as v from 'valibot'
import type { Environment, Handler, Wire } from '../functions/lambda.ts'
import type { Journal } from '../lib/ports.ts'
import { describe } from './failure.ts'
import { TemplateProblem } from './template.ts'
import type { LocalFunction } from './wiring.ts'

/** The Lambdas of the template, run in this process by their own handlers. */
export interface LocalLambdas {
  /** A synchronous call: the handler's answer, or its error. */
  invoke(id: string, event: unknown): Promise<unknown>
  /** An asynchronous call: returns at once, tried again as the template says, faults go to the journal. */
  send(id: string, event: unknown): void
  /** Calls of a function that have not ended. */
  inFlight(id: string): number
  /** Takes no more calls, drops waiting retries, and waits for those in flight, `within` milliseconds at most. */
  close(within: number): Promise<void>
}

interface Options {
  readonly functions: readonly LocalFunction[]
  readonly environment: (one: LocalFunction) => Environment
  readonly journal: Journal
  /** How much faster than AWS everything waits: 1, or 1/60 when a minute is a second. */
  readonly scale: number
  /** Loads a function's source; for tests. */
  readonly load?: (entry: string) => Promise<unknown>
}

const isFunction = (value: unknown): value is Wire => typeof value === 'function'
const moduleSchema = v.object({ wire: v.custom<Wire>(isFunction) })

const importEntry = (entry: string): Promise<unknown> => import(new URL(`../${entry}`, import.meta.url).href)

const wireOf = async (one: LocalFunction, load: (entry: string) => Promise<unknown>): Promise<Wire> => {
  const module = v.safeParse(moduleSchema, { ...Object(await load(one.entry)) })
  if (module.success) return module.output.wire
  throw new TemplateProblem(one.id, `${one.entry} exports no wire(env, journal)`)
}

/** AWS waits a minute before the first repeat and two before the second. */
const waitBefore = (retry: number) => retry * 60_000

/** What a handler gets and gives has gone through JSON, as in AWS. */
const throughJson = (value: unknown): unknown =>
  value === undefined ? null : JSON.parse(JSON.stringify(value))

class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

class Unknown extends Error {
  override readonly name = 'UnknownFunction'
}

/** Calls the handler and gives up waiting after its timeout. AWS would freeze it there; here it goes on. */
const within = async (timeout: number, run: Promise<unknown>): Promise<unknown> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new TimedOut(`still running after ${timeout} ms`)), timeout)
  try {
    return await Promise.race([run, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Wires every function once, as a cold start does. Throws TemplateProblem if a source has no `wire`. */
export const startLambdas = async (options: Options): Promise<LocalLambdas> => {
  const { journal, scale, load = importEntry } = options
  const handlers = new Map<string, { readonly one: LocalFunction; readonly handler: Handler }>()
  for (const one of options.functions) {
    const wire = await wireOf(one, load)
    handlers.set(one.id, { one, handler: wire(options.environment(one), journal) })
  }
  const running = new Map<Promise<unknown>, string>()
  const waiting = new Set<NodeJS.Timeout>()
  let closed = false

  const start = async (handler: Handler, event: unknown) => throughJson(await handler(throughJson(event)))
  const invoke = async (id: string, event: unknown) => {
    const known = handlers.get(id)
    if (!known || closed) throw new Unknown(closed ? 'the run is ending' : `no function ${id}`)
    const run = start(known.handler, event)
    running.set(run, id)
    run.catch(() => {}).finally(() => running.delete(run))
    return within(known.one.timeout, run)
  }
  const failed = (one: LocalFunction, event: unknown, attempt: number, error: unknown) => {
    const again = attempt <= one.retries && !closed
    const line = { function: one.entry, attempt, again, error: describe(error) }
    journal.say({ at: Date.now(), kind: 'fault', ...line })
    if (!again) return
    const timer = setTimeout(() => {
      waiting.delete(timer)
      call(one, event, attempt + 1)
    }, waitBefore(attempt) * scale)
    waiting.add(timer)
  }
  const call = (one: LocalFunction, event: unknown, attempt: number) => {
    invoke(one.id, event).catch(error => failed(one, event, attempt, error))
  }

  return {
    invoke,
    send: (id, event) => {
      const known = handlers.get(id)
      if (known && !closed) call(known.one, event, 1)
    },
    inFlight: id => [...running.values()].filter(one => one === id).length,
    close: async limit => {
      closed = true
      for (const timer of waiting) clearTimeout(timer)
      waiting.clear()
      if (running.size > 0) await within(limit, Promise.allSettled(running.keys())).catch(() => {})
    },
  }
}

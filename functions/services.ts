import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { environment } from '../lib/contract.ts'
import type { Clock, Journal, JournalLine } from '../lib/ports.ts'
import { type Service, serviceSchema } from '../lib/service/service.ts'
import { brokenAlarm } from './broken.ts'
import { BadEnvironment, required } from './environment.ts'
import type { Environment } from './lambda.ts'

const fileSchema = v.array(v.looseObject({ id: v.string() }))

/** Each parsed when it is first asked for: all of thousands take a second of a whole processor, a shard asks for 24. */
const parsedWhenAsked = (files: ReadonlyMap<string, unknown>): ReadonlyMap<string, Service> => {
  const parsed = new Map<string, Service>()
  const get = (id: string): Service | undefined => {
    const known = parsed.get(id)
    if (known || !files.has(id)) return known
    const service = v.parse(serviceSchema, files.get(id))
    parsed.set(id, service)
    return service
  }
  const all = (): ReadonlyMap<string, Service> =>
    new Map(
      [...files.keys()].flatMap(id => {
        const service = get(id)
        return service ? [[id, service] as const] : []
      }),
    )
  return {
    size: files.size,
    get,
    has: id => files.has(id),
    keys: () => files.keys(),
    values: () => all().values(),
    entries: () => all().entries(),
    forEach: take => all().forEach(take),
    [Symbol.iterator]: () => all()[Symbol.iterator](),
  }
}

/** The services that were deployed with the code, by id; checked at synth, parsed again here. */
export const readServices = (env: Environment): ReadonlyMap<string, Service> => {
  const file = resolve(env.LAMBDA_TASK_ROOT ?? '.', required(env, environment.services))
  const services = v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')))
  return parsedWhenAsked(new Map(services.map(service => [service.id, service])))
}

/** Some services failed; the others were served all the same. */
export class ServicesFailed extends AggregateError {
  override readonly name = 'ServicesFailed'
}

/**
 * Services that are served at once; a whole shard is. Of the thousands that a tick may find, all at once would share
 * one processor until the function is ended, and none would come to its end.
 */
export const atOnce = 32
/** Milliseconds after which no other is begun: the functions with ticks are ended after 30 and 50 seconds. */
const beginsFor = 20_000
/** Each minute a tick begins elsewhere, as far as can be from where the last ones did, so that nobody always comes last. */
const golden = (Math.sqrt(5) - 1) / 2

const inTurn = (ids: readonly string[], now: number): readonly string[] => {
  if (ids.length <= atOnce) return ids
  const first = Math.floor(((Math.floor(now / 60_000) * golden) % 1) * ids.length)
  return [...ids.slice(first), ...ids.slice(0, first)]
}

const unfinished = (at: number, begun: number, all: number): JournalLine => ({
  at,
  kind: 'alarm',
  alarm: 'tick-unfinished',
  text: `${begun} of ${all} services were served in time: the others wait for a later tick`,
  metrics: { Alarms: 1 },
})

/**
 * Serves each service by itself: one that fails, or is unknown, stops no other, and is reported at the end.
 * A broken item is an alarm and no failure: to try again would mend nothing. Those that time does not suffice for are
 * left to the next call, with an alarm.
 */
export const eachService = async (
  ids: readonly string[],
  services: ReadonlyMap<string, Service>,
  serve: (service: Service) => Promise<void>,
  { clock, journal }: { readonly clock: Pick<Clock, 'now' | 'monotonic'>; readonly journal: Journal },
): Promise<void> => {
  const waiting = [...inTurn(ids, clock.now())]
  const until = clock.monotonic() + beginsFor
  const faults: unknown[] = []
  const failed = (id: string, fault: unknown) => {
    const alarm = brokenAlarm(fault, clock.now())
    if (alarm) return journal.say({ service: id, ...alarm })
    faults.push(fault)
    return journal.say({ at: clock.now(), kind: 'fault', service: id, error: describe(fault) })
  }
  const one = async (id: string) => {
    try {
      const service = services.get(id)
      if (!service) throw new BadEnvironment(`${id} is not among the services that were deployed`)
      await serve(service)
    } catch (fault) {
      failed(id, fault)
    }
  }
  const worker = async () => {
    while (clock.monotonic() < until) {
      const id = waiting.shift()
      if (id === undefined) return
      await one(id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (waiting.length > 0) journal.say(unfinished(clock.now(), ids.length - waiting.length, ids.length))
  if (faults.length > 0) throw new ServicesFailed(faults, `${faults.length} of ${ids.length} services failed`)
}

/** An error and what caused it, without what it carries. */
const describe = (fault: unknown): string =>
  fault instanceof Error
    ? `${fault.name}: ${fault.message}${fault.cause ? ` <- ${describe(fault.cause)}` : ''}`
    : 'unknown'

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { environment } from '../lib/contract.ts'
import type { Clock, Journal } from '../lib/ports.ts'
import { type Service, serviceSchema } from '../lib/service/service.ts'
import { brokenAlarm } from './broken.ts'
import { BadEnvironment, required } from './environment.ts'
import type { Environment } from './lambda.ts'

/** The services that were deployed with the code, by id; checked at synth, parsed again here. */
export const readServices = (env: Environment): ReadonlyMap<string, Service> => {
  const file = resolve(env.LAMBDA_TASK_ROOT ?? '.', required(env, environment.services))
  const services = v.parse(v.array(serviceSchema), JSON.parse(readFileSync(file, 'utf8')))
  return new Map(services.map(service => [service.id, service]))
}

/** Some services failed; the others were served all the same. */
export class ServicesFailed extends AggregateError {
  override readonly name = 'ServicesFailed'
}

/**
 * Serves each service by itself: one that fails, or is unknown, stops no other, and is reported at the end.
 * A broken item is an alarm and no failure: to try again would mend nothing.
 */
export const eachService = async (
  ids: readonly string[],
  services: ReadonlyMap<string, Service>,
  serve: (service: Service) => Promise<void>,
  { clock, journal }: { readonly clock: Clock; readonly journal: Journal },
): Promise<void> => {
  const one = async (id: string) => {
    const service = services.get(id)
    if (!service) throw new BadEnvironment(`${id} is not among the services that were deployed`)
    await serve(service)
  }
  const faults: unknown[] = []
  for (const [n, result] of (await Promise.allSettled(ids.map(one))).entries()) {
    if (result.status === 'fulfilled') continue
    const alarm = brokenAlarm(result.reason, clock.now())
    if (alarm) {
      journal.say({ service: ids[n], ...alarm })
      continue
    }
    faults.push(result.reason)
    journal.say({ at: clock.now(), kind: 'fault', service: ids[n], error: describe(result.reason) })
  }
  if (faults.length > 0) throw new ServicesFailed(faults, `${faults.length} of ${ids.length} services failed`)
}

/** An error and what caused it, without what it carries. */
const describe = (fault: unknown): string =>
  fault instanceof Error
    ? `${fault.name}: ${fault.message}${fault.cause ? ` <- ${describe(fault.cause)}` : ''}`
    : 'unknown'

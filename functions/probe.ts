import * as v from 'valibot'
import { dynamodbClient, eventbridgeClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { eventbridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { heartbeat } from '../lib/adapters/heartbeat.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { undiciProber } from '../lib/adapters/undici-prober.ts'
import { environment, probeEventSchema } from '../lib/contract.ts'
import { roundOf, takeRound } from '../lib/incident/take-round.ts'
import type { Service } from '../lib/service/service.ts'
import { required } from './environment.ts'
import { firstModeOf } from './first-mode.ts'
import { lambda, type Wire } from './lambda.ts'
import { roundLength } from './round.ts'
import { eachService, readServices } from './services.ts'
import { introduced, userAgent } from './user-agent.ts'
import { vantagesOf } from './vantages.ts'

/** Milliseconds after which nothing more is begun: the function is ended at 58 seconds. */
const endsAfter = 55_000

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const length = roundLength(env)
  const vantage = env.AWS_REGION ?? 'home'
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const bus = eventbridgeBus(eventbridgeClient(env), required(env, environment.bus), { clock, journal })
  const prober = undiciProber({ userAgent: userAgent() })
  const ports = { store, bus, clock, journal, firstMode: firstModeOf(env), prober, vantages: vantagesOf(env) }
  const url = env[environment.heartbeat]
  const beat = url ? heartbeat(url, { clock, journal }) : undefined
  return async event => {
    const started = clock.monotonic()
    const { services: ids, scheduledTime, beats } = v.parse(probeEventSchema, event)
    const round = roundOf(scheduledTime, length, clock.now())
    let taken = 0
    const serve = async (service: Service) => {
      if (await takeRound(ports, introduced(service), { round, length, vantage })) taken++
    }
    await eachService(ids, services, serve, { clock, journal })
    // After every write. A broken item stops no other service, but is no round that was taken in.
    if (beats && taken === ids.length) await beat?.(endsAfter - (clock.monotonic() - started))
  }
}

export const handler = lambda(wire)

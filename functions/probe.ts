import * as v from 'valibot'
import { dynamodbClient, eventbridgeClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { eventbridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { undiciProber } from '../lib/adapters/undici-prober.ts'
import { environment, probeEventSchema } from '../lib/contract.ts'
import { roundOf, takeRound } from '../lib/incident/take-round.ts'
import { milliseconds } from '../lib/service/duration.ts'
import type { Service } from '../lib/service/service.ts'
import { BadEnvironment, required } from './environment.ts'
import { lambda, type Wire } from './lambda.ts'
import { eachService, readServices } from './services.ts'

const roundLength = (text: string): number => {
  const length = milliseconds(text)
  if (length === undefined || length <= 0)
    throw new BadEnvironment(`${environment.round} is no duration: ${text}`)
  return length
}

/** Who looks, and where whoever sees us in a log can ask. */
const userAgent = (services: Iterable<Service>): string => {
  const contacts = [...services].map(({ contact }) => contact).filter(contact => contact !== undefined)
  return `Atalaya/1.0 (availability check${contacts.map(contact => `; ${contact}`).join('')})`
}

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const length = roundLength(env[environment.round] ?? '60s')
  const vantage = env.AWS_REGION ?? 'home'
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const bus = eventbridgeBus(eventbridgeClient(env), required(env, environment.bus), { clock, journal })
  const prober = undiciProber({ userAgent: userAgent(services.values()) })
  const ports = { store, bus, clock, journal, prober }
  return async event => {
    const { services: ids, scheduledTime } = v.parse(probeEventSchema, event)
    const round = roundOf(scheduledTime, length, clock.now())
    await eachService(ids, services, service => takeRound(ports, service, { round, length, vantage }), {
      clock,
      journal,
    })
  }
}

export const handler = lambda(wire)

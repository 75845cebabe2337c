import { dynamodbClient, eventbridgeClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { eventbridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { environment } from '../lib/contract.ts'
import { operate } from '../lib/operate/operate.ts'
import { required } from './environment.ts'
import { lambda, type Wire } from './lambda.ts'
import { readServices } from './services.ts'

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const bus = eventbridgeBus(eventbridgeClient(env), required(env, environment.bus), { clock, journal })
  const ports = { store, bus, clock, journal }
  return event => operate(ports, services, event)
}

export const handler = lambda(wire)

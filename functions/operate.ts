import { dynamodbClient, eventbridgeClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { eventbridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { environment } from '../lib/contract.ts'
import { operate, type Reply } from '../lib/operate/operate.ts'
import { brokenAlarm } from './broken.ts'
import { required } from './environment.ts'
import { lambda, type Wire } from './lambda.ts'
import { readServices } from './services.ts'

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const bus = eventbridgeBus(eventbridgeClient(env), required(env, environment.bus), { clock, journal })
  const ports = { store, bus, clock, journal }
  return async (event): Promise<Reply> => {
    try {
      return await operate(ports, services, event)
    } catch (fault) {
      const alarm = brokenAlarm(fault, clock.now())
      if (!alarm) throw fault
      journal.say(alarm)
      return { is: 'refused', why: alarm.text }
    }
  }
}

export const handler = lambda(wire)

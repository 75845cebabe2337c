import { dynamodbClient, eventbridgeClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { eventbridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { nodeSeal } from '../lib/adapters/seal.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { xAccount } from '../lib/adapters/x-account.ts'
import { environment } from '../lib/contract.ts'
import { jsonAnswer } from '../lib/operate/answer.ts'
import { serveHttp } from '../lib/operate/http.ts'
import { operate, type Reply } from '../lib/operate/operate.ts'
import type { Deployed } from '../lib/operate/reply.ts'
import { brokenAlarm } from './broken.ts'
import { required } from './environment.ts'
import { firstModeOf } from './first-mode.ts'
import { arrivedIn, gatewayAnswer } from './gateway.ts'
import { type Environment, lambda, type Wire } from './lambda.ts'
import { linkKeysOf } from './links.ts'
import { readServices } from './services.ts'
import { xCredentialsOf } from './x.ts'

const notHttp = jsonAnswer(400, { is: 'invalid', why: 'commands come over HTTP: POST /commands' })

/** Where its alarms are; nowhere, in a local run. */
const stackOf = ({ [environment.stack]: name, AWS_REGION: region }: Environment): Deployed | undefined =>
  name === undefined || region === undefined ? undefined : { name, region }

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const bus = eventbridgeBus(eventbridgeClient(env), required(env, environment.bus), { clock, journal })
  const ports = {
    store,
    bus,
    clock,
    journal,
    firstMode: firstModeOf(env),
    accounts: {
      x: xAccount({ credentials: async () => xCredentialsOf(env).read(), url: env[environment.xUrl] }),
    },
    stack: stackOf(env),
  }
  const take = async (request: unknown): Promise<Reply> => {
    try {
      return await operate(ports, services, request)
    } catch (fault) {
      const alarm = brokenAlarm(fault, clock.now())
      if (!alarm) throw fault
      journal.say(alarm)
      return { is: 'refused', why: alarm.text }
    }
  }
  const desk = { services, store, clock, seal: nodeSeal, linkKeys: linkKeysOf(env), operate: take }
  return async event => {
    const arrived = arrivedIn(event)
    return gatewayAnswer(arrived ? await serveHttp(desk, arrived) : notHttp)
  }
}

export const handler = lambda(wire)

import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { dynamodbClient, secretsClient, snsClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { type HookSource, secretHooks, textHooks } from '../lib/adapters/hook-source.ts'
import { nodeSeal as seal } from '../lib/adapters/seal.ts'
import { journalRoute, snsRoute } from '../lib/adapters/sns-route.ts'
import { systemClock as clock, randomId as uniqueId } from '../lib/adapters/system-clock.ts'
import { tellOperators } from '../lib/alert/alerter.ts'
import { environment } from '../lib/contract.ts'
import { ackLinks } from '../lib/operate/links.ts'
import type { Route } from '../lib/ports.ts'
import { required } from './environment.ts'
import { badEvent, hintSchema } from './hint.ts'
import { type Environment, lambda, type Wire } from './lambda.ts'
import { linkKeysOf } from './links.ts'
import { eachService, readServices } from './services.ts'

/** Both topics. In a local run there are none: the journal's line is the message. */
const topicsOf = (env: Environment): readonly Route[] => {
  const client = snsClient(env)
  const names = { first: environment.firstTopic, second: environment.secondTopic } as const
  return (['first', 'second'] as const).map(list => {
    const topic = required(env, names[list])
    return topic === 'journal' ? journalRoute(list) : snsRoute(client, topic, list)
  })
}

/** In AWS the webhooks come from the one secret; locally from the environment. */
const hooksOf = (env: Environment): HookSource => {
  const secret = env[environment.secret]
  return secret === undefined
    ? textHooks(env[environment.webhooks], clock)
    : secretHooks(secretsClient(env), secret, clock)
}

/** An alert goes out without a link rather than late. */
const linkPatience = 3_000

class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

const inTime = async <Value>(asked: Promise<Value>): Promise<Value> => {
  const late = sleep(linkPatience, undefined, { ref: false }).then((): never => {
    throw new TooSlow(`no answer within ${linkPatience} ms`)
  })
  return Promise.race([asked, late])
}

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const topics = topicsOf(env)
  const hooks = hooksOf(env)
  const linkKeys = linkKeysOf(env)
  const url = required(env, environment.operateUrl)
  const ports = {
    store: dynamodbStore(dynamodbClient(env), required(env, environment.table)),
    routes: async () => [...topics, ...(await hooks())],
    clock,
    journal,
    uniqueId,
    guide: env[environment.runbook] ?? 'docs/runbook.md',
    ackLinks: async () => ackLinks({ seal, keys: await inTime(linkKeys()), url }, clock.now()),
  }
  return async event => {
    const parsed = v.safeParse(hintSchema, event)
    if (!parsed.success) return journal.say(badEvent(event, clock.now()))
    const asked = parsed.output
    const found = 'tick' in asked ? await ports.store.live() : [{ service: asked.detail.service }]
    // What left the config is the publishers' to report.
    const ids = [...new Set(found.map(({ service }) => service))].filter(id => services.has(id))
    await eachService(ids, services, service => tellOperators(ports, service), ports)
  }
}

export const handler = lambda(wire)

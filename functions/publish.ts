import * as v from 'valibot'
import { dynamodbClient, secretsClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { shadowChannel } from '../lib/adapters/shadow-channel.ts'
import { systemClock as clock, randomId as uniqueId } from '../lib/adapters/system-clock.ts'
import { xChannel } from '../lib/adapters/x.ts'
import { environmentCredentials, secretCredentials } from '../lib/adapters/x-credentials.ts'
import { environment } from '../lib/contract.ts'
import type { Channel } from '../lib/ports.ts'
import { reconcile } from '../lib/publish/publisher.ts'
import { strayLedgers } from '../lib/publish/stray.ts'
import type { ChannelId } from '../lib/service/service.ts'
import { required } from './environment.ts'
import { badEvent, hintSchema } from './hint.ts'
import { type Environment, lambda, type Wire } from './lambda.ts'
import { eachService, readServices } from './services.ts'

const channelSchema: v.GenericSchema<unknown, ChannelId> = v.picklist(['x'])

/** In AWS the four values come from the one secret; locally from the environment. */
const xOf = (env: Environment): Channel => {
  const secret = env[environment.secret]
  const credentials =
    env.X_APP_KEY === undefined && secret
      ? secretCredentials(secretsClient(env), secret)
      : environmentCredentials(env)
  return xChannel({ credentials, url: env[environment.xUrl], clock })
}

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const channel = v.parse(channelSchema, required(env, environment.channel))
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const live = xOf(env)
  const shadow = shadowChannel(uniqueId)
  const ports = { store, clock, journal, uniqueId }
  return async event => {
    const parsed = v.safeParse(hintSchema, event)
    if (!parsed.success) return journal.say(badEvent(event, clock.now()))
    const asked = parsed.output
    const found = 'tick' in asked ? await store.live() : [{ service: asked.detail.service }]
    for (const alarm of strayLedgers(found, services, channel, clock.now())) journal.say(alarm)
    const ids = [...new Set(found.map(({ service }) => service))].filter(
      id => services.get(id)?.channels[channel],
    )
    await eachService(
      ids,
      services,
      service => {
        const isShadow = service.channels[channel]?.mode === 'shadow'
        return reconcile({ ...ports, channel: isShadow ? shadow : live }, service, channel)
      },
      ports,
    )
  }
}

export const handler = lambda(wire)

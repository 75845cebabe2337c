import * as v from 'valibot'
import { dynamodbClient } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { shadowChannel } from '../lib/adapters/shadow-channel.ts'
import { systemClock as clock, randomId as uniqueId } from '../lib/adapters/system-clock.ts'
import { xChannel } from '../lib/adapters/x.ts'
import { environment } from '../lib/contract.ts'
import type { Live } from '../lib/ports.ts'
import { reconcile } from '../lib/publish/publisher.ts'
import { strayLedgers } from '../lib/publish/stray.ts'
import type { ChannelId } from '../lib/service/service.ts'
import { required } from './environment.ts'
import { badEvent, hintSchema } from './hint.ts'
import { lambda, type Wire } from './lambda.ts'
import { eachService, readServices } from './services.ts'
import { xCredentialsOf } from './x.ts'

const channelSchema: v.GenericSchema<unknown, ChannelId> = v.picklist(['x'])

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const channel = v.parse(channelSchema, required(env, environment.channel))
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const ports = {
    store,
    channel: xChannel({ credentials: xCredentialsOf(env), url: env[environment.xUrl], clock }),
    rehearsal: shadowChannel(uniqueId),
    clock,
    journal,
    uniqueId,
  }
  return async event => {
    const parsed = v.safeParse(hintSchema, event)
    if (!parsed.success) return journal.say(badEvent(event, clock.now()))
    const asked = parsed.output
    const found: readonly Live[] = 'tick' in asked ? await store.live() : [{ service: asked.detail.service }]
    for (const alarm of strayLedgers(found, services, channel, clock.now())) journal.say(alarm)
    const ids = [...new Set(found.map(({ service }) => service))].filter(
      id => services.get(id)?.channels[channel],
    )
    const ledgersOf = (id: string) =>
      found.flatMap(one => (one.service === id && one.channel !== undefined ? [one.channel] : []))
    await eachService(
      ids,
      services,
      service => reconcile(ports, service, channel, ledgersOf(service.id)),
      ports,
    )
  }
}

export const handler = lambda(wire)

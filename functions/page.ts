import * as v from 'valibot'
import { dynamodbClient, s3Client } from '../lib/adapters/aws-clients.ts'
import { dynamodbStore } from '../lib/adapters/dynamodb-store.ts'
import { s3Shelf } from '../lib/adapters/s3-shelf.ts'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { environment } from '../lib/contract.ts'
import type { Service } from '../lib/service/service.ts'
import { keepSite, type Memory } from '../lib/site/keep-site.ts'
import { placesOf } from '../lib/site/places.ts'
import { keepRoot } from '../lib/site/root.ts'
import { siteOf } from '../lib/site/site-of.ts'
import { required } from './environment.ts'
import { badEvent, hintSchema } from './hint.ts'
import { hubTeller } from './hub.ts'
import { lambda, type Wire } from './lambda.ts'
import { roundLength } from './round.ts'
import { eachService, readServices } from './services.ts'

export const wire: Wire = (env, journal) => {
  const services = readServices(env)
  const length = roundLength(env)
  const places = placesOf([...services.keys()], required(env, environment.pageUrl))
  const store = dynamodbStore(dynamodbClient(env), required(env, environment.table))
  const shelf = s3Shelf(s3Client(env), required(env, environment.bucket))
  const ports = { store, shelf, clock, journal }
  const tellHub = hubTeller(ports)
  const memories = new Map<string, Memory | undefined>()
  let hasRoot = false
  const keep = async (service: Service, telling: Promise<void>[]) => {
    const site = { service, length, render: siteOf, ...places(service.id) }
    const remembered = memories.get(service.id)
    // Whatever breaks off leaves nothing to rely on.
    memories.delete(service.id)
    const { memory, written } = await keepSite(ports, site, remembered)
    memories.set(service.id, memory)
    telling.push(tellHub(service, site.base, written))
  }
  /** It belongs to no service, so none that fails may keep it away. */
  const root = async () => {
    if (hasRoot) return
    await keepRoot(ports, services, places)
    hasRoot = true
  }
  return async event => {
    const parsed = v.safeParse(hintSchema, event)
    if (!parsed.success) return journal.say(badEvent(event, clock.now()))
    const asked = parsed.output
    const ids = 'tick' in asked ? [...services.keys()] : [asked.detail.service]
    // What left the config is the publishers' to report.
    const known = ids.filter(id => services.has(id))
    // The pages of others do not wait for a hub.
    const telling: Promise<void>[] = []
    try {
      await eachService(known, services, service => keep(service, telling), ports)
    } finally {
      await Promise.all(telling)
      await root()
    }
  }
}

export const handler = lambda(wire)

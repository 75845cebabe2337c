import { exportIncident } from '../audit/export.ts'
import { emptyRecord } from '../incident/evolve.ts'
import { findIncident, isOpen, isWindow } from '../incident/incident.ts'
import type { Incident, ServiceRecord } from '../incident/record.ts'
import { parseIncident } from '../incident/schema.ts'
import type { Clock, Store } from '../ports.ts'
import type { Service } from '../service/service.ts'
import { serviceOf, servicesOf, unwatched, zoneOf } from './about.ts'
import { modesOf } from './in-mode.ts'
import { postsOf } from './posts.ts'
import { accountOn, type ReadinessPorts, readinessOf } from './readiness.ts'
import { invalid, type Reply, refused, type ServiceStatus } from './reply.ts'
import type { Query } from './request.ts'

interface Ports extends ReadinessPorts {
  readonly store: Store
  readonly clock: Clock
}
type Services = ReadonlyMap<string, Service>

/** Archived incidents that a list shows, newest first. */
const mostArchived = 100

const recordOf = async ({ store }: Ports, { id }: Service): Promise<ServiceRecord> =>
  (await store.readRecord(id)) ?? emptyRecord(id)

const archivedIncident = async ({ store }: Ports, service: string, id: string) => {
  const stored = await store.readArchived(service, `incident#${id}`)
  return stored === undefined ? undefined : parseIncident(stored)
}

/** Incidents that have left the record. */
const archivedOf = async ({ store }: Ports, { id }: Service, record: ServiceRecord) => {
  const stored = await store.readSpan(id, { first: 'incident#', last: 'incident#~', most: mostArchived })
  // Whatever is archived may be in the record still.
  return stored.map(parseIncident).filter(incident => !findIncident(record, incident.id))
}

const incidentsOf = async (ports: Ports, service: Service, all: boolean): Promise<readonly Incident[]> => {
  const record = await recordOf(ports, service)
  const newest = record.incidents.toReversed()
  return all ? [...newest, ...(await archivedOf(ports, service, record))] : newest.filter(isOpen)
}

/** Posts that go no further without a person. */
const needsSomebody: readonly string[] = ['waiting', 'unclear']

const statusOf = async (ports: Ports, service: Service): Promise<ServiceStatus> => {
  const [record, posts] = await Promise.all([
    recordOf(ports, service),
    postsOf(ports.store, service, ports.clock.now()),
  ])
  return {
    ...record,
    timeZone: service.timeZone,
    declared: service.components.filter(one => !('targets' in one)).map(({ id }) => id),
    posting: modesOf(service, record),
    posts: posts.filter(({ state }) => needsSomebody.includes(state)),
  }
}

const show = async (ports: Ports, service: Service, id: string): Promise<Reply> => {
  const record = await recordOf(ports, service)
  const incident = findIncident(record, id) ?? (await archivedIncident(ports, service.id, id))
  if (!incident) return refused(`${id} is not known`)
  const posts = await postsOf(ports.store, service, ports.clock.now())
  const { timeZone } = service
  return {
    is: 'incident',
    incident,
    posts: posts.filter(({ notice }) => notice.startsWith(`${id}/`)),
    timeZone,
  }
}

const exported = async ({ store, clock }: Ports, service: Service, id: string): Promise<Reply> => {
  const evidence = await exportIncident(store, service, id, clock.now())
  return evidence ? { is: 'export', evidence } : refused(`${id} is not known`)
}

const ofAll = async <T>(services: readonly Service[], ask: (service: Service) => Promise<readonly T[]>) =>
  (await Promise.all(services.map(ask))).flat()

/** Answers a question; changes nothing. */
export const answer = async (ports: Ports, services: Services, query: Query): Promise<Reply> => {
  const wanted = servicesOf(query, services)
  if (wanted.length === 0) return invalid(unwatched(query.service, services))
  const timeZone = zoneOf(wanted)
  switch (query.command) {
    case 'status':
      return { is: 'status', services: await Promise.all(wanted.map(one => statusOf(ports, one))) }
    case 'posts': {
      const posts = await ofAll(wanted, one => postsOf(ports.store, one, ports.clock.now()))
      return { is: 'posts', posts, timeZone }
    }
    case 'windows':
    case 'incidents': {
      const incidents = await ofAll(wanted, one => incidentsOf(ports, one, query.all))
      const isWanted = query.command === 'windows' ? isWindow : () => true
      return { is: 'incidents', incidents: incidents.filter(isWanted), timeZone }
    }
    case 'show': {
      const about = serviceOf(query, services)
      return 'why' in about ? refused(about.why) : show(ports, about.service, query.incident)
    }
    case 'export': {
      const about = serviceOf(query, services)
      return 'why' in about ? refused(about.why) : exported(ports, about.service, query.incident)
    }
    case 'readiness': {
      const { channel, mode } = query
      const account = await accountOn(ports, channel)
      const found = await Promise.all(wanted.map(one => readinessOf(ports, one, channel, mode, account)))
      const services = found.filter(one => one !== undefined)
      if (services.length === 0) return refused(`${channel} is no channel of any service here`)
      return { is: 'readiness', services, ...(ports.stack && { stack: ports.stack }) }
    }
    default:
      return query satisfies never
  }
}

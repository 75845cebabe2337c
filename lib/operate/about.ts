import type { ChannelId, ChannelSettings, Service } from '../service/service.ts'
import type { CommandRequest, Query } from './request.ts'

type Services = ReadonlyMap<string, Service>

const watched = (services: Services): string => [...services.keys()].join(', ')

/** `SS` of `SS-0001/2` */
const codeOf = (request: CommandRequest | Query): string | undefined => {
  if ('incident' in request) return request.incident.split('-')[0]
  return 'notice' in request ? request.notice.split('-')[0] : undefined
}

const hasComponents = (service: Service, wanted: readonly string[]): boolean =>
  wanted.some(component => service.components.some(({ id }) => id === component))

const componentsIn = (request: CommandRequest | Query): readonly string[] | undefined => {
  if ('component' in request) return [request.component]
  return 'components' in request ? request.components : undefined
}

/**
 * The service that a request is about: the one it names, the one whose code its incident bears, the one that has its
 * component, or the only one. Otherwise why that cannot be told.
 */
export const serviceOf = (
  request: CommandRequest | Query,
  services: Services,
): { readonly service: Service } | { readonly why: string } => {
  const all = [...services.values()]
  if (request.service !== undefined) {
    const service = services.get(request.service)
    return service ? { service } : { why: `${request.service} is not watched; known: ${watched(services)}` }
  }
  const code = codeOf(request)
  const components = componentsIn(request)
  const named = all.filter(service => {
    if (code !== undefined) return service.code === code
    return components === undefined || all.length === 1 || hasComponents(service, components)
  })
  const [only] = named
  if (only && named.length === 1) return { service: only }
  if (code !== undefined && named.length === 0)
    return { why: `${code} is the code of no service that is watched here (${watched(services)})` }
  if (named.length === 0) return { why: `no service that is watched has ${components?.join(', ')}` }
  return { why: `say which service: ${named.map(({ id }) => id).join(', ')}` }
}

/** The services that a request is about: all, where it names none. */
export const servicesOf = (
  request: { readonly service?: string | undefined },
  services: Services,
): readonly Service[] =>
  [...services.values()].filter(({ id }) => request.service === undefined || id === request.service)

export const unwatched = (service: string | undefined, services: Services): string =>
  `${service} is not watched; known: ${watched(services)}`

/** The clock that an answer's times are told by: that of its services, UTC where theirs differ. */
export const zoneOf = (services: readonly Service[]): string => {
  const [zone = 'UTC', ...others] = new Set(services.map(({ timeZone }) => timeZone))
  return others.length === 0 ? zone : 'UTC'
}

const isChannelOf = ({ channels }: Service, name: string): name is ChannelId => Object.hasOwn(channels, name)

/** The channel that a request names; or why it is none. */
export const channelOf = (
  service: Service,
  name: string,
): { readonly id: ChannelId; readonly settings: ChannelSettings } | { readonly why: string } => {
  if (isChannelOf(service, name)) {
    const settings = service.channels[name]
    if (settings) return { id: name, settings }
  }
  const known = Object.keys(service.channels).join(', ')
  return { why: `${name} is no channel of ${service.id}; there is ${known || 'none'}` }
}

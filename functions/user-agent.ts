import type { Service } from '../lib/service/service.ts'

/** Who looks, and where whoever sees us in a log can ask. */
export const userAgent = (contact?: string): string =>
  `Atalaya/1.0 (availability check${contact === undefined ? '' : `; ${contact}`})`

/**
 * The service with looks that name its own contact: the contacts of all services of a deployment would be a header that
 * sites refuse. A header of the target's own comes first.
 */
export const introduced = (service: Service): Service => ({
  ...service,
  components: service.components.map(one =>
    'targets' in one && one.targets
      ? {
          ...one,
          targets: one.targets.map(target => ({
            ...target,
            headers: { 'user-agent': userAgent(service.contact), ...target.headers },
          })),
        }
      : one,
  ),
})

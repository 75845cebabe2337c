import { inForce, switchOf } from '../incident/in-force.ts'
import type { ServiceRecord } from '../incident/record.ts'
import type { Service } from '../service/service.ts'
import type { InMode } from './reply.ts'

/** Every channel of a service as it tells now. */
export const modesOf = (service: Service, record: ServiceRecord | undefined): readonly InMode[] =>
  Object.entries(inForce(service, record).channels).flatMap(([channel, settings]): readonly InMode[] => {
    const { at, by } = switchOf(record, channel) ?? {}
    const who = { ...(at !== undefined && { since: at }), ...(by !== undefined && { by }) }
    return settings ? [{ channel, mode: settings.mode, ...who }] : []
  })

import { leavingTrail } from '../audit/kept.ts'
import type { Archived } from '../ports.ts'
import type { ServiceRecord } from './record.ts'

/** The order of a day's counts. A row is as long as what it counted: the fifth is there once there was maintenance. */
export const dayOutcomes = ['up', 'slow', 'down', 'blind', 'maintenance'] as const
/** How long a row is from the start, as it was before windows were counted. */
export const dayLength = 4

/** Upper bounds, in milliseconds, of an hour's latency buckets; a last bucket has no bound. */
export const latencyBuckets = [100, 200, 400, 800, 1_600, 3_200, 6_400] as const

export const latencyBucket = (latency: number): number => {
  const slot = latencyBuckets.findIndex(bound => latency <= bound)
  return slot === -1 ? latencyBuckets.length : slot
}

const keepHours = 40 * 86_400_000

/** What leaves the record between two versions of it: put into items of their own before the record is written. */
export const leaving = (before: ServiceRecord, after: ServiceRecord, now: number): readonly Archived[] => {
  const item = (key: string, body: unknown, expires?: number): Archived => ({
    service: before.service,
    key,
    version: before.version,
    body,
    ...(expires !== undefined && { expires }),
  })
  const stays = new Set(after.incidents.map(incident => incident.id))
  const incidents = before.incidents.filter(incident => !stays.has(incident.id))
  return [
    ...incidents.map(incident => item(`incident#${incident.id}`, incident)),
    ...(before.day.from !== '' && before.day.from !== after.day.from
      ? [item(`day#${before.day.from}`, before.day)]
      : []),
    ...(before.hour.from !== '' && before.hour.from !== after.hour.from
      ? [item(`hour#${before.hour.from}`, before.hour, now + keepHours)]
      : []),
    ...leavingTrail({ service: before.service, chain: 'record' }, before.version, before.trail, after.trail),
  ]
}

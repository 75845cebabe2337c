import type { Health, Incident, ServiceRecord } from '../lib/incident/record.ts'

const utc = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

const componentWords = ([id, health]: readonly [string, Health]): string =>
  health.blind === undefined
    ? `  ${id}: ${health.is} since ${utc(health.since)}`
    : `  ${id}: nobody can tell since ${utc(health.blind)}; ${health.is} as far as was seen before`

const incidentWords = ({ id, status, members, steps }: Incident): string => {
  const by = status.is === 'acknowledged' ? ` by ${status.by}` : ''
  const how = status.is === 'resolved' ? ` (${status.how})` : ''
  const begun = steps[0] ? `, begun ${utc(steps[0].at)}` : ''
  return `  ${id} ${status.is}${by}${how}: ${Object.keys(members).join(', ')}${begun}`
}

const serviceWords = ({ service, round, components, incidents }: ServiceRecord): string =>
  [
    `${service}: ${round === 0 ? 'no round yet' : `last round ${utc(round)}`}`,
    ...Object.entries(components).map(componentWords),
    ...(incidents.length === 0 ? ['  no incidents'] : incidents.map(incidentWords)),
  ].join('\n')

/** What `status` prints for people; times are UTC. */
export const statusWords = (services: readonly ServiceRecord[]): string =>
  `${services.map(serviceWords).join('\n\n')}\n`

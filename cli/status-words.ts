import type { Health, Hold, Incident, ServiceRecord } from '../lib/incident/record.ts'
import { type Say, sayIn } from './local-words.ts'

const componentWords = ([id, health]: readonly [string, Health], say: Say): string =>
  health.blind === undefined
    ? `  ${id}: ${health.is} since ${say(health.since)}`
    : `  ${id}: nobody can tell since ${say(health.blind)}; ${health.is} as far as was seen before`

const holdWords = ([channel, { at, by, why }]: readonly [string, Hold], say: Say): string =>
  `  HELD: ${channel === 'all' ? 'every channel' : channel} since ${say(at)} by ${by}${why === undefined ? '' : `: ${why}`}`

const originWords = ({ origin }: Incident, say: Say): string => {
  if (!origin) return ''
  switch (origin.is) {
    case 'declared':
      return `, declared by ${origin.by} (${origin.what})`
    case 'window':
      return `, maintenance from ${say(origin.from)} to ${say(origin.to)}`
    case 'notice':
      return `, a notice by ${origin.by}`
    default:
      return origin satisfies never
  }
}

/** One incident in one line. */
export const incidentWords = (incident: Incident, say: Say): string => {
  const { id, status, names, steps } = incident
  const by = status.is === 'acknowledged' ? ` by ${status.by}` : ''
  const how = status.is === 'resolved' ? ` (${status.how})` : ''
  const about = Object.keys(names).join(', ')
  const begun = steps[0] ? `, begun ${say(steps[0].at)}` : ''
  return `  ${id} ${status.is}${by}${how}${about === '' ? '' : `: ${about}`}${originWords(incident, say)}${begun}`
}

type Told = ServiceRecord & { readonly timeZone: string }

const serviceWords = ({ service, round, components, incidents, holds, timeZone }: Told): string => {
  const say = sayIn(timeZone)
  return [
    `${service}: ${round === 0 ? 'no round yet' : `last round ${say(round)}`} (times of ${timeZone})`,
    ...Object.entries(holds).map(one => holdWords(one, say)),
    ...Object.entries(components).map(one => componentWords(one, say)),
    ...(incidents.length === 0 ? ['  no incidents'] : incidents.map(one => incidentWords(one, say))),
  ].join('\n')
}

/** What `status` prints for people, by each service's own clock. */
export const statusWords = (services: readonly Told[]): string => services.map(serviceWords).join('\n\n')

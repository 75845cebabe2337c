import { isAutomatic, isOpen } from '../lib/incident/incident.ts'
import type { Health, Hold, Incident } from '../lib/incident/record.ts'
import type { ServiceStatus } from './answer.ts'
import { onOneLine } from './escaped.ts'
import { modeWords } from './go-live/words.ts'
import { incidentWords } from './incident-line.ts'
import { postWords } from './incident-words.ts'
import { type Say, sayIn } from './local-words.ts'

const holdWords = ([channel, { at, by, why }]: readonly [string, Hold], say: Say): string =>
  `  HELD: ${channel === 'all' ? 'every channel' : channel} since ${say(at)} by ${onOneLine(by)}${why === undefined ? '' : `: ${onOneLine(why)}`}`

const healthWords = (health: Health, say: Say): string =>
  health.blind === undefined
    ? `${health.is} since ${say(health.since)}`
    : `nobody can tell since ${say(health.blind)}; ${health.is} as far as was seen before`

/** The word of an operator that muted a component; it leaves the record after a day. */
const mutedBy = (id: string, incidents: readonly Incident[]): string => {
  const why = incidents.findLast(
    one =>
      isAutomatic(one) && Object.hasOwn(one.members, id) && one.status.is === 'resolved' && one.status.by,
  )
  if (why?.status.is !== 'resolved' || why.status.by === undefined) return ''
  const what = why.status.how === 'false-alarm' ? 'called a false alarm' : 'resolved'
  return ` since ${why.id} was ${what} by ${onOneLine(why.status.by)}`
}

const componentWords = ([id, health]: readonly [string, Health], status: ServiceStatus, say: Say): string => {
  const isMuted = Object.hasOwn(status.muted, id)
  const muted = `; MUTED${mutedBy(id, status.incidents)}: it opens nothing until it is seen well, or "lift ${id}"`
  return `  ${id}: ${healthWords(health, say)}${isMuted ? muted : ''}`
}

const declaredWords = (id: string, incidents: readonly Incident[]): string => {
  const open = incidents.filter(one => isOpen(one) && Object.hasOwn(one.members, id))
  const said = open.length === 0 ? 'nothing open' : open.map(one => one.id).join(', ')
  return `  ${id}: declared, ${said}`
}

const incidentsWords = (incidents: readonly Incident[], say: Say): readonly string[] => {
  const open = incidents.filter(isOpen)
  const over = incidents.filter(one => !isOpen(one)).map(({ id }) => id)
  return [
    ...(open.length === 0 ? ['  no open incidents'] : open.map(one => incidentWords(one, say))),
    ...(over.length === 0 ? [] : [`  over: ${over.join(', ')}`]),
  ]
}

const serviceWords = (status: ServiceStatus): string => {
  const { service, round, components, incidents, holds, timeZone, declared, posts, posting } = status
  const say = sayIn(timeZone)
  return [
    `${service}: ${round === 0 ? 'no round yet' : `last round ${say(round)}`} (times of ${timeZone})`,
    ...posting.map(one => `  ${modeWords(one, say)}`),
    ...Object.entries(holds).map(one => holdWords(one, say)),
    ...Object.entries(components).map(one => componentWords(one, status, say)),
    ...declared.map(id => declaredWords(id, incidents)),
    ...incidentsWords(incidents, say),
    ...posts.map(one => postWords(one, say)),
  ].join('\n')
}

/** What `status` prints for people, by each service's own clock. */
export const statusWords = (services: readonly ServiceStatus[]): string =>
  services.map(serviceWords).join('\n\n')

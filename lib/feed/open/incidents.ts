import type { Incident } from '../../incident/record.ts'
import { addressOf, incidentPlace } from '../../page/address.ts'
import type { PageFacts } from '../../page/facts.ts'
import { aboutOf, beginningOf, endOf, publicIncidents } from '../../page/told.ts'
import { nameIn } from '../../service/service.ts'
import { isoSeconds } from '../instants.ts'
import { plain } from '../plain.ts'

/** Its columns, in their order. */
export const incidentColumns = [
  'id',
  'about',
  'ending',
  'worst',
  'began',
  'ended',
  'minutes',
  'planned_until',
  'components',
  'names',
  'url',
] as const

const worstOf = (incident: Incident): 'down' | 'degraded' | undefined => {
  const members = Object.values(incident.members)
  if (aboutOf(incident) !== 'failure' || members.length === 0) return undefined
  return members.some(({ worst }) => worst === 'down') ? 'down' : 'degraded'
}

/** What ran over was still failing when it was closed: nobody says when that ended. */
const knownEnd = (incident: Incident): number | undefined => {
  const { status } = incident
  return status.is === 'resolved' && status.how === 'overrun' ? undefined : endOf(incident)
}

const rowOf = (incident: Incident, base: string) => {
  const began = beginningOf(incident)
  const ended = knownEnd(incident)
  const { origin, status, names } = incident
  return {
    id: incident.id,
    about: aboutOf(incident),
    ending: status.is === 'resolved' ? status.how : undefined,
    worst: worstOf(incident),
    began: isoSeconds(began),
    ended: ended === undefined ? undefined : isoSeconds(ended),
    minutes: ended === undefined ? undefined : Math.max(0, Math.round((ended - began) / 60_000)),
    planned_until: origin?.is === 'window' ? isoSeconds(origin.to) : undefined,
    components: Object.keys(names).join(' '),
    names: Object.values(names)
      .map(name => plain(nameIn(name, 'es')))
      .join('; '),
    url: `${base}/${addressOf(incidentPlace(incident.id), 'es')}`,
  }
}

/** Every public incident, window and notice that the page knows, the newest first. */
export const incidentRows = (facts: PageFacts) => publicIncidents(facts).map(one => rowOf(one, facts.base))

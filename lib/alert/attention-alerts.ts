import { badMembers, componentsOf } from '../incident/incident.ts'
import type { Incident } from '../incident/record.ts'
import type { Alert } from './alert.ts'
import { newestReminder, unattendedSince } from './attention.ts'
import type { Look } from './look.ts'
import { aboutLine, concerningIncident, lastingSaid, textOf, timeSaid, titleOf, whoSaid } from './say.ts'

/** Every escalation of an incident begins so. */
export const escalationPrefix = (incident: string): string => `escalated/${incident}/`

const stillBad = (incident: Incident): readonly string[] => {
  const bad = badMembers(incident)
  return bad.length > 0 ? bad : componentsOf(incident)
}

/** What alerts about one incident that nobody attends to share. */
const about = (incident: Incident, since: number, look: Look) => {
  const ids = stillBad(incident)
  return {
    fields: { ...concerningIncident(look.service, incident, ids), severity: 'critical' as const },
    lines: [
      aboutLine(look.service, ids, incident),
      `Nadie se ocupa desde ${timeSaid(since, look)}. Para decir que te ocupas: atalaya ack ${incident.id}`,
    ],
  }
}

/** `lapsed/<incident>/<when it was acknowledged>` */
const lapsed = (incident: Incident, since: number, look: Look): readonly Alert[] => {
  const { status } = incident
  if (status.is !== 'acknowledged') return []
  const { fields, lines } = about(incident, since, look)
  const silent = lastingSaid(status.at, since)
  return [
    {
      ...fields,
      key: `lapsed/${incident.id}/${status.at}`,
      kind: 'acknowledgement-lapsed',
      list: 'first',
      at: since,
      title: titleOf(`${incident.id}: sigue abierta y hace ${silent} que nadie dice nada`),
      text: textOf(`La tomó ${whoSaid(status.by)}. Vuelve a contar como sin atender.`, ...lines),
    },
  ]
}

/** `reminder/<incident>/<since>/<milliseconds after>`: only the newest that is over. */
const reminder = (incident: Incident, since: number, look: Look): readonly Alert[] => {
  const after = newestReminder(since, look.policy, look.now)
  if (after === undefined) return []
  const { fields, lines } = about(incident, since, look)
  return [
    {
      ...fields,
      key: `reminder/${incident.id}/${since}/${after}`,
      kind: 'unacknowledged',
      list: 'first',
      at: since + after,
      title: titleOf(`${incident.id}: nadie se ocupa desde hace ${lastingSaid(since, look.now)}`),
      text: textOf(...lines),
    },
  ]
}

/** `escalated/<incident>/<since>` */
const escalation = (incident: Incident, since: number, look: Look): readonly Alert[] => {
  const { escalateAfter } = look.policy
  if (look.now - since < escalateAfter) return []
  const { fields, lines } = about(incident, since, look)
  return [
    {
      ...fields,
      key: `${escalationPrefix(incident.id)}${since}`,
      kind: 'escalated',
      list: 'second',
      at: since + escalateAfter,
      title: titleOf(`${incident.id}: la guardia no responde, ${lastingSaid(since, look.now)} sin atender`),
      text: textOf(...lines),
    },
  ]
}

/** Incidents that nobody attends to, or no longer. */
export const unattended = (look: Look): readonly Alert[] =>
  look.record.incidents.flatMap(incident => {
    const since = unattendedSince(incident, look.policy, look.now)
    if (since === undefined) return []
    return [lapsed, reminder, escalation].flatMap(rule => rule(incident, since, look))
  })

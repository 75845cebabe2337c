import { badMembers } from '../incident/incident.ts'
import type { Incident } from '../incident/record.ts'
import type { Alert } from './alert.ts'
import { escalationPrefix } from './attention-alerts.ts'
import type { Look } from './look.ts'
import { aboutLine, concerningIncident, namesOf, textOf, titleOf } from './say.ts'
import { type Said, saidOf } from './step-words.ts'

/** What still fails beside what the step is about. */
const others = (incident: Incident, said: Said, { service }: Look): string | undefined => {
  const rest = badMembers(incident).filter(id => !said.components.includes(id))
  if (said.kind !== 'incident-worsened' || rest.length === 0) return undefined
  return `Antes ya fallaba: ${namesOf(service, rest, incident).join(', ')}.`
}

/** Those behind the team on call hear of the end of what was handed to them. */
const isEscalated = ({ id }: Incident, { book }: Look): boolean =>
  [...Object.keys(book.told), ...book.pending.map(({ alert }) => alert.key)].some(key =>
    key.startsWith(escalationPrefix(id)),
  )

/** Steps that operators are told of: `<incident>/<step>`, and for the second list `<incident>/<step>@second`. */
export const stepsToTell = (look: Look): readonly Alert[] =>
  look.record.incidents.flatMap(incident =>
    incident.steps.flatMap((step): readonly Alert[] => {
      const said = saidOf(incident, step, look)
      if (!said) return []
      const { kind, severity, components, title, lines } = said
      const alert: Alert = {
        ...concerningIncident(look.service, incident, components),
        key: `${incident.id}/${step.n}`,
        kind,
        severity,
        list: 'first',
        at: step.at,
        title: titleOf(`${incident.id}: ${title}`, namesOf(look.service, components, incident)),
        text: textOf(aboutLine(look.service, components, incident), ...lines, others(incident, said, look)),
      }
      const isForSecond = kind === 'incident-ended' && isEscalated(incident, look)
      return isForSecond ? [alert, { ...alert, key: `${alert.key}@second`, list: 'second' }] : [alert]
    }),
  )

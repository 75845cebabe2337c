import { switchOf } from '../incident/in-force.ts'
import { isOpen, isWindow, lastBegin } from '../incident/incident.ts'
import type { Incident } from '../incident/record.ts'
import type { Alert } from './alert.ts'
import { newestReminder } from './attention.ts'
import type { Look } from './look.ts'
import { channelSaid, concerningIncident, lastingSaid, textOf, titleOf } from './say.ts'

/** When an outage that is still on began to be told to nobody but operators. */
const untoldSince = (incident: Incident, switched: number): number | undefined => {
  if (!isOpen(incident) || isWindow(incident) || incident.origin?.is === 'notice') return undefined
  const begun = lastBegin(incident)?.at
  return begun === undefined ? undefined : Math.max(begun, switched)
}

/** The outage that a channel has only rehearsed for longest. */
const longestUntold = ({ record }: Look, channel: string) =>
  record.incidents
    .flatMap(incident => {
      const since = untoldSince(incident, switchOf(record, channel)?.at ?? 0)
      return since === undefined ? [] : [{ incident, since }]
    })
    .toSorted((a, b) => a.since - b.since)[0]

/** Nobody rehearses an outage for good: `rehearsal/<channel>/<incident>/<since>/<milliseconds after>`, only the newest that is over. */
export const longRehearsals = (look: Look): readonly Alert[] => {
  const { service, policy, now } = look
  return Object.entries(service.channels).flatMap(([channel, settings]): readonly Alert[] => {
    const untold = settings?.mode === 'shadow' ? longestUntold(look, channel) : undefined
    const after = untold && newestReminder(untold.since, policy, now)
    if (untold === undefined || after === undefined) return []
    const { incident, since } = untold
    return [
      {
        ...concerningIncident(service, incident),
        key: `rehearsal/${channel}/${incident.id}/${since}/${after}`,
        kind: 'posting-held',
        severity: 'warning',
        list: 'first',
        at: since + after,
        title: titleOf(`${incident.id}: sigue abierta, y ${channelSaid(channel)} solo ensaya`),
        text: textOf(
          `Desde hace ${lastingSaid(since, now)} la gente no se entera de ella: los posts no salen, solo se ensayan.`,
          'Para que salgan: atalaya go-live',
        ),
      },
    ]
  })
}

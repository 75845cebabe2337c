import { isOpen, isWindow, lastBegin } from '../incident/incident.ts'
import type { Incident, IncidentStatus } from '../incident/record.ts'
import type { Alerts } from '../service/service.ts'

/** Whether an acknowledgement holds no longer: whoever took the incident on has been silent for too long. */
export const isLapsed = (status: IncidentStatus, { unacknowledgeAfter }: Alerts, now: number): boolean =>
  status.is === 'acknowledged' && unacknowledgeAfter !== undefined && now - status.at >= unacknowledgeAfter

/** Whether somebody has to take it on: windows and notices are the operators' own. */
const isForSomebody = (incident: Incident): boolean =>
  isOpen(incident) && !isWindow(incident) && incident.origin?.is !== 'notice'

/** Since when nobody attends to an incident, in epoch milliseconds; `undefined` while somebody does, or nobody has to. */
export const unattendedSince = (incident: Incident, policy: Alerts, now: number): number | undefined => {
  const { status } = incident
  if (!isForSomebody(incident)) return undefined
  if (status.is === 'open') return lastBegin(incident)?.at
  if (status.is !== 'acknowledged' || !isLapsed(status, policy, now)) return undefined
  return status.at + (policy.unacknowledgeAfter ?? 0)
}

/** The newest of `reminders` that is over at `now`, counted from `since`; `undefined` before the first. */
export const newestReminder = (since: number, { reminders }: Alerts, now: number): number | undefined =>
  reminders.filter(after => now - since >= after).toSorted((a, b) => b - a)[0]

import { isBegin, isEnd, isWindow } from '../../incident/incident.ts'
import type { Incident, Step } from '../../incident/record.ts'
import { nameOf, type Speech } from '../../page/speech.ts'
import { asOf } from '../../page/then.ts'
import { plain } from '../plain.ts'
import type { Affected, ComponentStatus } from './shapes.ts'
import { memberStatus } from './theirs.ts'

type At = (id: string) => ComponentStatus

const ofMembers = (incident: Incident, step: Step | undefined): At => {
  if (step === undefined) return () => 'operational'
  const { members } = asOf(incident, step)
  return id => memberStatus(members[id])
}

const ofWindow = (window: Incident, step: Step | undefined): At => {
  const isRunning =
    step !== undefined &&
    !isEnd(step) &&
    window.steps.some(
      one =>
        one.n <= step.n &&
        (one.facts.what === 'started' || (isBegin(one) && isWindow(window) && one.at >= window.origin.from)),
    )
  return () => (isRunning ? 'under_maintenance' : 'operational')
}

/** What one step changed, or left as it was, in everything that the incident was about by then. */
export const affectedBy = (incident: Incident, step: Step, speech: Speech): Affected[] => {
  const statusAt = isWindow(incident) ? ofWindow : ofMembers
  const before = statusAt(
    incident,
    incident.steps.findLast(({ n }) => n < step.n),
  )
  const after = statusAt(incident, step)
  return Object.entries(asOf(incident, step).names).map(([id, names]) => ({
    code: id,
    name: plain(nameOf(names, speech)),
    old_status: before(id),
    new_status: after(id),
  }))
}

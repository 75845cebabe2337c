import type { Incident } from '../incident/record.ts'
import type { Speech } from '../page/speech.ts'
import { type Told, toldOfIncident } from '../page/told.ts'
import type { Service } from '../service/service.ts'

/**
 * What was told of an incident, the newest first. `undefined`: its words cannot be made. Lists go on without it, since
 * one broken incident would hold them up for months; its own page fails aloud.
 */
export const toldIfAny = (
  incident: Incident,
  service: Service,
  speech: Speech,
): readonly Told[] | undefined => {
  try {
    return toldOfIncident(incident, service, speech)
  } catch {
    return undefined
  }
}

import { isWindow } from '../incident/incident.ts'
import type { Health, Incident } from '../incident/record.ts'
import type { PageFacts } from '../page/facts.ts'
import { heardSteps, publicIncidents } from '../page/told.ts'
import type { Service } from '../service/service.ts'

const hour = 3_600_000

const newest = (instants: readonly number[], until: number): number =>
  instants.reduce((most, at) => (at <= until && at > most ? at : most), 0)

/** When an incident last changed in public; a window also by the clock alone. Epoch milliseconds; 0: never. */
export const incidentChangedAt = (incident: Incident, service: Service, until: number): number =>
  newest(
    [
      ...heardSteps(incident, service).map(({ at }) => at),
      ...(isWindow(incident) ? [incident.origin.from] : []),
    ],
    until,
  )

/** When what is believed or told last changed. Not when it was last looked at. Epoch milliseconds; 0: never. */
export const changedAt = (facts: PageFacts): number => {
  const { record, service } = facts
  if (record === undefined) return 0
  const { round } = record
  return newest(
    [
      ...Object.values(record.components).map(({ since }) => since),
      ...publicIncidents(facts).map(one => incidentChangedAt(one, service, round)),
    ],
    round,
  )
}

/** What is not settled: nobody can see it, or the last looks speak against what is believed. */
const doubts = ({ blind, against }: Health): readonly number[] =>
  [blind, against?.first].filter(at => at !== undefined)

/**
 * The newest instant of which all that is said now was true: the full hour before the last look, or a later change.
 * Files that told the last look itself would change each time, and every write of a file is paid for.
 */
export const steadyLook = (facts: PageFacts): number => {
  const { record } = facts
  if (record === undefined) return 0
  const { round, components } = record
  return newest(
    [round - (round % hour), changedAt(facts), ...Object.values(components).flatMap(doubts)],
    round,
  )
}

/** The facts, told as of the steady look. */
export const steadyFacts = (facts: PageFacts): PageFacts => ({
  ...facts,
  record: facts.record && { ...facts.record, round: steadyLook(facts) },
})

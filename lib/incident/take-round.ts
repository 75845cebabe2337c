import { type LookPorts, lookAround } from '../check/round.ts'
import type { Service } from '../service/service.ts'
import { outboxAge } from './bus-events.ts'
import { change, drain, type Ports } from './change.ts'
import { decideRound, isClockFault, type Observation } from './decide-round.ts'
import { isRefusal } from './events.ts'
import { badMembers, openIncident } from './incident.ts'
import { instant, passed } from './instant.ts'
import type { ServiceRecord } from './record.ts'

export type WatchPorts = Ports & LookPorts

export interface Round {
  /** The scheduled instant, floored to the round's length: the round's id. Epoch milliseconds. */
  readonly round: number
  /** Milliseconds. */
  readonly length: number
  readonly vantage: string
}

/** A round answers within this, whatever its sites do. */
const budget = 50_000
/** What was seen longer ago, by a process that froze, says nothing of now. */
const tooOld = 60_000
/** Nobody is reminded of what was not seen for this long; operators are told. */
const unseenTooLong = 10 * 60_000

/** The round that a schedule's instant belongs to; the clock's, where the scheduler did not say. */
export const roundOf = (scheduledTime: string, length: number, now: number): number => {
  const scheduled = Date.parse(scheduledTime)
  return Math.floor((Number.isFinite(scheduled) ? scheduled : now) / length) * length
}

const count = (seen: Observation['components']): Readonly<Record<string, number>> => {
  const outcomes = Object.values(seen).map(({ outcome }) => outcome)
  return Object.fromEntries(
    [...Map.groupBy(outcomes, outcome => outcome)].map(([outcome, all]) => [outcome, all.length]),
  )
}

const isBlind = (seen: Observation['components']): boolean => {
  const all = Object.values(seen)
  return all.length > 0 && all.every(({ outcome }) => outcome === 'blind')
}

/** Components that were told to be down and that nobody has been able to see for a while. */
const unseen = (record: ServiceRecord, at: number): readonly string[] =>
  badMembers(openIncident(record)).filter(id => at - (record.components[id]?.blind ?? at) > unseenTooLong)

const forgotten = (seen: Observation['components'], at: number): Observation['components'] =>
  Object.fromEntries(Object.keys(seen).map(id => [id, { outcome: 'blind', at }]))

/** One round of one service: look, decide, write once, send what the write left in the outbox. */
export const takeRound = async (
  ports: WatchPorts,
  service: Service,
  { round, length, vantage }: Round,
): Promise<void> => {
  const start = instant(ports.clock)
  const { components, blind } = await lookAround(ports, service, { vantage, budget })
  let clockFault = false
  const changed = await change(ports, service.id, record => {
    const at = ports.clock.now()
    const isOld = passed(ports.clock, start) > tooOld
    const seen: Observation = {
      round,
      length,
      at,
      vantage,
      components: isOld ? forgotten(components, at) : components,
    }
    clockFault = isClockFault(record, seen)
    return decideRound(record, service, seen)
  })
  if (isRefusal(changed)) return
  const { record, events } = changed
  const at = ports.clock.now()
  const line = { at, service: service.id, round: new Date(round).toISOString() }
  if (clockFault && events.length > 0)
    ports.journal.say({
      ...line,
      kind: 'alarm',
      alarm: 'clock',
      text: 'the last round lay ahead of now',
      metrics: { Alarms: 1 },
    })
  for (const component of unseen(record, at))
    ports.journal.say({
      ...line,
      kind: 'alarm',
      alarm: 'unseen',
      component,
      text: `${component} fails as far as was seen, but nobody has been able to look for ten minutes`,
      metrics: { Alarms: 1 },
    })
  ports.journal.say({
    ...line,
    kind: 'round',
    taken: events.length > 0,
    ...count(components),
    ...(blind !== undefined && { why: blind }),
    metrics: {
      Rounds: events.length > 0 ? 1 : 0,
      Blind: isBlind(components) ? 1 : 0,
      OutboxAge: outboxAge(record, at),
    },
  })
  await drain(ports, record)
}

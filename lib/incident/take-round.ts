import { overruled } from '../check/codes.ts'
import { type LookPorts, lookAround, type RoundSeen } from '../check/round.ts'
import { isBad } from '../check/voices.ts'
import type { Service } from '../service/service.ts'
import { outboxAge } from './bus-events.ts'
import { change, drain, type Ports } from './change.ts'
import { decideRound, isClockFault, type Observation } from './decide-round.ts'
import { isRefusal, type RecordEvent } from './events.ts'
import { firstRecord } from './first-record.ts'
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
/** Seconds that the bus may leave an event lying before somebody must look. */
const leftTooLong = 180

/** The rounds in which a belief becomes worse: few, so that a vantage that is gone for long is said when it matters. */
const isWorse = (events: readonly RecordEvent[]): boolean =>
  events.some(event => event.is === 'changed' && event.to !== 'operational')

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

/**
 * Components of which nobody can tell, though a vantage that is silent might have: each when that begins. Where another
 * target hides it, the belief keeps no such beginning, and each round names it.
 */
const undecided = (record: ServiceRecord, { components, checks, silent }: RoundSeen): readonly string[] =>
  Object.entries(components).flatMap(([id, { outcome, at }]) => {
    const isSplit = silent && checks.some(one => one.component === id && one.reason === overruled.blind)
    const begins = (record.components[id]?.blind ?? at) === at
    return isSplit && !isBad(outcome) && begins ? [id] : []
  })

/** Components that were told to be down and that nobody has been able to see for a while. */
const unseen = (record: ServiceRecord, at: number): readonly string[] =>
  badMembers(openIncident(record)).filter(id => at - (record.components[id]?.blind ?? at) > unseenTooLong)

const forgotten = (seen: Observation['components'], at: number): Observation['components'] =>
  Object.fromEntries(Object.keys(seen).map(id => [id, { outcome: 'blind', at }]))

/**
 * One round of one service: look, decide, write once, send what the write left in the outbox.
 * `false`: it was not taken in, as a repeat is not.
 */
export const takeRound = async (
  ports: WatchPorts,
  service: Service,
  { round, length, vantage }: Round,
): Promise<boolean> => {
  const start = instant(ports.clock)
  const looked = await lookAround(ports, service, { vantage, budget })
  const { components, blind, silent = [] } = looked
  let clockFault = false
  const decide = (record: ServiceRecord) => {
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
  }
  const changed = await change(ports, service.id, decide, firstRecord(ports, service))
  if (isRefusal(changed)) return false
  const { record, events } = changed
  const at = ports.clock.now()
  const line = { at, service: service.id, round: new Date(round).toISOString() }
  const alarm = (name: string, text: string, more: Readonly<Record<string, string>> = {}) =>
    ports.journal.say({ ...line, kind: 'alarm', alarm: name, text, ...more, metrics: { Alarms: 1 } })
  if (clockFault && events.length > 0) alarm('clock', 'the last round lay ahead of now')
  for (const component of unseen(record, at))
    alarm(
      'unseen',
      `${component} fails as far as was seen, but nobody has been able to look for ten minutes`,
      { component },
    )
  const absent = silent.join(', ')
  if (silent.length > 0 && isWorse(events))
    alarm('vantage-silent', `no answer from ${absent}: this was decided without`)
  const taken = events.length > 0
  for (const component of taken ? undecided(record, looked) : [])
    alarm('vantage-silent', `no answer from ${absent}: nobody can tell whether ${component} fails`, {
      component,
    })
  const waiting = outboxAge(record, at)
  ports.journal.say({
    ...line,
    kind: 'round',
    taken,
    ...count(components),
    ...(blind !== undefined && { why: blind }),
    ...(waiting > 0 && { outbox: waiting }),
    metrics: { Rounds: taken ? 1 : 0, Blind: isBlind(components) ? 1 : 0 },
  })
  const left = await drain(ports, record)
  const age = outboxAge({ ...record, outbox: left }, at)
  if (age >= leftTooLong) alarm('outbox-old', `the bus has not taken an event for ${age} seconds`)
  return taken
}

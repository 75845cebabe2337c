import { coveredAt, decideWindows } from '../incident/decide-window.ts'
import type { RecordEvent } from '../incident/events.ts'
import { emptyRecord, evolve, evolved } from '../incident/evolve.ts'
import { isWindow } from '../incident/incident.ts'
import type { ServiceRecord } from '../incident/record.ts'
import { draftOf, noticeId } from '../publish/draft.ts'
import type { Due } from '../publish/plan.ts'
import { priceOf } from '../publish/price.ts'
import { duesOn, type Facts } from './facts.ts'
import type { WouldTell } from './reply.ts'

/** A window's announcement, begin and end as time alone brings them, were all to stay as it is. */
const later = (record: ServiceRecord, events: readonly RecordEvent[]) => {
  const made = events.find(event => event.is === 'opened' && event.origin?.is === 'window')
  const window = record.incidents
    .filter(isWindow)
    .find(one => made?.is === 'opened' && one.id === made.incident)
  if (!window) return []
  const { announce, from, to } = window.origin
  const instants = [...new Set([announce, from, to])]
  let then = record
  return instants.map(at => {
    const none = { round: at, length: 0, at, components: {}, healths: record.components, muted: {} }
    then = decideWindows(then, { ...none, covered: coveredAt(then, at) }).reduce(evolve, then)
    return { at, record: then }
  })
}

/** What a command would tell on every channel, now and, of a window, later. Nothing is written. */
export const preview = (facts: Facts, events: readonly RecordEvent[]): readonly WouldTell[] => {
  const { service, now } = facts
  const after = evolved(facts.record ?? emptyRecord(service.id), events)
  return facts.channels.flatMap(channel => {
    const { settings, ledger } = channel
    const tell = (due: Due, at: number): WouldTell => {
      const { notice, text } = draftOf(due, { service, settings, ledger, now: at })
      return {
        channel: ledger.channel,
        notice,
        text,
        euros: priceOf(text, settings),
        ...(at > now && { at }),
      }
    }
    const known = new Set(duesOn(facts, channel).map(noticeId))
    const next = duesOn({ ...facts, record: after }, channel).filter(due => !known.has(noticeId(due)))
    const turns = later(after, events).flatMap(({ at, record }) => {
      const window = record.incidents.at(-1)
      const step = window?.steps.at(-1)
      return at > now && window && step ? [tell({ incident: window, step, kind: step.kind }, at)] : []
    })
    return [...next.map(due => tell(due, now)), ...turns]
  })
}

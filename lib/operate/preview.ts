import { coveredAt, decideWindows } from '../incident/decide-window.ts'
import type { RecordEvent } from '../incident/events.ts'
import { emptyRecord, evolve, evolved } from '../incident/evolve.ts'
import { isWindow } from '../incident/incident.ts'
import type { ServiceRecord } from '../incident/record.ts'
import type { Store } from '../ports.ts'
import { draftOf, noticeId } from '../publish/draft.ts'
import { emptyLedger } from '../publish/flight.ts'
import type { Ledger } from '../publish/ledger.ts'
import { type Due, plan } from '../publish/plan.ts'
import { priceOf } from '../publish/price.ts'
import { ledgerName } from '../publish/turn.ts'
import type { ChannelId, Service } from '../service/service.ts'
import type { WouldTell } from './reply.ts'

export const channelIds = (service: Service): readonly ChannelId[] => (service.channels.x ? ['x'] : [])

const duesAt = (service: Service, record: ServiceRecord, ledger: Ledger, now: number): readonly Due[] =>
  plan(ledger, {
    now,
    official: service.official,
    tellAfter: service.policy.fold.tellAfter,
    record,
    archived: [],
  })

/** A window's announcement, begin and end as time alone brings them, each as `[instant, record then]`. */
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
    const none = { round: at, length: 0, at, components: {}, healths: {}, muted: {} }
    then = decideWindows(then, { ...none, covered: coveredAt(then, at) }).reduce(evolve, then)
    return { at, record: then }
  })
}

/** What a command would tell on every channel, now and, of a window, later. Nothing is written. */
export const preview = async (
  store: Pick<Store, 'readLedger'>,
  service: Service,
  before: ServiceRecord | undefined,
  events: readonly RecordEvent[],
  now: number,
): Promise<readonly WouldTell[]> => {
  const was = before ?? emptyRecord(service.id)
  const after = evolved(was, events)
  const told: WouldTell[] = []
  for (const channel of channelIds(service)) {
    const settings = service.channels[channel]
    if (!settings) continue
    const name = ledgerName(channel, settings)
    const ledger = (await store.readLedger(service.id, name)) ?? emptyLedger(service.id, name, now)
    const tell = (due: Due, at: number): WouldTell => {
      const { notice, text } = draftOf(due, { service, settings, ledger, now: at })
      return { channel: name, notice, text, euros: priceOf(text, settings), ...(at > now && { at }) }
    }
    const known = new Set(duesAt(service, was, ledger, now).map(noticeId))
    const isNew = (due: Due) => !known.has(noticeId(due))
    told.push(
      ...duesAt(service, after, ledger, now)
        .filter(isNew)
        .map(due => tell(due, now)),
    )
    for (const { at, record } of later(after, events)) {
      const window = record.incidents.at(-1)
      const step = window?.steps.at(-1)
      if (at > now && window && step) told.push(tell({ incident: window, step, kind: step.kind }, at))
    }
  }
  return told
}

import { decideIncident } from '../incident/decide-incident.ts'
import { coveredAt, decideWindows } from '../incident/decide-window.ts'
import type { RecordEvent } from '../incident/events.ts'
import { emptyRecord, evolve, evolved } from '../incident/evolve.ts'
import { isWindow } from '../incident/incident.ts'
import type { ServiceRecord } from '../incident/record.ts'
import { draftOf, noticeId } from '../publish/draft.ts'
import { stillRefused } from '../publish/flight.ts'
import type { Ledger } from '../publish/ledger.ts'
import type { Due } from '../publish/plan.ts'
import { priceOf } from '../publish/price.ts'
import { asRuled, ruledPosts } from '../publish/ruling.ts'
import { type ChannelFacts, duesOn, type Facts, isHeldOn } from './facts.ts'
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

/** After a lift the next round opens what still fails. */
const opensAgain = (facts: Facts, record: ServiceRecord, events: readonly RecordEvent[]): ServiceRecord => {
  if (!events.some(({ is }) => is === 'lifted')) return record
  const { service, now } = facts
  const { components: healths, muted } = record
  const settled = {
    round: now,
    length: 0,
    at: now,
    components: {},
    healths,
    muted,
    covered: coveredAt(record, now),
  }
  return decideIncident(record, service, settled).reduce(evolve, record)
}

/** The ledger as a ruling leaves it. */
const asSaid = (ledger: Ledger, { rulings }: ServiceRecord): Ledger =>
  ruledPosts(ledger, rulings).reduce(asRuled, ledger)

/** What the public would believe once a due post is told. */
const toldAfter = (ledger: Ledger, { kind, incident, step }: Due, upTo: number): Ledger['told'] => {
  const before = ledger.told[incident.id]
  if (kind === 'update')
    return { ...ledger.told, ...(before && { [incident.id]: { ...before, step: step.n } }) }
  return { ...ledger.told, [incident.id]: { is: kind === 'begin' ? 'down' : 'up', step: upTo } }
}

/** More than one post may follow from one command: a beginning, then a note. */
const mostPosts = 10

/** All that goes out one after another, were nobody to say anything else. */
const allOf = (facts: Facts, channel: ChannelFacts): readonly Telling[] => {
  const { service, now } = facts
  const { settings, archived, id } = channel
  let { ledger } = channel
  const refused = stillRefused(ledger, now)
  const posts: Telling[] = []
  while (posts.length < mostPosts) {
    const due = duesOn(facts, { id, settings, archived, ledger }).find(
      one => refused[noticeId(one)] === undefined,
    )
    if (!due) break
    const draft = draftOf(due, { service, settings, ledger, now })
    posts.push({ notice: noticeId(due), text: draft.text })
    ledger = { ...ledger, told: toldAfter(ledger, due, draft.upTo ?? draft.step) }
  }
  return posts
}

interface Telling {
  readonly notice: string
  readonly text: string
}

const priceIn = (settings: ChannelFacts['settings'], text: string): number =>
  settings.mode === 'shadow' ? 0 : priceOf(text, settings)

/** All that is due on every channel, as if nothing stopped it. */
export const dueNow = (facts: Facts): readonly WouldTell[] =>
  facts.channels.flatMap(channel =>
    allOf(facts, channel).map(one => ({
      ...one,
      channel: channel.ledger.channel,
      euros: priceIn(channel.settings, one.text),
    })),
  )

/** What a yes lets go. */
const approved = ({ ledger }: ChannelFacts, events: readonly RecordEvent[]): readonly Telling[] =>
  events.flatMap(event =>
    event.is === 'approved' && event.approval.channel === ledger.channel ? [event.approval] : [],
  )

/** What a command would tell on every channel, now and, of a window, later. Nothing is written. */
export const preview = (facts: Facts, events: readonly RecordEvent[]): readonly WouldTell[] => {
  const { service, now } = facts
  const after = opensAgain(facts, evolved(facts.record ?? emptyRecord(service.id), events), events)
  return facts.channels.flatMap(channel => {
    const { settings, id } = channel
    const ledger = asSaid(channel.ledger, after)
    const priced = ({ notice, text }: Telling, at = now): WouldTell => ({
      channel: ledger.channel,
      notice,
      text,
      euros: priceIn(settings, text),
      ...(at > now && { at }),
    })
    // What was held back before goes out with whatever lets it go.
    const wasHeld = isHeldOn(facts.record, id) && !isHeldOn(after, id)
    const known = wasHeld ? [] : allOf(facts, channel).map(({ notice }) => notice)
    const next = allOf({ ...facts, record: after }, { ...channel, ledger })
    const turns = later(after, events).flatMap(({ at, record }) => {
      const window = record.incidents.at(-1)
      const step = window?.steps.at(-1)
      if (at <= now || !window || !step) return []
      const { notice, text } = draftOf(
        { incident: window, step, kind: step.kind },
        { service, settings, ledger, now: at },
      )
      return [priced({ notice, text }, at)]
    })
    const goes = [...approved(channel, events), ...next.filter(({ notice }) => !known.includes(notice))]
    return [...goes.map(one => priced(one)), ...turns]
  })
}

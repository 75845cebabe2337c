import { isAutomatic, isOpen, isWindow, lastBegin, type Window } from '../incident/incident.ts'
import { nextReminder } from '../incident/reminder.ts'
import { type ChannelFacts, duesOn, type Facts, isHeldOn } from '../operate/facts.ts'
import { type Calendar, saidAt, saidSince } from '../page/moment.ts'
import { capital } from '../page/speech.ts'
import { isAffordable } from '../publish/budget.ts'
import { draftOf, noticeId } from '../publish/draft.ts'
import { stillRefused } from '../publish/flight.ts'
import type { Due } from '../publish/plan.ts'
import { priceOf } from '../publish/price.ts'
import { localDay } from '../service/local-clock.ts'
import { inSpanish } from './spanish.ts'

/** Something that will be told, or asked, on a channel. */
export interface Coming {
  /** When it comes, and what it waits for. */
  readonly when: string
  readonly notice?: string
  /** The words, as they would be now. */
  readonly text?: string
  /** An estimate; absent where it is only rehearsed. */
  readonly euros?: number
  /** It waits for a person's yes. */
  readonly isAsked?: true
  /** It would go, were the posting not held. */
  readonly isHeld?: true
}

const calendarOf = ({ service, now }: Facts): Calendar => ({ now, timeZone: service.timeZone })

const costOf = (text: string, settings: ChannelFacts['settings']): Pick<Coming, 'euros'> =>
  settings.mode === 'shadow' ? {} : { euros: priceOf(text, settings) }

const inFlight = ({ ledger, settings }: ChannelFacts, calendar: Calendar): readonly Coming[] => {
  const { flight } = ledger
  if (!flight) return []
  const { notice, text, first, nextLook } = flight
  const when =
    flight.state === 'sending'
      ? `Está saliendo, ${saidSince(first, calendar)}.`
      : `En duda ${saidSince(first, calendar)}: no sabemos si ha salido. Lo buscamos ${saidAt(nextLook, calendar)}.`
  return [{ when, notice, text, ...costOf(text, settings) }]
}

const waiting = (facts: Facts, channel: ChannelFacts): readonly Coming[] => {
  const { ledger, settings, id } = channel
  if (!ledger.waiting) return []
  const { notice, text, at } = ledger.waiting
  const { wait, otherwise } = settings.approval
  const then = otherwise === 'tell' ? 'Si nadie contesta, sale.' : 'Si nadie contesta, no sale.'
  const until = saidAt(at + wait, calendarOf(facts)).replace(/^a /, '')
  // While the posting is held nothing is dropped for want of an answer.
  const when = isHeldOn(facts.record, id)
    ? 'Espera tu sí. Mientras esté parado, no sale.'
    : `Espera tu sí hasta ${until}. ${then}`
  return [{ when, notice, text, ...costOf(text, settings), isAsked: true }]
}

/** What keeps every post of a channel in. */
export const stoppedBy = (facts: Facts, { ledger, id }: ChannelFacts): string | undefined => {
  if (isHeldOn(facts.record, id)) return 'Parado: sale al soltar las publicaciones, si aún es verdad.'
  const { notBefore, why } = ledger
  if (notBefore === undefined || notBefore <= facts.now) return undefined
  const until = saidAt(notBefore, calendarOf(facts)).replace(/^a /, '')
  return `El canal no admite nada hasta ${until}${why === undefined ? '.' : `: ${inSpanish(why)}.`}`
}

/** What stands between a due post and the public. */
const whenOf = (due: Due, facts: Facts, channel: ChannelFacts): string => {
  const { ledger, settings } = channel
  const calendar = calendarOf(facts)
  const { now, timeZone } = calendar
  const stopped = stoppedBy(facts, channel)
  if (stopped !== undefined) return stopped
  const again = stillRefused(ledger, now)[noticeId(due)]
  if (again !== undefined) return `No salió. Lo intentamos otra vez ${saidAt(again, calendar)}.`
  if (!isAffordable(due, ledger, settings, localDay(now, timeZone))) return 'No sale: no queda presupuesto.'
  if (settings.mode === 'shadow') return 'Se ensaya ya: no se publica.'
  if (settings.mode === 'approve') return 'Sale en cuanto le toque; antes puede pedir un sí.'
  return 'Sale ya.'
}

const due = (facts: Facts, channel: ChannelFacts): readonly Coming[] => {
  const { service, record, now } = facts
  const { ledger, settings, id } = channel
  return duesOn(facts, channel).map(one => {
    const { notice, text } = draftOf(one, { service, settings, ledger, now })
    const when = whenOf(one, facts, channel)
    return {
      when,
      notice,
      text,
      ...costOf(text, settings),
      ...(isHeldOn(record, id) && { isHeld: true as const }),
    }
  })
}

/** What time alone will bring, if nothing changes: the next reminder of an outage, the turns of a window. */
const later = (facts: Facts): readonly Coming[] => {
  const { service, record, now } = facts
  const calendar = calendarOf(facts)
  const open = record?.incidents.filter(isOpen) ?? []
  const reminders = open.filter(isAutomatic).flatMap(incident => {
    const since = lastBegin(incident)?.facts.since
    if (since === undefined || incident.unstable) return []
    const at = saidAt(nextReminder(since, now, service.timeZone), calendar)
    return [{ when: `Si todo sigue igual, ${at} decimos que ${incident.id} sigue.` }]
  })
  return [...reminders, ...open.filter(isWindow).flatMap(window => turnsOf(window, calendar))]
}

const turnsOf = ({ id, origin, steps }: Window, calendar: Calendar): readonly Coming[] => {
  const { announce, from, to } = origin
  const turns = [
    ...(steps.length === 0 && announce < from ? [{ at: announce, what: `anunciamos el cierre ${id}` }] : []),
    { at: from, what: `decimos que empieza el cierre ${id}` },
    { at: to, what: `miramos si el cierre ${id} acaba bien, y lo decimos` },
  ]
  return turns
    .filter(({ at }) => at > calendar.now)
    .map(({ at, what }) => ({ when: `${capital(saidAt(at, calendar))} ${what}.` }))
}

/** What comes next on a channel: on its way, waiting for a yes, due, and what time brings. */
export const comingOn = (facts: Facts, channel: ChannelFacts): readonly Coming[] => {
  const calendar = calendarOf(facts)
  return [...inFlight(channel, calendar), ...waiting(facts, channel), ...due(facts, channel), ...later(facts)]
}

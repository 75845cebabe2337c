import type { ChannelId, Service } from '../service/service.ts'
import { isApproved, isDropped, isSame, needsApproval } from './approval.ts'
import { attempt } from './attempt.ts'
import { isAffordable } from './budget.ts'
import { isDelayOver, sayDelay } from './delay.ts'
import { draftOf, noticeId } from './draft.ts'
import { born, claim, stillRefused, undelayed } from './flight.ts'
import type { Draft, Ledger, Waiting } from './ledger.ts'
import { settleOther } from './other-ledger.ts'
import { type Due, plan } from './plan.ts'
import { sayAlarm, sayPost, sayRuled } from './post-journal.ts'
import { asRuled, ruledPosts, skipOf } from './ruling.ts'
import { settleFlight } from './settle-flight.ts'
import {
  isHeld,
  ourAccount,
  type Progress,
  type PublisherPorts,
  readTurn,
  situation,
  type Turn,
  today,
  write,
} from './turn.ts'
import { dropped, passedOver, waits } from './waiting.ts'
import { writeLedger } from './write-ledger.ts'

/** Enough to settle a flight and say what came due meanwhile; the next tick goes on. */
const turnsPerCall = 8

const asDraft = ({ at: _, ...draft }: Waiting): Draft => draft

/** Dropped for want of an answer, a post is left alone for as long as its words could be news. */
const leaveDropped = 24 * 3_600_000

/** A yes lets it go; without an answer in time the policy of the channel decides. */
const answered = async (turn: Turn, waiting: Waiting): Promise<Draft | Progress> => {
  const { ports, ledger, settings } = turn
  if (isApproved(turn, waiting)) return asDraft(waiting)
  const now = ports.clock.now()
  const { wait, otherwise } = settings.approval
  if (now - waiting.at < wait) return 'rest'
  if (otherwise === 'tell') return asDraft(waiting)
  const why = 'nobody approved it in time'
  return write(turn, dropped(ledger, now, now + leaveDropped, why), () =>
    sayPost(turn, waiting, 'skipped', { why }),
  )
}

/** The draft to claim now, or what to do instead. */
const approved = async (turn: Turn, due: Due): Promise<Draft | Progress> => {
  const { ports, ledger } = turn
  const telling = { ...turn, now: ports.clock.now() }
  if (!needsApproval(turn, due)) return draftOf(due, telling)
  const { waiting } = ledger
  if (waiting) return isSame(due, waiting) ? answered(turn, waiting) : 'rest'
  const draft = draftOf(due, telling)
  return write(turn, waits(ledger, draft, ports.clock.now()), () => sayPost(turn, draft, 'waiting'))
}

const claimed = async (turn: Turn, draft: Draft, account: string): Promise<Ledger | undefined> => {
  const { ports, record } = turn
  const by = ports.uniqueId()
  const present = new Set(record.incidents.map(({ id }) => id))
  const next = claim(
    turn.ledger,
    draft,
    { by, t0: turn.t0.wall, lease: turn.lease },
    account,
    present,
    today(turn),
  )
  if ((await writeLedger(ports, turn.ledger, next)) === 'written') return next
  // Refused: by another publisher, or because our own first answer was lost.
  const stored = await ports.store.readLedger(next.service, next.channel)
  return stored?.flight?.by === by ? stored : undefined
}

const tell = async (turn: Turn, due: Due): Promise<Progress> => {
  const draft = await approved(turn, due)
  if (draft === 'rest' || draft === 'again') return draft
  const account = await ourAccount(turn)
  if (account === undefined) return 'rest'
  const mine = await claimed(turn, draft, account)
  return mine?.flight ? attempt(turn, mine.flight) : 'again'
}

/** What waits is no longer due, its words are older than the news, or an outage of now wants its place. */
const isOvertaken = (turn: Turn, waiting: Waiting, dues: readonly Due[]): boolean => {
  const due = dues.find(one => isSame(one, waiting))
  if (!due || !needsApproval(turn, due)) return true
  if ((due.incident.steps.at(-1)?.at ?? 0) > waiting.at) return true
  return waiting.kind === 'whole' && dues.some(({ kind }) => kind === 'begin')
}

/** What may go at once comes first; of what needs a yes, outages of now come before those that are over. */
const inTurn = (turn: Turn, dues: readonly Due[]): readonly Due[] => {
  const rank = (due: Due) => (needsApproval(turn, due) ? (due.kind === 'whole' ? 2 : 1) : 0)
  return dues.toSorted((a, b) => rank(a) - rank(b))
}

/** Who said no to a notice, if anybody did. */
const skippedBy = ({ record, ledger }: Turn, notice: string): string | undefined =>
  skipOf(record, ledger.channel, notice)?.by

/** What is due and nobody said no to, the most urgent first. */
const duesOf = (turn: Turn, now: number): readonly Due[] => {
  const refused = stillRefused(turn.ledger, now)
  return inTurn(turn, plan(turn.ledger, situation(turn)))
    .filter(due => refused[noticeId(due)] === undefined && !isDropped(turn, due, now))
    .filter(due => skippedBy(turn, noticeId(due)) === undefined)
}

const sayWhatIsDue = async (turn: Turn): Promise<Progress> => {
  const { ports, ledger, settings } = turn
  const now = ports.clock.now()
  const dues = duesOf(turn, now)
  const due = dues.find(one => isAffordable(one, ledger, settings, today(turn)))
  if (isDelayOver(turn, due)) return write(turn, undelayed(ledger))
  sayDelay(turn, now)
  if (now < (ledger.notBefore ?? 0) || isHeld(turn)) return 'rest'
  const { waiting } = ledger
  if (waiting && isOvertaken(turn, waiting, dues)) {
    const by = skippedBy(turn, waiting.notice)
    const why = by === undefined ? 'overtaken' : `${by} said no`
    return write(turn, passedOver(ledger, now, why), () => sayPost(turn, waiting, 'skipped', { why }))
  }
  if (due !== dues[0]) sayAlarm(turn, 'budget', `${ledger.channel} has no posts left for all that is due`)
  return due ? tell(turn, due) : 'rest'
}

const take = async (turn: Turn): Promise<Progress> => {
  const [ruled] = ruledPosts(turn.ledger, turn.record.rulings)
  if (ruled) return write(turn, asRuled(turn.ledger, ruled), () => sayRuled(turn, ruled))
  if (turn.ledger.flight) return settleFlight(turn, turn.ledger.flight)
  // A ledger is born before anything ends, so that a channel added later folds nothing older.
  if (turn.ledger.version === 0)
    return turn.record.incidents.length > 0 ? write(turn, born(turn.ledger)) : 'rest'
  return sayWhatIsDue(turn)
}

/**
 * Works out what the channel still has to be told of one service, and tells it. Safe to call at any time, any number
 * of times. `found`: ledgers of it that the index has live, whatever their mode.
 */
export const reconcile = async (
  ports: PublisherPorts,
  service: Service,
  channel: ChannelId,
  found: readonly string[] = [],
): Promise<void> => {
  // In the mode that was in force last, so that the ledger of no other is read again.
  let known = service
  for (let turns = 0; turns < turnsPerCall; turns++) {
    const turn = await readTurn(ports, known, channel)
    if (!turn) return
    known = turn.service
    if ((await take(turn)) === 'rest') return settleOther(turn, found)
  }
}

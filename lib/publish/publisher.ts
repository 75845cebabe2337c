import type { ChannelId, Service } from '../service/service.ts'
import { attempt } from './attempt.ts'
import { isAffordable } from './budget.ts'
import { draftOf, noticeId } from './draft.ts'
import { born, claim, overtaken, stillRefused, waits } from './flight.ts'
import type { Draft, Ledger, Waiting } from './ledger.ts'
import { type Due, plan } from './plan.ts'
import { sayAlarm, sayPost } from './post-journal.ts'
import { settleFlight } from './settle-flight.ts'
import {
  ourAccount,
  type Progress,
  type PublisherPorts,
  readTurn,
  situation,
  type Turn,
  today,
  write,
} from './turn.ts'

/** Enough to settle a flight and say what came due meanwhile; the next tick goes on. */
const turnsPerCall = 8

/** A person's yes comes first in approve mode, but never before the end of what was told, or may have been. */
const needsApproval = ({ settings, ledger }: Turn, { kind, incident }: Due): boolean => {
  const isOwed = kind === 'end' || (kind === 'whole' && ledger.told[incident.id]?.is === 'maybe')
  return settings.mode === 'approve' && !isOwed
}

const isApproved = (turn: Turn, draft: Draft): boolean =>
  turn.record.approvals.some(
    ({ channel, notice, text }) =>
      channel === turn.ledger.channel && notice === draft.notice && text === draft.text,
  )

const asDraft = ({ at: _, ...draft }: Waiting): Draft => draft

/** The draft to claim now, or what to do instead. */
const approved = async (turn: Turn, due: Due): Promise<Draft | Progress> => {
  const { ports, ledger } = turn
  if (!needsApproval(turn, due)) return draftOf(due, turn)
  const { waiting } = ledger
  if (waiting) return isSame(due, waiting) && isApproved(turn, waiting) ? asDraft(waiting) : 'rest'
  const draft = draftOf(due, turn)
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
  if ((await ports.store.writeLedger(next)) === 'written') return next
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

const isSame = (due: Due, waiting: Waiting): boolean =>
  due.incident.id === waiting.incident && due.step.n === waiting.step && due.kind === waiting.kind

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

const sayWhatIsDue = async (turn: Turn): Promise<Progress> => {
  const { ports, ledger, settings } = turn
  const now = ports.clock.now()
  if (now < (ledger.notBefore ?? 0)) return 'rest'
  const refused = stillRefused(ledger, now)
  const dues = inTurn(turn, plan(ledger, situation(turn))).filter(due => refused[noticeId(due)] === undefined)
  const { waiting } = ledger
  if (waiting && isOvertaken(turn, waiting, dues))
    return write(turn, overtaken(ledger, now), () => sayPost(turn, waiting, 'skipped', { why: 'overtaken' }))
  const due = dues.find(({ kind }) => isAffordable(kind, ledger, settings.budget, today(turn)))
  if (due !== dues[0]) sayAlarm(turn, 'budget', `${ledger.channel} has no posts left for all that is due`)
  return due ? tell(turn, due) : 'rest'
}

const take = async (turn: Turn): Promise<Progress> => {
  if (turn.ledger.flight) return settleFlight(turn, turn.ledger.flight)
  // A ledger is born before anything ends, so that a channel added later folds nothing older.
  if (turn.ledger.version === 0)
    return turn.record.incidents.length > 0 ? write(turn, born(turn.ledger)) : 'rest'
  return sayWhatIsDue(turn)
}

/** Works out what the channel still has to be told of one service, and tells it. Safe to call at any time, any number of times. */
export const reconcile = async (
  ports: PublisherPorts,
  service: Service,
  channel: ChannelId,
): Promise<void> => {
  for (let turns = 0; turns < turnsPerCall; turns++) {
    const turn = await readTurn(ports, service, channel)
    if (!turn || (await take(turn)) === 'rest') return
  }
}

import type { Instant } from '../incident/instant.ts'
import type { Answer } from '../ports.ts'
import { declined, doubted, sent } from './flight.ts'
import { fence } from './lease.ts'
import type { Flight, Ledger } from './ledger.ts'
import { type PostState, sayAlarm, sayPost } from './post-journal.ts'
import type { Progress, Turn } from './turn.ts'
import { writeLedger } from './write-ledger.ts'

const minute = 60_000

/** How long a channel is left alone after a no that only a person can change. */
const leaveAlone = minute
/** How long a post that was refused is not tried again; others are. */
const leaveRefused = 15 * minute

/** Writes may race or lose their answers; a flight that stays unrecorded becomes unknown and is looked for. */
const recordings = 4

type Doubt = Extract<Answer, { is: 'unknown' | 'duplicate' }>
type No = Exclude<Answer, { is: 'sent' } | Doubt>

const notBeforeOf = (answer: No, now: number): number | undefined => {
  switch (answer.is) {
    case 'busy':
      return answer.until
    case 'not-sent':
    case 'refused':
      return undefined
    case 'unauthorized':
    case 'unpaid':
      return now + leaveAlone
    default:
      return answer satisfies never
  }
}

const why = (answer: Answer): string => ('why' in answer ? answer.why : answer.is)

const isDoubt = (answer: Answer): answer is Doubt => answer.is === 'unknown' || answer.is === 'duplicate'

/** The ledger after the answer; `undefined`: it is no longer ours to write. */
const answered = (
  turn: Turn,
  ledger: Ledger,
  mine: Flight,
  answer: Answer,
  now: number,
): Ledger | undefined => {
  const { flight } = ledger
  if (flight?.notice !== mine.notice) return undefined
  // That it is public is a fact, whoever holds the flight by now.
  if (answer.is === 'sent') return sent(ledger, flight, now, answer.id)
  if (flight.by !== mine.by || flight.state !== 'sending') return undefined
  if (answer.is === 'duplicate' && mine.attempt > 1) return sent(ledger, flight, now)
  const look = now + turn.lease.land + turn.service.policy.reconcile.after
  if (isDoubt(answer)) return doubted(ledger, flight, look)
  const notBefore = notBeforeOf(answer, now)
  // A no to a later attempt says nothing of the earlier ones, and uses none up.
  if (mine.attempt > 1) return doubted(ledger, { ...flight, attempt: flight.attempt - 1 }, look, notBefore)
  const no = { why: why(answer), ...(answer.is === 'refused' && { refusedUntil: now + leaveRefused }) }
  return declined(ledger, flight, now, { ...no, ...(notBefore !== undefined && { notBefore }) })
}

const alarms: Readonly<Partial<Record<Answer['is'], string>>> = {
  unauthorized: 'the channel does not know our credentials: put new ones into the secret',
  unpaid: 'the channel wants credits: buy them, and what is owed goes out by itself',
  refused: 'the channel refuses the post; it is tried again every 15 minutes while it is due',
}

const outcome = (flight: Flight, answer: Answer): PostState => {
  const isLater = flight.attempt > 1
  if (answer.is === 'sent' || (answer.is === 'duplicate' && isLater)) return 'sent'
  if (isDoubt(answer) || isLater) return 'unknown'
  return answer.is === 'refused' ? 'refused' : 'pending'
}

const say = (turn: Turn, flight: Flight, answer: Answer): void => {
  const { attempt } = flight
  const text = alarms[answer.is]
  // Unknown credentials concern the account, and not this post.
  const metric = answer.is === 'unauthorized' ? 'Alarms' : 'PostTrouble'
  if (text) sayAlarm(turn, answer.is, `${text} (${why(answer)})`, metric)
  const detail = answer.is === 'sent' ? { id: answer.id } : { why: why(answer) }
  sayPost(turn, flight, outcome(flight, answer), { attempt, ...detail })
}

/** Whether the answer was written; if not, the flight is another's by now or its end is looked for. */
const record = async (turn: Turn, mine: Flight, answer: Answer): Promise<boolean> => {
  const { store, clock } = turn.ports
  let fault: unknown
  for (let tries = 0; tries < recordings; tries++) {
    try {
      const stored = await store.readLedger(turn.ledger.service, turn.ledger.channel)
      const next = stored && answered(turn, stored, mine, answer, clock.now())
      if (!next) return false
      if ((await writeLedger(turn.ports, stored, next)) === 'written') return true
    } catch (failed) {
      fault = failed
    }
  }
  if (fault !== undefined) throw fault
  return false
}

/** Sends a claimed post behind its fence and records what came of it. `t0`: what the claim's lease counts from. */
export const attempt = async (turn: Turn, flight: Flight, t0: Instant = turn.t0): Promise<Progress> => {
  sayPost(turn, flight, 'sending', { attempt: flight.attempt })
  const answer = await turn.to.send(flight.text, fence(turn.ports.clock, t0, turn.lease))
  if (await record(turn, flight, answer)) say(turn, flight, answer)
  return answer.is === 'sent' ? 'again' : 'rest'
}

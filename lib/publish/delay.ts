import { isApproved, isSame, needsApproval } from './approval.ts'
import type { Due } from './plan.ts'
import { sayAlarm } from './post-journal.ts'
import { isHeld, type Turn } from './turn.ts'

const minute = 60_000
/** What waits for the channel for longer is a person's business. */
const tooLong = 10 * minute

/** Whether the next post waits for a person's yes, and not for the channel. */
const isAsked = (turn: Turn, due: Due): boolean => {
  const { waiting } = turn.ledger
  return (
    waiting !== undefined && isSame(due, waiting) && needsApproval(turn, due) && !isApproved(turn, waiting)
  )
}

/** Whether nothing waits any more for a channel that took nothing. `due`: what can be told next. */
export const isDelayOver = (turn: Turn, due: Due | undefined): boolean =>
  turn.ledger.declinedSince !== undefined && (due === undefined || isHeld(turn) || isAsked(turn, due))

/** Says so while the channel has taken nothing for too long. */
export const sayDelay = (turn: Turn, now: number): void => {
  const { channel, declinedSince, why = 'no reason given' } = turn.ledger
  if (declinedSince === undefined || now - declinedSince <= tooLong) return
  const minutes = Math.floor((now - declinedSince) / minute)
  const text = `${channel} has taken nothing for ${minutes} minutes, though something is due (${why})`
  sayAlarm(turn, 'not-taken', text, 'PostTrouble')
}

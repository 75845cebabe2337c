import { instant } from '../incident/instant.ts'
import type { Found } from '../ports.ts'
import { attempt } from './attempt.ts'
import { doubted, given, missed, resent, sent, unseen } from './flight.ts'
import { fence } from './lease.ts'
import type { Flight, Ledger } from './ledger.ts'
import { plan } from './plan.ts'
import { sayAlarm, sayDoubt, sayPost } from './post-journal.ts'
import { isHeld, ourAccount, type Progress, readTurn, situation, type Turn, write } from './turn.ts'
import { writeLedger } from './write-ledger.ts'

const minute = 60_000
/** Looks that keep failing for this long are a person's business. */
const unseenLimit = 10 * minute
/** A timeline without a known post of ours is read back to this long before the first attempt. */
const margin = 10 * minute

/** A post being sent belongs to its sender until its lease, and the clocks' difference, are over. */
const expire = async (turn: Turn, flight: Flight): Promise<Progress> => {
  const { skew } = turn.lease
  const now = turn.ports.clock.now()
  // As good as an `until` too far ahead, and true of a lease that a deployment has changed since.
  const isClockFault = flight.t0 > now + skew
  if (isClockFault)
    sayAlarm(turn, 'clock', `the lease of ${flight.notice} ends too far ahead: a clock is wrong`)
  else if (now <= flight.until + skew) return 'rest'
  const end = isClockFault ? now : flight.until
  const { after } = turn.service.policy.reconcile
  return write(turn, doubted(turn.ledger, flight, end + after), () =>
    sayPost(turn, flight, 'unknown', { attempt: flight.attempt, why: 'its sender did not report' }),
  )
}

/** Whether what is in flight would be said again, were it not for its claim. */
const isStillDue = (turn: Turn, flight: Flight): boolean => {
  const { [flight.incident]: _, ...others } = turn.ledger.told
  const told = flight.before ? { ...others, [flight.incident]: flight.before } : others
  return plan({ told, born: turn.ledger.born }, situation(turn)).some(
    ({ incident, step, kind }) =>
      incident.id === flight.incident && step.n === flight.step && kind === flight.kind,
  )
}

const giveUp = (turn: Turn, flight: Flight, state: 'skipped' | 'unclear', why: string): Promise<Progress> =>
  write(turn, given(turn.ledger, flight, state, turn.ports.clock.now(), why), () =>
    sayPost(turn, flight, state, { attempt: flight.attempt, why }),
  )

/** As it was read before, and not another's that happens to have that version. */
const isSameLedger = (one: Ledger, other: Ledger): boolean =>
  one.channel === other.channel && one.version === other.version

/** Two clear misses: it did not land, as far as anybody can tell. What is true is read anew, since the look began. */
const afterSecondMiss = async (before: Turn, look: Turn['t0']): Promise<Progress> => {
  const turn = await readTurn(before.ports, before.service, before.channel)
  const flight = turn?.ledger.flight
  if (!turn || !flight || !isSameLedger(turn.ledger, before.ledger)) return 'again'
  if (!isStillDue(turn, flight)) return giveUp(turn, flight, 'skipped', 'overtaken')
  if (isHeld(turn)) {
    await write(turn, missed(turn.ledger, flight, look.wall + turn.service.policy.reconcile.again))
    return 'rest'
  }
  if (flight.attempt >= turn.service.policy.reconcile.attempts)
    return giveUp(turn, flight, 'unclear', `not found after ${flight.attempt} attempts`)
  const { store, uniqueId } = turn.ports
  const by = uniqueId()
  const next = resent(turn.ledger, flight, { by, t0: look.wall, lease: turn.lease })
  if ((await writeLedger(turn.ports, turn.ledger, next)) === 'conflict') {
    const stored = await store.readLedger(next.service, next.channel)
    if (stored?.flight?.by !== by) return 'again'
  }
  return next.flight ? attempt(turn, next.flight, look) : 'again'
}

const cannotSee = async (turn: Turn, flight: Flight, why: string): Promise<Progress> => {
  const now = turn.ports.clock.now()
  if (flight.unseen !== undefined && now - flight.unseen > unseenLimit)
    return giveUp(turn, flight, 'unclear', `the timeline could not be read: ${why}`)
  if (flight.unseen === undefined) await write(turn, unseen(turn.ledger, flight, now))
  return 'rest'
}

const look = async (turn: Turn, flight: Flight): Promise<Progress> => {
  const { ports, lease, service } = turn
  try {
    if ((await ourAccount(turn)) === undefined) return 'rest'
  } catch {
    return cannotSee(turn, flight, 'nobody can say whose account it is')
  }
  const began = instant(ports.clock)
  const window = fence(ports.clock, began, { start: lease.start, kill: lease.start })
  const found: Found = await turn.to.find(flight.text, flight.since, flight.first - margin, window)
  switch (found.is) {
    case 'found':
      return write(turn, sent(turn.ledger, flight, ports.clock.now(), found.id), () =>
        sayPost(turn, flight, 'sent', {
          attempt: flight.attempt,
          id: found.id,
          why: 'found on our timeline',
        }),
      )
    case 'unclear':
      return cannotSee(turn, flight, found.why)
    case 'missing':
      if (flight.looks >= 1) return afterSecondMiss(turn, began)
      await write(turn, missed(turn.ledger, flight, began.wall + service.policy.reconcile.again))
      return 'rest'
    default:
      return found satisfies never
  }
}

/** Brings the post in flight one step further: waits for its sender, looks for it, sends it again or lets it go. */
export const settleFlight = async (turn: Turn, flight: Flight): Promise<Progress> => {
  if (flight.state === 'sending') return expire(turn, flight)
  sayDoubt(turn, flight)
  const now = turn.ports.clock.now()
  if (now < Math.max(flight.nextLook, turn.ledger.notBefore ?? 0)) return 'rest'
  return look(turn, flight)
}

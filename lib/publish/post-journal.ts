import type { Metric } from '../contract.ts'
import type { Draft, Entry, Flight } from './ledger.ts'
import type { Ruled } from './ruling.ts'
import type { Turn } from './turn.ts'

export type PostState = 'pending' | 'waiting' | 'sending' | 'unknown' | Entry['state']

interface Detail {
  readonly id?: string
  readonly why?: string
  readonly attempt?: number
}

/** States that a person is woken for. */
const troubled: readonly PostState[] = ['unclear', 'refused']
/** Seconds after which a post in doubt is a person's business. */
const longDoubt = 600

/** One line for each step of a post. */
export const sayPost = (
  { ports, ledger }: Turn,
  post: Draft,
  state: PostState,
  detail: Detail = {},
): void => {
  const { notice, incident, kind: says, text } = post
  ports.journal.say({
    at: ports.clock.now(),
    kind: 'post',
    service: ledger.service,
    channel: ledger.channel,
    notice,
    state,
    incident,
    says,
    text,
    ...detail,
    ...(troubled.includes(state) && { metrics: { PostTrouble: 1 } }),
  })
}

/** An operator has said what became of a post. */
export const sayRuled = ({ ports, ledger }: Turn, { entry, ruling }: Ruled): void =>
  ports.journal.say({
    at: ports.clock.now(),
    kind: 'post',
    service: ledger.service,
    channel: ledger.channel,
    notice: entry.notice,
    state: ruling.is === 'landed' ? 'sent' : 'skipped',
    text: entry.text,
    why: `${ruling.by} ruled: ${ruling.is}`,
  })

/** How long a post has been in doubt, for the alarm. */
export const sayDoubt = (turn: Turn, flight: Flight): void => {
  const at = turn.ports.clock.now()
  const seconds = Math.max(0, Math.round((at - flight.first) / 1_000))
  const { notice } = flight
  turn.ports.journal.say({
    at,
    kind: 'doubt',
    service: turn.ledger.service,
    channel: turn.ledger.channel,
    notice,
    looks: flight.looks,
    seconds,
    metrics: { PostTrouble: seconds >= longDoubt ? 1 : 0 },
  })
}

/** Somebody has to look. */
export const sayAlarm = (
  { ports, ledger }: Turn,
  alarm: string,
  text: string,
  metric: Metric = 'Alarms',
): void =>
  ports.journal.say({
    at: ports.clock.now(),
    kind: 'alarm',
    service: ledger.service,
    channel: ledger.channel,
    alarm,
    text,
    metrics: { [metric]: 1 },
  })

import { isLive } from './flight.ts'
import type { Ledger } from './ledger.ts'
import { sayAlarm, sayPost } from './post-journal.ts'
import { rehearsalOf, type Turn } from './turn.ts'
import { passedOver } from './waiting.ts'
import { writeLedger } from './write-ledger.ts'

/** A rehearsal that is over: nobody was told anything, and nothing is owed. Its log stays. */
const laidDown = ({ flight: _, waiting: __, ...ledger }: Ledger): Ledger => ({
  ...ledger,
  version: ledger.version + 1,
  told: {},
})

/** What waits for a yes is owed to nobody: it waits no longer. */
const passOver = async (turn: Turn, other: Ledger): Promise<Ledger> => {
  const { waiting } = other
  if (!waiting) return other
  const { ports } = turn
  const why = 'the channel only rehearses now'
  const next = passedOver(other, ports.clock.now(), why)
  if ((await writeLedger(ports, other, next)) === 'written')
    sayPost({ ...turn, ledger: other }, waiting, 'skipped', { why })
  return next
}

/** Nothing goes out on it before the mode is another: the end that is owed is a person's business. */
const sayOwing = (turn: Turn, other: Ledger): void =>
  sayAlarm(
    { ...turn, ledger: other },
    'stray-ledger',
    `${other.channel} of ${other.service} owes an end, but it only rehearses now: atalaya go-live`,
  )

/**
 * The channel's ledger whose mode is not in force, where the index found it live: a rehearsal is laid down, as it owes
 * nobody anything; what the public is owed is told to operators.
 */
export const settleOther = async (turn: Turn, found: readonly string[]): Promise<void> => {
  const { ports, service, channel, ledger } = turn
  const isRehearsing = ledger.channel !== channel
  const name = isRehearsing ? channel : rehearsalOf(channel)
  if (!found.includes(name)) return
  const other = await ports.store.readLedger(service.id, name)
  // The index may lag.
  if (!other || !isLive(other)) return
  if (!isRehearsing) await writeLedger(ports, other, laidDown(other))
  else if (isLive(await passOver(turn, other))) sayOwing(turn, other)
}

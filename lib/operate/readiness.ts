import { switchOf } from '../incident/in-force.ts'
import type { ServiceRecord } from '../incident/record.ts'
import type { Clock } from '../ports.ts'
import { owed, spentOn } from '../publish/budget.ts'
import type { Ledger } from '../publish/ledger.ts'
import { postsFor, priceOf } from '../publish/price.ts'
import { rehearsalOf } from '../publish/turn.ts'
import { localDay } from '../service/local-clock.ts'
import type { ChannelId, ChannelSettings, Service } from '../service/service.ts'
import { type ChannelFacts, type FactStore, factsWith, isHeldOn } from './facts.ts'
import { modesOf } from './in-mode.ts'
import { dueNow } from './preview.ts'
import type { AccountFound, Deployed, InMode, Readiness, Rehearsed } from './reply.ts'

/** What going live is asked about beside the store. */
export interface ReadinessPorts {
  /** Asks each channel whose credentials it has; nothing is posted by it. Absent: nobody can ask. */
  readonly accounts?: Readonly<Partial<Record<ChannelId, () => Promise<AccountFound>>>>
  /** Absent in a local run. */
  readonly stack?: Deployed | undefined
}

interface Ports {
  readonly store: FactStore
  readonly clock: Pick<Clock, 'now'>
}

/** The modes that tell the public. */
type Live = Readiness['wanted']

/** The record as if the channel were in that mode from now on; unchanged if it is. */
const asLive = (
  record: ServiceRecord,
  { channel, mode }: Pick<InMode, 'channel' | 'mode'>,
  wanted: Live,
  now: number,
): ServiceRecord => {
  if (mode === wanted) return record
  const from = mode === 'shadow' ? now : (switchOf(record, channel)?.from ?? 0)
  return { ...record, modes: { ...record.modes, [channel]: { is: wanted, at: now, by: '', from } } }
}

/** What waits for a yes waits no more where none is needed. */
const unasked = ({ ledger: { waiting: _, ...ledger }, ...channel }: ChannelFacts): ChannelFacts => ({
  ...channel,
  ledger,
})

const rehearsed = ({ log }: Ledger, settings: ChannelSettings, since: number): readonly Rehearsed[] =>
  log
    .filter(({ at }) => at >= since)
    .map(({ notice, state, at, text, why }) => ({
      notice,
      state,
      at,
      text,
      ...(why !== undefined && { why }),
      euros: state === 'sent' ? priceOf(text, settings) : 0,
    }))

const leftOf = ({ ledger, settings }: ChannelFacts, now: number, timeZone: string): Readiness['left'] => {
  const { n, m } = spentOn(ledger.spent, localDay(now, timeZone))
  const allowed = postsFor(settings.budget, settings.price)
  const left = (posts: number) => {
    const some = Math.max(0, posts)
    return { posts: some, euros: Math.round(some * settings.price * 100) / 100 }
  }
  const month = allowed.month - m - owed(ledger)
  return { day: left(Math.min(allowed.day - n - owed(ledger), month)), month: left(month) }
}

/** A beginning and its end. */
const enough = 2

const missingIn = (
  { account, left }: Pick<Readiness, 'account' | 'left'>,
  { account: known }: Ledger,
): readonly string[] => [
  ...(account.is === 'known' ? [] : [account.why]),
  ...(account.is === 'known' && known !== undefined && known !== account.id
    ? [
        `the credentials are of account ${account.id}, what was told before of ${known}: nothing would be told`,
      ]
    : []),
  ...(left.day.posts < enough ? ['the budget pays for no beginning and its end today'] : []),
]

const unknownAccount: AccountFound = { is: 'unchecked', why: 'nobody can ask whose credentials these are' }

/** Asked once, however many services tell there. */
export const accountOn = async (
  { accounts = {} }: ReadinessPorts,
  channel: string,
): Promise<AccountFound> => {
  const ask = Object.entries(accounts).find(([id]) => id === channel)?.[1]
  return (await ask?.()) ?? unknownAccount
}

/** What an operator should know before a channel of a service goes live; `undefined` where it has no such channel. */
export const readinessOf = async (
  { store, clock }: Ports,
  service: Service,
  channel: string,
  wanted: Live,
  account: AccountFound,
): Promise<Readiness | undefined> => {
  const now = clock.now()
  const stored = await store.readRecord(service.id)
  const mode = modesOf(service, stored).find(one => one.channel === channel)
  if (!mode) return undefined
  const facts = await factsWith(store, service, stored && asLive(stored, mode, wanted, now), now)
  const live = facts.channels.find(({ id }) => id === channel)
  if (!live) return undefined
  const isRehearsing = mode.mode === 'shadow'
  const past = isRehearsing ? await store.readLedger(service.id, rehearsalOf(live.id)) : undefined
  const left = leftOf(live, now, service.timeZone)
  return {
    service: service.id,
    timeZone: service.timeZone,
    ...mode,
    held: isHeldOn(stored, channel),
    rehearsed: past ? rehearsed(past, live.settings, mode.since ?? 0) : [],
    wanted,
    wouldTell:
      mode.mode === wanted ? [] : dueNow({ ...facts, channels: [wanted === 'auto' ? unasked(live) : live] }),
    left,
    account,
    missing: missingIn({ account, left }, live.ledger),
  }
}

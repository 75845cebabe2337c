import type { Command } from '../incident/command.ts'
import type { Clock } from '../ports.ts'
import { noticeId } from '../publish/draft.ts'
import type { Ledger } from '../publish/ledger.ts'
import { milliseconds } from '../service/duration.ts'
import { parseLocalTime } from '../service/parse-local-time.ts'
import type { Service } from '../service/service.ts'
import { channelOf } from './about.ts'
import { type ChannelFacts, duesOn, type FactStore, type Facts, readFacts } from './facts.ts'
import { invalid, type Reply, refused } from './reply.ts'
import type { CommandRequest } from './request.ts'

interface Ports {
  readonly store: FactStore
  readonly clock: Clock
}
type Of<Name extends CommandRequest['command']> = Extract<CommandRequest, { command: Name }>

const planned = (request: Of<'plan'>, service: Service, now: number): Command | Reply => {
  const { request: id, by, command, components } = request
  const from = parseLocalTime(request.from, service.timeZone, now)
  if ('wrong' in from) return invalid(`from: ${from.wrong}`)
  const to = parseLocalTime(request.to, service.timeZone, from.at)
  if ('wrong' in to) return invalid(`to: ${to.wrong}`)
  const before = milliseconds(request.announce)
  if (before !== undefined)
    return { request: id, by, command, components, from: from.at, to: to.at, announce: from.at - before }
  const announce = parseLocalTime(request.announce, service.timeZone, now)
  if ('wrong' in announce)
    return invalid(`announce: ${announce.wrong}, or a time before the beginning, such as 24h`)
  return { request: id, by, command, components, from: from.at, to: to.at, announce: announce.at }
}

/** The facts of the channel that a request names; or why there are none. */
const factsOn = (facts: Facts, name: string): ChannelFacts | { readonly why: string } => {
  const named = channelOf(facts.service, name)
  if ('why' in named) return named
  return facts.channels.find(({ id }) => id === named.id) ?? { why: `${name} has no ledger` }
}

/** What may be said of a post: only of one that is there, in these words. */
const onPost = async (
  request: Of<'approve' | 'skip' | 'rule'>,
  service: Service,
  { store, clock }: Ports,
): Promise<Command | Reply> => {
  const facts = await readFacts(store, service, clock.now())
  const found = factsOn(facts, request.channel)
  if ('why' in found) return refused(found.why)
  const { ledger } = found
  const { channel } = ledger
  const { notice, by, request: id } = request
  if (request.command === 'rule') {
    const isUnclear = ledger.log.some(entry => entry.notice === notice && entry.state === 'unclear')
    if (!isUnclear) return refused(`${notice} is not unclear on ${channel}${stateOf(ledger, notice)}`)
    return { request: id, by, command: 'rule', channel, notice, ruling: request.ruling }
  }
  const waiting = ledger.waiting?.notice === notice ? ledger.waiting : undefined
  // What a hold, or the channel, keeps back may be taken back as well.
  const isDue = duesOn(facts, found).some(due => noticeId(due) === notice)
  if (request.command === 'skip' && (waiting || isDue))
    return { request: id, by, command: 'skip', channel, notice }
  if (!waiting || request.command === 'skip')
    return refused(`${notice} is not waiting on ${channel}${stateOf(ledger, notice)}`)
  if (request.text !== undefined && request.text !== waiting.text)
    return refused(`${notice} waits in other words by now: look at them first ("posts")`)
  return { request: id, by, command: 'approve', channel, notice, text: waiting.text }
}

/** What the public would miss, were the channel to rehearse from now on. */
const leftUntold = ({ flight, waiting, told, channel }: Ledger): string | undefined => {
  const [owed] = Object.entries(told).find(([, { is }]) => is !== 'up') ?? []
  if (flight) return `${flight.notice} is being sent on ${channel}`
  if (owed !== undefined) return `${channel} owes the end of ${owed}`
  return waiting && `${waiting.notice} waits for a yes on ${channel}`
}

/** Nobody goes back to rehearsing with something half told. */
const switchOver = async (
  request: Of<'mode'>,
  service: Service,
  { store, clock }: Ports,
): Promise<Command | Reply> => {
  const { request: id, by, command, channel, mode } = request
  const found = factsOn(await readFacts(store, service, clock.now()), channel)
  if ('why' in found) return refused(found.why)
  const goesBack = mode === 'shadow' && found.settings.mode !== 'shadow'
  const untold = goesBack ? leftUntold(found.ledger) : undefined
  if (untold !== undefined)
    return refused(`${untold}: it can rehearse after that; "hold" stops the posting now`)
  return { request: id, by, command, channel, mode }
}

/** `: it was sent`, as far as the ledger remembers. */
const stateOf = (ledger: Ledger | undefined, notice: string): string => {
  const entry = ledger?.log.findLast(one => one.notice === notice)
  if (entry) return `: it is ${entry.state}`
  return ledger?.flight?.notice === notice ? `: it is ${ledger.flight.state}` : ''
}

/** What operators asked in their words, as the core takes it: instants, channels and exact texts. */
export const toCommand = async (
  { store, clock }: Ports,
  service: Service,
  request: CommandRequest,
): Promise<Command | Reply> => {
  switch (request.command) {
    case 'plan':
      return planned(request, service, clock.now())
    case 'approve':
    case 'skip':
    case 'rule':
      return onPost(request, service, { store, clock })
    case 'mode':
      return switchOver(request, service, { store, clock })
    case 'ack':
    case 'resolve':
    case 'false-alarm':
    case 'note':
    case 'open':
    case 'lift':
    case 'cancel':
    case 'notice':
    case 'hold':
    case 'release': {
      const { service: _, dryRun: __, ...command } = request
      return command
    }
    default:
      return request satisfies never
  }
}

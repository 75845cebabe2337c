import type { Service } from '../service/service.ts'
import type { Command } from './command.ts'
import { type RecordEvent, type Refusal, refuse } from './events.ts'
import { modeOf } from './in-force.ts'
import { findIncident } from './incident.ts'
import type { ServiceRecord } from './record.ts'

type OnPosting = Extract<Command, { command: 'hold' | 'release' | 'mode' | 'approve' | 'skip' | 'rule' }>

const isChannel = (service: Service, channel: string): boolean => {
  const [id = ''] = channel.split('.')
  return Object.hasOwn(service.channels, id)
}

const isStep = (record: ServiceRecord, notice: string): boolean => {
  const [id = '', step] = notice.split('/')
  return findIncident(record, id)?.steps.some(({ n }) => String(n) === step) ?? false
}

const hold = (record: ServiceRecord, command: Extract<OnPosting, { command: 'hold' }>, at: number) => {
  const { channel, by, why } = command
  if (Object.hasOwn(record.holds, channel)) return []
  return [{ is: 'held' as const, channel, hold: { at, by, ...(why !== undefined && { why }) } }]
}

const release = (record: ServiceRecord, channel: string, at: number): readonly RecordEvent[] | Refusal => {
  if (Object.hasOwn(record.holds, channel)) return [{ is: 'released', channel, at }]
  if (channel === 'all' && Object.keys(record.holds).length > 0) return [{ is: 'released', channel, at }]
  if (Object.hasOwn(record.holds, 'all'))
    return refuse(`every channel is held: release all of them, then hold those that are to stay silent`)
  return []
}

/** A mode is of the ledger that it is told by: from a rehearsal to the public or back, it begins anew. */
const switchOver = (
  record: ServiceRecord,
  service: Service,
  { channel, mode, by }: Extract<OnPosting, { command: 'mode' }>,
  at: number,
): readonly RecordEvent[] => {
  const before = modeOf(service, record, channel)
  if (before === mode) return []
  const goesOver = (before === 'shadow') !== (mode === 'shadow')
  const from = goesOver ? at : record.modes[channel]?.from
  return [{ is: 'switched', channel, mode: { is: mode, at, by, ...(from !== undefined && { from }) } }]
}

const approve = (
  record: ServiceRecord,
  { channel, notice, text, by }: Extract<OnPosting, { command: 'approve' }>,
  at: number,
): readonly RecordEvent[] | Refusal => {
  if (!isStep(record, notice)) return refuse(`${notice} is not known, or closed more than a day ago`)
  const isSaid = record.approvals.some(
    one => one.channel === channel && one.notice === notice && one.text === text,
  )
  return isSaid ? [] : [{ is: 'approved', approval: { channel, notice, text, by, at } }]
}

/** Whoever rules again is heard: the newest word counts. */
const rule = (
  channel: string,
  notice: string,
  is: 'landed' | 'absent' | 'drop' | 'skip',
  by: string,
  at: number,
): readonly RecordEvent[] => {
  return [{ is: 'ruled', ruling: { channel, notice, is, at, by } }]
}

/** An operator's word on what channels may say. Channels are `x`, `x.shadow`, or `all` for a hold. */
export const aboutPosting = (
  record: ServiceRecord,
  service: Service,
  command: OnPosting,
  now: number,
): readonly RecordEvent[] | Refusal => {
  const { channel } = command
  const isAll = channel === 'all' && (command.command === 'hold' || command.command === 'release')
  if (!isAll && !isChannel(service, channel))
    return refuse(
      `${channel} is no channel of ${service.id}; there is ${Object.keys(service.channels).join(', ') || 'none'}`,
    )
  switch (command.command) {
    case 'hold':
      return hold(record, command, now)
    case 'release':
      return release(record, channel, now)
    case 'mode':
      return switchOver(record, service, command, now)
    case 'approve':
      return approve(record, command, now)
    case 'skip':
      if (!isStep(record, command.notice))
        return refuse(`${command.notice} is not known, or closed more than a day ago`)
      return rule(channel, command.notice, 'skip', command.by, now)
    case 'rule':
      return rule(channel, command.notice, command.ruling, command.by, now)
    default:
      return command satisfies never
  }
}

import type { ChannelSettings, Mode, Service } from '../service/service.ts'
import type { ModeSwitch, ServiceRecord } from './record.ts'

type Stored = Pick<ServiceRecord, 'modes' | 'firstMode'> | undefined

/** The switch that is stored for a channel, if any. */
export const switchOf = (record: Stored, channel: string): ModeSwitch | undefined =>
  record?.modes[channel] ?? record?.firstMode

/** The mode in force on a channel: the stored switch, else the file's; `undefined` for a channel that it has not. */
export const modeOf = (service: Service, record: Stored, channel: string): Mode | undefined => {
  const settings = Object.entries(service.channels).find(([id]) => id === channel)?.[1]
  return settings && (switchOf(record, channel)?.is ?? settings.mode)
}

/** The service as it tells now: each channel in its mode in force. */
export const inForce = (service: Service, record: Stored): Service => {
  const channels = Object.entries(service.channels).flatMap(
    ([id, settings]): readonly (readonly [string, ChannelSettings])[] =>
      settings ? [[id, { ...settings, mode: switchOf(record, id)?.is ?? settings.mode }]] : [],
  )
  return { ...service, channels: Object.fromEntries(channels) }
}

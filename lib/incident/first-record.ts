import type { Clock } from '../ports.ts'
import type { Mode, Service } from '../service/service.ts'
import { emptyRecord } from './evolve.ts'
import type { ServiceRecord } from './record.ts'

/** What a service that has no record yet begins with. */
export interface FirstPorts {
  readonly clock: Pick<Clock, 'now'>
  /** The mode of its channels, later ones too, until an operator switches them; that of its file, if absent. */
  readonly firstMode?: Mode | undefined
}

/** The record of a service of which nothing is known. */
export const firstRecord = (
  { clock, firstMode }: FirstPorts,
  { id, channels }: Pick<Service, 'id' | 'channels'>,
): ServiceRecord => {
  const empty = emptyRecord(id)
  if (firstMode === undefined) return empty
  const mode = { is: firstMode, at: clock.now(), by: 'first deployment' }
  // Each channel by itself as well: code from before `firstMode` drops that.
  const modes = Object.fromEntries(Object.keys(channels).map(channel => [channel, mode]))
  return { ...empty, modes, firstMode: mode }
}

import { localTime } from '../lib/service/local-clock.ts'

/** Says instants by one clock: `2026-11-21 10:41`. */
export type Say = (at: number) => string

export const sayIn =
  (timeZone: string): Say =>
  at =>
    localTime(at, timeZone).slice(0, 16).replace('T', ' ')

/** The clock of this machine, where an answer does not say its own. */
export const zoneHere = (): string => new Intl.DateTimeFormat('en').resolvedOptions().timeZone

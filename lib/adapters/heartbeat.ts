import type { Clock, Journal } from '../ports.ts'
import { ask } from './ask.ts'

/** Milliseconds that a beat may take. */
const patience = 3_000

/**
 * Tells a dead-man's switch that all is well, by one GET: once, within three seconds and within `left` milliseconds.
 * Never fails: one that was not heard is a line of the journal, which does not have the address.
 */
export const heartbeat =
  (address: string, { clock, journal }: { readonly clock: Clock; readonly journal: Journal }) =>
  async (left: number): Promise<void> => {
    const asked =
      left > 0 ? await ask(address, { method: 'GET' }, Math.min(patience, left)) : { failed: 'no-time' }
    if (asked !== 'taken')
      journal.say({ at: clock.now(), kind: 'fault', where: 'heartbeat', error: asked.failed })
  }

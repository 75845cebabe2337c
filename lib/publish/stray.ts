import type { JournalLine, Live } from '../ports.ts'
import type { ChannelId, Service } from '../service/service.ts'

/** Ledgers that still owe something, but that the config no longer reaches: a person must bring the channel back. */
export const strayLedgers = (
  live: readonly Live[],
  services: ReadonlyMap<string, Service>,
  channel: ChannelId,
  at: number,
): readonly JournalLine[] =>
  live.flatMap(({ service, channel: ledger }): readonly JournalLine[] => {
    // A rehearsal owes nobody anything.
    if (ledger !== channel) return []
    if (services.get(service)?.channels[channel]) return []
    const text = `${ledger} of ${service} owes an end, but the config no longer reaches it: put the channel back`
    return [
      { at, kind: 'alarm', alarm: 'stray-ledger', service, channel: ledger, text, metrics: { Alarms: 1 } },
    ]
  })

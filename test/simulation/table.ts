import type { AlertBook } from '../../lib/alert/book.ts'
import { parseBook } from '../../lib/alert/schema.ts'
import { keptPrefix, parseKept, within } from '../../lib/audit/kept.ts'
import { isLive as isRecordLive } from '../../lib/incident/incident.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import { parseRecord } from '../../lib/incident/schema.ts'
import type { Live, Store, Written } from '../../lib/ports.ts'
import { isLive as isLedgerLive } from '../../lib/publish/flight.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'
import { parseLedger } from '../../lib/publish/schema.ts'

/** One read in so many goes through text and the schema, as every read of the real stores does. */
const parsedReads = 400

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

/**
 * The table of one service. Items are values that nobody changes, so they are handed out as they are: writing and
 * parsing text at every read would be most of a simulated day. The real stores have a contract suite of their own.
 */
export const simulatedTable = (): Store => {
  let record: ServiceRecord | undefined
  let alerts: AlertBook | undefined
  const ledgers = new Map<string, Ledger>()
  const archive = new Map<string, { readonly version: number; readonly body: unknown }>()
  let reads = 0
  const asRead = <T>(item: T | undefined, parse: (stored: unknown) => T): T | undefined => {
    if (item === undefined || ++reads % parsedReads !== 0) return item
    return parse(JSON.parse(JSON.stringify(item)))
  }
  const isNext = (
    stored: { readonly version: number } | undefined,
    next: { readonly version: number },
  ): boolean => (stored?.version ?? 0) === next.version - 1
  return {
    readRecord: async () => asRead(record, parseRecord),
    writeRecord: async (next): Promise<Written> => {
      if (!isNext(record, next)) return 'conflict'
      record = next
      return 'written'
    },
    readLedger: async (_, channel) => asRead(ledgers.get(channel), parseLedger),
    writeLedger: async (next): Promise<Written> => {
      if (!isNext(ledgers.get(next.channel), next)) return 'conflict'
      ledgers.set(next.channel, next)
      return 'written'
    },
    readAlerts: async () => asRead(alerts, parseBook),
    writeAlerts: async (next): Promise<Written> => {
      if (!isNext(alerts, next)) return 'conflict'
      alerts = next
      return 'written'
    },
    archive: async ({ key, version, body }) => {
      if ((archive.get(key)?.version ?? -1) < version) archive.set(key, { version, body })
    },
    readArchived: async (_, key) => archive.get(key)?.body,
    readSpan: async (_, { first, last, most }) =>
      [...archive]
        .filter(([key]) => key >= first && key <= last)
        .toSorted(byKey)
        .toReversed()
        .slice(0, most)
        .map(([, { body }]) => body),
    readTrail: async (_, chain, from, to) => {
      const kept = [...archive].filter(([key]) => key.startsWith(keptPrefix(chain))).toSorted(byKey)
      return within(
        kept.flatMap(([, { body }]) => parseKept(body)),
        from,
        to,
      )
    },
    live: async () => {
      const found: Live[] = record && isRecordLive(record) ? [{ service: record.service }] : []
      for (const ledger of ledgers.values())
        if (isLedgerLive(ledger)) found.push({ service: ledger.service, channel: ledger.channel })
      return found
    },
  }
}

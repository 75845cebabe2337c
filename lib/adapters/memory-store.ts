import { isLive as isRecordLive } from '../incident/incident.ts'
import { parseRecord } from '../incident/schema.ts'
import type { Live, Store, Written } from '../ports.ts'
import { isLive as isLedgerLive } from '../publish/flight.ts'
import { parseLedger } from '../publish/schema.ts'

interface Item {
  readonly version: number
  readonly body: string
  readonly live?: Live
}

/** A store that lives in this process; items are kept as text, so that nobody shares an object with it. */
export const memoryStore = (): Store => {
  const items = new Map<string, Item>()
  const put = (key: string, version: number, body: unknown, live?: Live): Written => {
    if ((items.get(key)?.version ?? 0) !== version - 1) return 'conflict'
    items.set(key, { version, body: JSON.stringify(body), ...(live && { live }) })
    return 'written'
  }
  const read = (key: string): unknown => {
    const item = items.get(key)
    return item ? JSON.parse(item.body) : undefined
  }
  return {
    readRecord: async service => {
      const stored = read(`${service}/record`)
      return stored === undefined ? undefined : parseRecord(stored)
    },
    writeRecord: async next =>
      put(
        `${next.service}/record`,
        next.version,
        next,
        isRecordLive(next) ? { service: next.service } : undefined,
      ),
    readLedger: async (service, channel) => {
      const stored = read(`${service}/ledger#${channel}`)
      return stored === undefined ? undefined : parseLedger(stored)
    },
    writeLedger: async next => {
      const { service, channel } = next
      return put(
        `${service}/ledger#${channel}`,
        next.version,
        next,
        isLedgerLive(next) ? { service, channel } : undefined,
      )
    },
    archive: async ({ service, key, version, body }) => {
      const known = items.get(`${service}/${key}`)
      if (!known || known.version < version)
        items.set(`${service}/${key}`, { version, body: JSON.stringify(body) })
    },
    readArchived: async (service, key) => read(`${service}/${key}`),
    live: async () => [...items.values()].map(({ live }) => live).filter(live => live !== undefined),
  }
}

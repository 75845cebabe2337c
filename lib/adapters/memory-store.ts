import { isLive as isBookLive } from '../alert/book.ts'
import { parseBook } from '../alert/schema.ts'
import { keptPrefix, parseKept, within } from '../audit/kept.ts'
import { isLive as isRecordLive } from '../incident/incident.ts'
import { parseRecord } from '../incident/schema.ts'
import type { Live, Store, Written } from '../ports.ts'
import { isLive as isLedgerLive } from '../publish/flight.ts'
import { parseLedger } from '../publish/schema.ts'
import { brokenKey, inItsPlace, notTooLong, orSetAside } from './set-aside.ts'

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
  const copy = async (service: string, sk: string, { body, version }: Item): Promise<string> => {
    const key = brokenKey(sk, body)
    items.set(`${service}/${key}`, { body, version })
    return key
  }
  const readOurs = async <Ours extends { readonly service: string; readonly version: number }>(
    service: string,
    sk: string,
    parse: (stored: unknown) => Ours,
  ): Promise<Ours | undefined> => {
    const item = items.get(`${service}/${sk}`)
    if (!item) return undefined
    const ours = async () =>
      inItsPlace(parse(JSON.parse(notTooLong(item.body))), { service, item: sk, version: item.version })
    return orSetAside(service, sk, ours, () => copy(service, sk, item))
  }
  return {
    readRecord: service => readOurs(service, 'record', parseRecord),
    writeRecord: async next =>
      put(
        `${next.service}/record`,
        next.version,
        next,
        isRecordLive(next) ? { service: next.service } : undefined,
      ),
    readLedger: (service, channel) => readOurs(service, `ledger#${channel}`, parseLedger),
    writeLedger: async next => {
      const { service, channel } = next
      return put(
        `${service}/ledger#${channel}`,
        next.version,
        next,
        isLedgerLive(next) ? { service, channel } : undefined,
      )
    },
    readAlerts: service => readOurs(service, 'alerts', parseBook),
    writeAlerts: async next =>
      put(
        `${next.service}/${next.book}`,
        next.version,
        next,
        isBookLive(next) ? { service: next.service } : undefined,
      ),
    archive: async ({ service, key, version, body }) => {
      const known = items.get(`${service}/${key}`)
      if (!known || known.version < version)
        items.set(`${service}/${key}`, { version, body: JSON.stringify(body) })
    },
    readArchived: async (service, key) => read(`${service}/${key}`),
    readSpan: async (service, { first, last, most }) =>
      [...items.keys()]
        .filter(key => key >= `${service}/${first}` && key <= `${service}/${last}`)
        .toSorted()
        .toReversed()
        .slice(0, most)
        .map(read),
    readTrail: async (service, chain, from, to) => {
      const prefix = `${service}/${keptPrefix(chain)}`
      const kept = [...items.keys()].filter(key => key.startsWith(prefix)).toSorted()
      return within(
        kept.flatMap(key => parseKept(read(key))),
        from,
        to,
      )
    },
    live: async () => [...items.values()].map(({ live }) => live).filter(live => live !== undefined),
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportLines } from '../../cli/whole/export.ts'
import { dynamodbItems, type Items } from '../../lib/adapters/dynamodb-items.ts'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import type { Store } from '../../lib/ports.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { type Item, lineOf } from '../../lib/whole/item.ts'
import type { Dynalite } from '../adapters/dynalite.ts'
import { fakeBus, fakeProber } from '../fakes.ts'
import { aService, minute } from '../given.ts'
import { aWorld } from '../publish/world.ts'

export const facts = { table: 'the-table', at: '2026-11-21T10:00:00.000Z', software: '0.1.0' }
const silent = { remark: () => {}, progress: () => {} }

/** The whole text of an export. */
export const exportedText = async (items: Items): Promise<string> => {
  let text = ''
  for await (const line of exportLines(items, facts, silent)) text += line
  return text
}

/** A folder for files of exports, gone at the end. */
export const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaya-whole-'))
  let files = 0
  return {
    file: (text: string): string => {
      const file = join(folder, `${++files}.jsonl`)
      writeFileSync(file, text)
      return file
    },
    path: (name: string) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** Items that are put into no table but this list. */
export const listed = (items: readonly Item[]): Items => {
  const of = async (pk: string) => items.filter(one => one.pk === pk)
  return {
    partitions: async () => [...new Set(items.map(({ pk }) => pk))],
    still: of,
    read: of,
    put: async item => (items.some(one => lineOf(one) === lineOf(item)) ? 'same' : 'other'),
  }
}

export const service = aService({ policy: { recheck: [] } })

/** A watch of one service on a store, with a channel and a clock that only the test moves. */
export const aWatch = (store: Store) => {
  const world = aWorld(service)
  const ports = { ...world.ports, store, bus: fakeBus(), prober: fakeProber() }
  return {
    ...world,
    store,
    /** Rounds a minute apart of the sede, a letter each: u up, d down. */
    rounds: async (letters: string) => {
      for (const letter of letters) {
        ports.prober.see('https://sede.example/', letter === 'd' ? 'down' : 'up')
        const round = Math.floor(world.clock.now() / minute) * minute
        await takeRound(ports, service, { round, length: minute, vantage: 'home' })
        world.wait(minute)
      }
    },
    publish: () => reconcile(ports, service, 'x'),
    ledger: () => store.readLedger(service.id, 'x'),
  }
}

/** A new table: as a store, as items, and with a watch on it. */
export const aTable = async (database: Dynalite) => {
  const table = await database.table()
  const store = dynamodbStore(database.client, table)
  return { table, store, items: dynamodbItems(database.client, table), watch: aWatch(store) }
}

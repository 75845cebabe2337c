import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb'
import * as v from 'valibot'
import { dynamodbItems } from '../../lib/adapters/dynamodb-items.ts'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import type { Store } from '../../lib/ports.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { type Service, serviceSchema } from '../../lib/service/service.ts'
import type { Dynalite } from '../adapters/dynalite.ts'
import { fakeBus, fakeJournal, fakeProber } from '../fakes.ts'
import { minute } from '../given.ts'

/** What an old commit had stored of two services, and the posts that were public then. */
export interface Example {
  readonly commit: string
  /** ISO 8601: just after its last round. */
  readonly at: string
  readonly timeline: readonly Post[]
  readonly items: readonly Record<string, AttributeValue>[]
}
interface Post {
  readonly id: string
  readonly text: string
}

export const examples: readonly Example[] = readdirSync(import.meta.dirname)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')))

/** The code of a commit, as far as a watch goes; its ports are those of today. */
export interface Code {
  dynamodbStore(client: Dynalite['client'], table: string): Store
  takeRound: typeof takeRound
  reconcile: typeof reconcile
  parseRecord(stored: unknown): object
  parseLedger(stored: unknown): object
}
export const today: Pick<Code, 'dynamodbStore' | 'takeRound' | 'reconcile'> = {
  dynamodbStore,
  takeRound,
  reconcile,
}
export const codeOf = (commit: string): Promise<Code> =>
  import(new URL(`old/${commit}.js`, import.meta.url).href)

/** The end of the sede of `owing` is owed; the beginning of that of `in-doubt` may be public. */
export const serviceOf = (id: string): Service =>
  v.parse(serviceSchema, {
    id,
    code: id === 'owing' ? 'OW' : 'ID',
    name: { es: 'la Seguridad Social' },
    components: [
      { id: 'sede', name: { es: 'la Sede Electrónica' }, targets: [{ url: `https://sede.${id}.example/` }] },
      { id: 'web', name: { es: 'la web' }, targets: [{ url: `https://web.${id}.example/` }] },
      { id: 'oficinas', name: { es: 'las oficinas' }, declared: true },
    ],
    policy: { recheck: [] },
  })

/** A table, and a world of its own in which whatever code may watch. */
export const aPlace = async (database: Dynalite, at: number, public_: readonly Post[] = []) => {
  const table = await database.table()
  let now = at
  let attempts = 0
  const timeline = [...public_]
  const clock = {
    now: () => now,
    monotonic: () => now - at,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  const channel = {
    account: async () => '1001',
    send: async (text: string) => {
      const id = String(9_000 + timeline.length)
      timeline.push({ id, text })
      return { is: 'sent', id } as const
    },
    find: async (text: string) => {
      const hit = timeline.find(post => post.text === text)
      return hit ? ({ is: 'found', id: hit.id } as const) : ({ is: 'missing' } as const)
    },
  }
  const prober = fakeProber()
  const journal = fakeJournal()
  const bus = fakeBus()
  return {
    table,
    journal,
    store: dynamodbStore(database.client, table),
    items: dynamodbItems(database.client, table),
    texts: () => timeline.slice(public_.length).map(({ text }) => text),
    put: (item: Record<string, AttributeValue>) =>
      database.client.send(new PutItemCommand({ TableName: table, Item: item })),
    /** Rounds a minute apart of the sede, a letter each: u up, d down; after each of them the publisher looks. */
    watch: async (
      code: Pick<Code, 'dynamodbStore' | 'takeRound' | 'reconcile'>,
      id: string,
      letters: string,
    ) => {
      const service = serviceOf(id)
      const uniqueId = () => `now-${++attempts}`
      const store = code.dynamodbStore(database.client, table)
      const ports = { store, bus, clock, journal, prober, channel, rehearsal: channel, uniqueId }
      for (const letter of letters) {
        prober.see(`https://sede.${id}.example/`, letter === 'd' ? 'down' : 'up')
        const next = now + minute
        const round = Math.floor(now / minute) * minute
        await code.takeRound(ports, service, { round, length: minute, vantage: 'home' })
        await code.reconcile(ports, service, 'x')
        now = Math.max(now, next)
      }
    },
  }
}

import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamodbItems, NeverStill } from '../../lib/adapters/dynamodb-items.ts'
import type { Item } from '../../lib/whole/item.ts'
import { clientTo, type Dynalite, startDynalite } from './dynalite.ts'

let database: Dynalite
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(() => database.close())

const pk = 'service#seguridad-social'
const at = (sk: string, version = 1, body: unknown = {}): Item => ({ pk, sk, version, body })
const opened = async () => {
  const table = await database.table()
  const put = (Item: Record<string, object>) =>
    database.client.send(new PutItemCommand({ TableName: table, Item: Item as never }))
  return { table, put, items: dynamodbItems(database.client, table) }
}

describe('the items of a table', () => {
  it('come in order, a partition after the other', async () => {
    const { items } = await opened()
    for (const sk of ['record', 'ledger#x', 'alerts']) await items.put(at(sk))
    await items.put({ ...at('record'), pk: 'service#dgt' })
    expect(await items.partitions()).toEqual(['service#dgt', pk])
    expect((await items.still(pk)).map(({ sk }) => sk)).toEqual(['alerts', 'ledger#x', 'record'])
  })

  it('come whole from many pages', async () => {
    const { items } = await opened()
    const long = 'x'.repeat(300_000)
    for (let n = 0; n < 8; n++) await items.put(at(`day#${n}`, 1, { long }))
    expect(await items.still(pk)).toHaveLength(8)
    expect(await items.partitions()).toEqual([pk])
  })

  it.each([
    ['text that is no JSON', { version: { N: '1' }, body: { S: '{' } }],
    ['JSON with spaces', { version: { N: '1' }, body: { S: '{ }' } }],
    [
      'bytes, sets and lists',
      { a: { B: new Uint8Array([1, 255]) }, b: { SS: ['y', 'x'] }, c: { L: [{ BOOL: true }] } },
    ],
    ['nothing at all', {}],
    ['another mark of the index', { version: { N: '1' }, body: { S: '{}' }, live: { S: 'other' } }],
  ])('keep %s as it stands', async (_, attributes) => {
    const [from, to] = [await opened(), await opened()]
    await from.put({ pk: { S: pk }, sk: { S: 'record' }, ...attributes })
    const [item] = await from.items.still(pk)
    expect(item).toHaveProperty('attributes')
    expect(await to.items.put(JSON.parse(JSON.stringify(item)))).toBe('written')
    expect(await to.items.still(pk)).toEqual([item])
  })

  it('are never written over', async () => {
    const { items } = await opened()
    expect(await items.put(at('record'))).toBe('written')
    expect(await items.put(at('record'))).toBe('same')
    expect(await items.put(at('record', 2))).toBe('other')
    expect(await items.read(pk)).toEqual([at('record')])
  })
})

describe('a service that is written while it is read', () => {
  /** Every read of the table finds a newer record, for so many times. */
  const busy = (versions: number) => {
    const client = clientTo(database.url)
    let reads = 0
    mockClient(client).callsFake(async () => {
      const N = String(Math.min(++reads, versions))
      return { Items: [{ pk: { S: pk }, sk: { S: 'record' }, version: { N }, body: { S: '{}' } }] }
    })
    return dynamodbItems(client, 'any')
  }

  it('is read again until it stood still', async () => {
    expect(await busy(4).still(pk)).toEqual([at('record', 4)])
  })

  it('that never does is told', async () => {
    await expect(busy(1_000).still(pk)).rejects.toThrow(NeverStill)
  })
})

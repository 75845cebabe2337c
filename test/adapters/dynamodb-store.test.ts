import { type AttributeValue, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamodbStore } from '../../lib/adapters/dynamodb-store.ts'
import { evolved } from '../../lib/incident/evolve.ts'
import { BrokenItem } from '../../lib/incident/schema.ts'
import { storeContract } from '../contracts/store.contract.ts'
import { beginning, eleven } from '../given.ts'
import { clientTo, type Dynalite, startDynalite } from './dynalite.ts'

let database: Dynalite
beforeAll(async () => {
  database = await startDynalite()
})
afterAll(() => database.close())

const id = 'seguridad-social'
const Key = { pk: { S: `service#${id}` }, sk: { S: 'record' } }
const quiet = evolved(beginning().record, [])

const opened = async () => {
  const table = await database.table()
  const put = (item: Record<string, AttributeValue>) =>
    database.client.send(new PutItemCommand({ TableName: table, Item: { ...Key, ...item } }))
  const get = async (sk: string) =>
    (await database.client.send(new GetItemCommand({ TableName: table, Key: { ...Key, sk: { S: sk } } })))
      .Item
  return { store: dynamodbStore(database.client, table), put, get }
}

describe('the store on DynamoDB', () => {
  storeContract(async () => (await opened()).store)

  it('keeps live out of quiet items', async () => {
    const { store, get } = await opened()
    await store.writeRecord(quiet)
    expect(Object.keys((await get('record')) ?? {}).toSorted()).toEqual(['body', 'pk', 'sk', 'version'])
  })

  it('tells DynamoDB in seconds what may be forgotten', async () => {
    const { store, get } = await opened()
    const key = 'hour#2026-11-21T10'
    await store.archive({ service: id, key, version: 1, body: {}, expires: eleven + 1 })
    expect((await get(key))?.expires).toEqual({ N: String(eleven / 1_000 + 1) })
  })

  it('says what it found where a body is no JSON', async () => {
    const { store, put } = await opened()
    await put({ version: { N: '1' }, body: { S: '{"schema":1' } })
    const fault = await store.readRecord(id).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(BrokenItem)
    expect(fault).toHaveProperty('message', expect.stringContaining('service#seguridad-social record'))
    expect(fault).toHaveProperty('found.body', { S: '{"schema":1' })
  })

  it('says what it found where there is no body', async () => {
    const { store, put } = await opened()
    await put({ version: { N: '1' } })
    await expect(store.readRecord(id)).rejects.toThrow(BrokenItem)
  })

  it.each([
    ['belongs to another service', { ...quiet, service: 'hacienda' }],
    ['has another version than its item', { ...quiet, version: 7 }],
  ])('takes a record that %s for broken', async (_, record) => {
    const { store, put } = await opened()
    await put({ version: { N: '1' }, body: { S: JSON.stringify(record) } })
    await expect(store.readRecord(id)).rejects.toThrow(BrokenItem)
  })

  it('copies what it does not understand as it stands', async () => {
    const { store, put, get } = await opened()
    const odd = { version: { N: '1' }, body: { B: new Uint8Array([1, 2]) }, note: { S: 'by hand' } }
    await put({ ...odd, live: { S: 'live' } })
    const fault = await store.readRecord(id).catch((error: unknown) => error)
    const { kept } = fault as { readonly kept: string }
    expect(await get(kept)).toEqual({ ...odd, pk: Key.pk, sk: { S: kept } })
    expect(await get('record')).toMatchObject(odd)
    expect(await store.live()).toHaveLength(1)
  })

  it('brings a record of an older schema forward', async () => {
    const { store, put } = await opened()
    const { schema: _, muted: __, certificates: ___, approvals: ____, ...old } = quiet
    await put({ version: { N: '1' }, body: { S: JSON.stringify(old) } })
    const read = await store.readRecord(id)
    expect(read).toEqual(quiet)
    expect(await store.writeRecord(evolved(read!, []))).toBe('written')
    expect(await store.readRecord(id)).toMatchObject({ schema: 2, version: 2 })
  })

  it('walks every page of the live index', async () => {
    const client = clientTo('http://127.0.0.1:9')
    const mock = mockClient(client)
    const second = { pk: { S: 'service#b' }, sk: { S: 'ledger#x' }, live: { S: 'live' } }
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [{ pk: { S: 'service#a' }, sk: { S: 'record' } }], LastEvaluatedKey: second })
      .resolvesOnce({ Items: [second] })
    const found = await dynamodbStore(client, 'table').live()
    expect(found).toEqual([{ service: 'a' }, { service: 'b', channel: 'x' }])
    expect(mock.commandCalls(QueryCommand)[1]?.args[0].input.ExclusiveStartKey).toEqual(second)
  })

  it('throws what is no conflict', async () => {
    const store = dynamodbStore(database.client, 'no-such-table')
    await expect(store.writeRecord(quiet)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(store.readRecord(id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDynamoDb } from '../../local/dynamodb.ts'
import type { Table } from '../../local/wiring.ts'

const table: Table = {
  id: 'Table',
  properties: {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'live'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'live',
        KeySchema: [
          { AttributeName: 'live', KeyType: 'HASH' },
          { AttributeName: 'pk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  },
}
const Key = { pk: { S: 'service#ss' }, sk: { S: 'record' } }

const using = async <T>(path: string, run: (client: DynamoDBClient) => Promise<T>): Promise<T> => {
  const database = await startDynamoDb(path, [table])
  const client = new DynamoDBClient({
    region: 'local',
    endpoint: database.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  try {
    return await run(client)
  } finally {
    client.destroy()
    await database.close()
  }
}

describe('the embedded database', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-db-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it("makes the template's table and keeps what was written", async () => {
    const path = join(folder, 'dynamodb')
    const Item = { ...Key, version: { N: '1' } }

    await using(path, client => client.send(new PutItemCommand({ TableName: 'Table', Item })))
    const found = await using(path, client =>
      client.send(new GetItemCommand({ TableName: 'Table', Key, ConsistentRead: true })),
    )

    expect(found.Item).toEqual(Item)
  })

  it('starts afresh where a table was never finished', async () => {
    const path = join(folder, 'dynamodb')
    const { ClassicLevel } = await import('classic-level')
    const level = new ClassicLevel<string, unknown>(path, { valueEncoding: 'json' })
    await level.put('table~Table', { TableName: 'Table', TableStatus: 'CREATING' })
    await level.close()

    const Item = { ...Key, version: { N: '1' } }
    await using(path, client => client.send(new PutItemCommand({ TableName: 'Table', Item })))
  })
})

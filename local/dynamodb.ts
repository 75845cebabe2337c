import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import * as v from 'valibot'
import { RunRefused } from './failure.ts'
import { end, listen } from './listen.ts'
import { propertiesOf } from './template.ts'
import type { Table } from './wiring.ts'

/** The embedded DynamoDB. Its caller holds the data directory (lock.ts). */
export interface LocalDynamoDb {
  readonly url: string
  close(): Promise<void>
}

const key = v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) })
/** What dynalite knows of a table; recovery, encryption, TTL and deletion protection are AWS's alone. */
const tableSchema = v.object({
  KeySchema: v.array(key),
  AttributeDefinitions: v.array(
    v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: v.optional(
    v.array(
      v.object({
        IndexName: v.string(),
        KeySchema: v.array(key),
        Projection: v.object({
          ProjectionType: v.picklist(['ALL', 'INCLUDE', 'KEYS_ONLY']),
          NonKeyAttributes: v.exactOptional(v.array(v.string())),
        }),
      }),
    ),
  ),
})

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** `dynalite` prints a stack and goes on when a close races a table's making, so it is made before anybody waits. */
const open = async (path: string): Promise<{ server: Server; url: string }> => {
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  return { server, url: `http://127.0.0.1:${await listen(server, 0)}` }
}

const statusOf = async (client: DynamoDBClient, name: string): Promise<string | undefined> => {
  try {
    const answer = await client.send(new DescribeTableCommand({ TableName: name }))
    return answer.Table?.TableStatus
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

const create = async (client: DynamoDBClient, table: Table) => {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = propertiesOf(
    table.id,
    table.properties,
    tableSchema,
  )
  await client.send(
    new CreateTableCommand({
      TableName: table.id,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
    }),
  )
}

/** Whether every table is there and takes writes; makes those that are not. */
const ready = async (client: DynamoDBClient, tables: readonly Table[]): Promise<boolean> => {
  for (const table of tables) {
    if ((await statusOf(client, table.id)) === undefined) await create(client, table)
    let looks = 0
    while ((await statusOf(client, table.id)) !== 'ACTIVE') {
      if (looks++ > 50) return false
      await sleep(10)
    }
  }
  return true
}

const attempt = async (path: string, tables: readonly Table[]): Promise<LocalDynamoDb | undefined> => {
  const { server, url } = await open(path)
  const client = new DynamoDBClient({ region: 'local', endpoint: url, credentials })
  try {
    if (await ready(client, tables)) return { url, close: () => end(server) }
    await end(server)
    return undefined
  } catch (error) {
    await end(server)
    throw error
  } finally {
    client.destroy()
  }
}

/** Opens the database in `path` and makes the tables that it lacks. */
export const startDynamoDb = async (path: string, tables: readonly Table[]): Promise<LocalDynamoDb> => {
  const first = await attempt(path, tables)
  if (first) return first
  // A kill -9 in the instant of a table's making leaves it CREATING for ever. Such a table never took a write.
  await rm(path, { recursive: true })
  const second = await attempt(path, tables)
  if (!second)
    throw new RunRefused(`the database in ${path} does not become ready: move it away and start again`)
  return second
}

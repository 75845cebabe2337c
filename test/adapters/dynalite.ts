import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { dynamodbClient } from '../../lib/adapters/aws-clients.ts'
import { table as keys } from '../../lib/contract.ts'
import { end, listen } from '../../local/listen.ts'

export const awsEnvironment = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAFAKEFAKEFAKEFAKE',
  AWS_SECRET_ACCESS_KEY: 'fake-aws-secret-access-key',
} as const

export interface Dynalite {
  readonly url: string
  readonly port: number
  /** The client that the functions use, straight to this database. */
  readonly client: DynamoDBClient
  /** Makes an empty table with the keys and the index of the contract; returns its name. */
  table(): Promise<string>
  close(): Promise<void>
}

/** A client as the functions make it. */
export const clientTo = (url: string): DynamoDBClient =>
  dynamodbClient({ ...awsEnvironment, AWS_ENDPOINT_URL_DYNAMODB: url })

const create = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...new Set([keys.pk, keys.sk, keys.index.pk, keys.index.sk])].map(
      AttributeName => ({ AttributeName, AttributeType: 'S' }),
    ),
    KeySchema: [
      { AttributeName: keys.pk, KeyType: 'HASH' },
      { AttributeName: keys.sk, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: keys.index.name,
        KeySchema: [
          { AttributeName: keys.index.pk, KeyType: 'HASH' },
          { AttributeName: keys.index.sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  })

/** An embedded DynamoDB in memory, on a loopback port. */
export const startDynalite = async (): Promise<Dynalite> => {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const port = await listen(server, 0)
  const url = `http://127.0.0.1:${port}`
  const client = clientTo(url)
  let made = 0
  const statusOf = async (TableName: string) =>
    (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus
  return {
    url,
    port,
    client,
    table: async () => {
      const name = `table-${++made}`
      await client.send(create(name))
      // dynalite finishes a table a turn after it answered; an answer is what this waits for, not time.
      while ((await statusOf(name)) !== 'ACTIVE');
      return name
    },
    close: async () => {
      client.destroy()
      await end(server)
    },
  }
}

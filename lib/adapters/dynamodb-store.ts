import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { isLive as isBookLive } from '../alert/book.ts'
import { parseBook } from '../alert/schema.ts'
import { table as keys } from '../contract.ts'
import { isLive as isRecordLive } from '../incident/incident.ts'
import { BrokenItem, parseRecord } from '../incident/schema.ts'
import type { Live, Store, Written } from '../ports.ts'
import { isLive as isLedgerLive } from '../publish/flight.ts'
import { parseLedger } from '../publish/schema.ts'
import { readSpan } from './dynamodb-span.ts'
import { readTrail } from './dynamodb-trail.ts'
import { brokenKey, inItsPlace, notTooLong, orSetAside } from './set-aside.ts'

type Item = Record<string, AttributeValue>

const servicePrefix = 'service#'
const ledgerPrefix = 'ledger#'
const liveValue = 'live'
const none: AttributeValue = { NULL: true }
type Conditions = 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'

const keyOf = (service: string, sk: string): Item => ({
  [keys.pk]: { S: `${servicePrefix}${service}` },
  [keys.sk]: { S: sk },
})

/** The body is one JSON text: it is read and written whole, by this code alone, and its schema has its own version. */
const bodyOf = (item: Item): unknown => {
  const text = notTooLong(item.body?.S ?? '')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new BrokenItem(`${item[keys.pk]?.S} ${item[keys.sk]?.S}`, item, cause)
  }
}

const liveOf = (item: Item): Live => {
  const service = (item[keys.pk]?.S ?? '').slice(servicePrefix.length)
  const sk = item[keys.sk]?.S ?? ''
  return sk.startsWith(ledgerPrefix) ? { service, channel: sk.slice(ledgerPrefix.length) } : { service }
}

/** The store on DynamoDB's plain conditional puts: no transactions, no updates, so that any DynamoDB there is will do. */
export const dynamodbStore = (client: DynamoDBClient, table: string): Store => {
  const read = async (service: string, sk: string): Promise<Item | undefined> => {
    const Key = keyOf(service, sk)
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
    return Item
  }

  /** Whether the table holds exactly this item: it was ours, and only the answer was lost. */
  const holds = async (Item: Item): Promise<boolean> => {
    const Key = { [keys.pk]: Item[keys.pk] ?? none, [keys.sk]: Item[keys.sk] ?? none }
    const stored = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
    return stored.Item?.version?.N === Item.version?.N && stored.Item?.body?.S === Item.body?.S
  }

  const put = async (input: Pick<PutItemCommandInput, Conditions> & { Item: Item }): Promise<Written> => {
    try {
      await client.send(new PutItemCommand({ TableName: table, ...input }))
      return 'written'
    } catch (fault) {
      const isConflict = fault instanceof ConditionalCheckFailedException
      // The SDK asks again where an answer is lost, and then loses against its own success.
      const mayBeOurs = !isConflict || fault.$metadata.attempts !== 1
      if (mayBeOurs && (await holds(input.Item).catch(() => false))) return 'written'
      if (isConflict) return 'conflict'
      throw fault
    }
  }

  /** Absent for version 1, else exactly one version behind. */
  const putNext = (
    service: string,
    sk: string,
    version: number,
    body: unknown,
    live: boolean,
  ): Promise<Written> =>
    put({
      Item: {
        ...keyOf(service, sk),
        version: { N: String(version) },
        body: { S: JSON.stringify(body) },
        ...(live && { [keys.index.pk]: { S: liveValue } }),
      },
      ...(version === 1
        ? { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': keys.pk } }
        : {
            ConditionExpression: '#version = :before',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':before': { N: String(version - 1) } },
          }),
    })

  /** Every attribute as it stands, whatever it is; only the index does not find the copy. */
  const copy = async (service: string, sk: string, item: Item): Promise<string> => {
    const { [keys.index.pk]: _, [keys.ttl]: __, ...content } = item
    const key = brokenKey(sk, JSON.stringify(content))
    await put({
      Item: { ...content, ...keyOf(service, key) },
      ConditionExpression: 'attribute_not_exists(#pk)',
      ExpressionAttributeNames: { '#pk': keys.pk },
    })
    return key
  }

  const readOurs = async <Ours extends { readonly service: string; readonly version: number }>(
    service: string,
    sk: string,
    parse: (stored: unknown) => Ours,
  ): Promise<Ours | undefined> => {
    const item = await read(service, sk)
    if (!item) return undefined
    const ours = async () => {
      const parsed = parse(bodyOf(item))
      return inItsPlace(parsed, { service, item: sk, version: Number(item.version?.N) })
    }
    return orSetAside(service, sk, ours, () => copy(service, sk, item))
  }

  const livePage = (start: Item | undefined) =>
    client.send(
      new QueryCommand({
        TableName: table,
        IndexName: keys.index.name,
        KeyConditionExpression: '#live = :live',
        ExpressionAttributeNames: { '#live': keys.index.pk },
        ExpressionAttributeValues: { ':live': { S: liveValue } },
        ...(start && { ExclusiveStartKey: start }),
      }),
    )

  const itemsOf = (service: string) => ({
    client,
    table,
    pk: { S: `${servicePrefix}${service}` },
    bodyOf,
  })

  return {
    readRecord: service => readOurs(service, 'record', parseRecord),
    writeRecord: next => putNext(next.service, 'record', next.version, next, isRecordLive(next)),
    readLedger: (service, channel) => readOurs(service, `${ledgerPrefix}${channel}`, parseLedger),
    writeLedger: next =>
      putNext(next.service, `${ledgerPrefix}${next.channel}`, next.version, next, isLedgerLive(next)),
    readAlerts: service => readOurs(service, 'alerts', parseBook),
    writeAlerts: next => putNext(next.service, next.book, next.version, next, isBookLive(next)),
    archive: async ({ service, key, version, body, expires }) => {
      await put({
        Item: {
          ...keyOf(service, key),
          version: { N: String(version) },
          body: { S: JSON.stringify(body) },
          ...(expires !== undefined && { [keys.ttl]: { N: String(Math.ceil(expires / 1_000)) } }),
        },
        // A conflict means that it is there already, as new or newer.
        ConditionExpression: 'attribute_not_exists(#pk) OR #version < :version',
        ExpressionAttributeNames: { '#pk': keys.pk, '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) } },
      })
    },
    readArchived: async (service, key) => {
      const item = await read(service, key)
      return item && bodyOf(item)
    },
    readSpan: (service, span) => readSpan(itemsOf(service), span),
    readTrail: (service, chain, from, to) => readTrail(itemsOf(service), chain, from, to),
    live: async () => {
      const found: Live[] = []
      let start: Item | undefined
      do {
        const page = await livePage(start)
        found.push(...(page.Items ?? []).map(liveOf))
        start = page.LastEvaluatedKey
      } while (start)
      return found
    },
  }
}

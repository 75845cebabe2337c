import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { table as keys } from '../contract.ts'
import { type Item, isWriters, lineOf } from '../whole/item.ts'
import { byText } from '../whole/order.ts'
import { attributesOf, itemOf } from './dynamodb-attributes.ts'

type Attributes = Record<string, AttributeValue>

/** A table as a whole: for whoever leaves, moves or comes back, and for nobody who watches. */
export interface Items {
  /** Every partition, in the order of an export: `service#<id>`. */
  partitions(): Promise<readonly string[]>
  /** Everything in a partition as it was at one instant, in order. Throws `NeverStill`. */
  still(pk: string): Promise<readonly Item[]>
  /** The same, read once: for a table that nobody writes. */
  read(pk: string): Promise<readonly Item[]>
  /** Writes where nothing stands; `same`: exactly this stands there; `other`: something else does. */
  put(item: Item): Promise<'written' | 'same' | 'other'>
}

/** A service was written again each time that it was read. */
export class NeverStill extends Error {
  override readonly name = 'NeverStill'
  readonly partition: string
  constructor(partition: string) {
    super(`${partition} was written again each of the ${mostReads} times that it was read; try again`)
    this.partition = partition
  }
}

const mostReads = 10

/** What tells one state of a service from the next: the versions of all that has a writer. */
const stateOf = (items: readonly Item[]): string => items.filter(isWriters).map(lineOf).join('\n')

/** The items on DynamoDB. Every read is consistent, every write is conditional on nothing being there. */
export const dynamodbItems = (client: DynamoDBClient, table: string): Items => {
  const scan = (start: Attributes | undefined) =>
    client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ProjectionExpression: '#pk',
        ExpressionAttributeNames: { '#pk': keys.pk },
        ...(start && { ExclusiveStartKey: start }),
      }),
    )

  const query = (pk: string, start: Attributes | undefined) =>
    client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': keys.pk },
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ...(start && { ExclusiveStartKey: start }),
      }),
    )

  const read = async (pk: string): Promise<readonly Item[]> => {
    const found: Item[] = []
    let start: Attributes | undefined
    do {
      const page = await query(pk, start)
      found.push(...(page.Items ?? []).map(itemOf))
      start = page.LastEvaluatedKey
    } while (start)
    return found
  }

  const stands = async (item: Item): Promise<boolean> => {
    const Key = { [keys.pk]: { S: item.pk }, [keys.sk]: { S: item.sk } }
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
    return Item !== undefined && lineOf(itemOf(Item)) === lineOf(item)
  }

  return {
    read,
    partitions: async () => {
      const found = new Set<string>()
      let start: Attributes | undefined
      do {
        const page = await scan(start)
        for (const item of page.Items ?? []) found.add(item[keys.pk]?.S ?? '')
        start = page.LastEvaluatedKey
      } while (start)
      return [...found].toSorted(byText)
    },
    // Two readings with the same writers' items: nothing was written between the end of one and the start of the other,
    // and whatever left those items was put into its own before.
    still: async pk => {
      let before = await read(pk)
      for (let reads = 1; reads < mostReads; reads++) {
        const again = await read(pk)
        if (stateOf(again) === stateOf(before)) return again
        before = again
      }
      throw new NeverStill(pk)
    },
    put: async item => {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: attributesOf(item),
            ConditionExpression: 'attribute_not_exists(#pk)',
            ExpressionAttributeNames: { '#pk': keys.pk },
          }),
        )
        return 'written'
      } catch (fault) {
        if (!(fault instanceof ConditionalCheckFailedException)) throw fault
        // Ours too, if only the first answer was lost.
        return (await stands(item)) ? 'same' : 'other'
      }
    },
  }
}

import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb'
import { table as keys } from '../contract.ts'
import type { Span } from '../ports.ts'
import type { Items } from './dynamodb-trail.ts'

type Item = Record<string, AttributeValue>

const page = ({ client, table, pk }: Items, { first, last }: Span, limit: number, start?: Item) =>
  client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#pk': keys.pk, '#sk': keys.sk },
      ExpressionAttributeValues: { ':pk': pk, ':first': { S: first }, ':last': { S: last } },
      ScanIndexForward: false,
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    }),
  )

/** The bodies of archived items, the last key first. Throws `BrokenItem` for one that is no JSON. */
export const readSpan = async (items: Items, span: Span): Promise<readonly unknown[]> => {
  const found: unknown[] = []
  let start: Item | undefined
  do {
    const { Items: some = [], LastEvaluatedKey } = await page(items, span, span.most - found.length, start)
    found.push(...some.map(items.bodyOf))
    start = LastEvaluatedKey
  } while (start && found.length < span.most)
  return found
}

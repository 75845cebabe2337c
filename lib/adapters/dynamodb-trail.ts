import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Entry } from '../audit/entry.ts'
import { keptFrom, keptPrefix, keptUntil, parseKept, within } from '../audit/kept.ts'
import { table as keys } from '../contract.ts'

type Item = Record<string, AttributeValue>

/** What the store knows of its items. */
export interface Items {
  readonly client: DynamoDBClient
  readonly table: string
  readonly pk: AttributeValue
  /** Throws `BrokenItem`. */
  bodyOf(item: Item): unknown
}

interface Span {
  readonly first: string
  readonly last: string
}

const query = ({ client, table, pk }: Items, { first, last }: Span, more: { newest?: true; start?: Item }) =>
  client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#pk': keys.pk, '#sk': keys.sk },
      ExpressionAttributeValues: { ':pk': pk, ':first': { S: first }, ':last': { S: last } },
      ...(more.newest && { ScanIndexForward: false, Limit: 1 }),
      ...(more.start && { ExclusiveStartKey: more.start }),
    }),
  )

/** Where to begin, so that the item is read too in which `from` lies though it begins before. */
const firstKey = async (items: Items, chain: string, from: number): Promise<string> => {
  const span = { first: keptPrefix(chain), last: keptUntil(chain, from) }
  const page = await query(items, span, { newest: true })
  const own = keptFrom(chain, from)
  return page.Items?.[0]?.[keys.sk]?.S?.slice(0, own.length) ?? own
}

/** The entries of a chain that were copied out, from one ordinal to another. Throws `BrokenItem`. */
export const readTrail = async (
  items: Items,
  chain: string,
  from: number,
  to: number,
): Promise<readonly Entry[]> => {
  if (to < from) return []
  const span = { first: await firstKey(items, chain, from), last: keptUntil(chain, to) }
  const entries: Entry[] = []
  let start: Item | undefined
  do {
    const page = await query(items, span, start ? { start } : {})
    for (const item of page.Items ?? []) entries.push(...parseKept(items.bodyOf(item)))
    start = page.LastEvaluatedKey
  } while (start)
  return within(entries, from, to)
}

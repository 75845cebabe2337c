import * as v from 'valibot'
import { jsonOf } from '../../local/body.ts'
import type { Counts } from './counts.ts'

const text = v.object({ S: v.string() })
const putSchema = v.object({
  Item: v.looseObject({ pk: text, sk: text, live: v.optional(text) }),
})
const answerSchema = v.object({ ConsumedCapacity: v.object({ CapacityUnits: v.number() }) })

/** Asks the database to say what it consumed. */
export const asking = (body: string): string =>
  JSON.stringify({ ...Object(jsonOf(body)), ReturnConsumedCapacity: 'TOTAL' })

/** The least that DynamoDB bills of a query, when it finds nothing. */
const leastOfQuery = 0.5

/**
 * Counts the units of requests to DynamoDB, as the database itself tells them; those of the index, which it does not
 * tell of writes, are counted here: an entry that comes or goes is one. `largest`: bytes of the largest item of each
 * kind, such as `record` or `hour`, as JSON, which is a little more than DynamoDB counts.
 */
export const databaseMeter = () => {
  const indexed = new Set<string>()
  const largest = new Map<string, number>()
  const ofIndex = (body: string): number => {
    const { Item } = v.parse(putSchema, jsonOf(body))
    const key = `${Item.pk.S} ${Item.sk.S}`
    const kind = Item.sk.S.split('#')[0] ?? ''
    largest.set(kind, Math.max(largest.get(kind) ?? 0, Buffer.byteLength(JSON.stringify(Item))))
    const [was, is] = [indexed.has(key), Item.live !== undefined]
    if (is) indexed.add(key)
    else indexed.delete(key)
    return was === is ? 0 : 1
  }
  const unitsOf = (answer: string): number => {
    const parsed = v.safeParse(answerSchema, jsonOf(answer))
    return parsed.success ? parsed.output.ConsumedCapacity.CapacityUnits : 0
  }
  /** Adds a request and its answer. */
  const count = (counts: Counts, operation: string, body: string, answer: string): void => {
    const units = unitsOf(answer)
    if (operation === 'PutItem') counts.writes += units + ofIndex(body)
    else if (operation === 'Query') counts.reads += Math.max(units, leastOfQuery)
    else counts.reads += units
  }
  return { count, largest }
}

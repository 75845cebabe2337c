import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import * as v from 'valibot'
import { table as keys } from '../contract.ts'
import { type Item, isPlain, type Odd, type Plain } from '../whole/item.ts'
import { byText } from '../whole/order.ts'

type Attributes = Record<string, AttributeValue>

const liveValue = 'live'

/** A number that its text is the only text of. */
const wholeOf = (attribute: AttributeValue | undefined): number | undefined => {
  const text = attribute?.N
  const found = Number(text)
  return Number.isSafeInteger(found) && String(found) === text ? found : undefined
}

/** JSON that is written again as it stands. */
const jsonOf = (text: string | undefined): { readonly body: unknown } | undefined => {
  try {
    const body: unknown = JSON.parse(text ?? '')
    return JSON.stringify(body) === text ? { body } : undefined
  } catch {
    return undefined
  }
}

const ours = new Set(['version', 'body', keys.index.pk, keys.ttl])

/** The item as we write them; `undefined` where any attribute is not what we write. */
const plainOf = (key: { pk: string; sk: string }, attributes: Attributes): Plain | undefined => {
  const { version, body, [keys.index.pk]: live, [keys.ttl]: expires } = attributes
  const [found, number, until] = [jsonOf(body?.S), wholeOf(version), wholeOf(expires)]
  const isOurs =
    Object.keys(attributes).every(name => ours.has(name)) &&
    (live === undefined || live.S === liveValue) &&
    (expires === undefined) === (until === undefined)
  if (!isOurs || !found || number === undefined) return undefined
  return {
    ...key,
    version: number,
    body: found.body,
    ...(live && { live: true }),
    ...(until !== undefined && { expires: until }),
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => byText(a, b)

/** DynamoDB's own JSON; what it keeps in no order is sorted. */
const written = (value: AttributeValue): unknown => {
  if (value.B) return { B: base64(value.B) }
  if (value.BS) return { BS: value.BS.map(base64).toSorted(byText) }
  if (value.SS) return { SS: value.SS.toSorted(byText) }
  if (value.NS) return { NS: value.NS.toSorted(byText) }
  if (value.L) return { L: value.L.map(written) }
  if (value.M) return { M: writtenAll(value.M) }
  return value
}

const writtenAll = (attributes: Attributes): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(attributes)
      .toSorted(byName)
      .map(([name, value]) => [name, written(value)]),
  )

/** An item of the table, as an export has it. */
export const itemOf = (stored: Attributes): Item => {
  const { [keys.pk]: pk, [keys.sk]: sk, ...attributes } = stored
  const key = { pk: pk?.S ?? '', sk: sk?.S ?? '' }
  return plainOf(key, attributes) ?? { ...key, attributes: writtenAll(attributes) }
}

const bytes = v.pipe(v.string(), v.base64(), v.transform(bytesOf))
const texts = v.array(v.string())
const attributeSchema: v.GenericSchema<unknown, AttributeValue> = v.lazy(() =>
  v.union([
    v.strictObject({ S: v.string() }),
    v.strictObject({ N: v.string() }),
    v.strictObject({ BOOL: v.boolean() }),
    v.strictObject({ NULL: v.literal(true) }),
    v.strictObject({ B: bytes }),
    v.strictObject({ SS: texts }),
    v.strictObject({ NS: texts }),
    v.strictObject({ BS: v.array(bytes) }),
    v.strictObject({ L: v.array(attributeSchema) }),
    v.strictObject({ M: v.record(v.string(), attributeSchema) }),
  ]),
)

const parsed = ({ attributes }: Odd): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, v.parse(attributeSchema, value)]),
  )

/** What the table holds of an item of an export. Throws ValiError for attributes that DynamoDB does not have. */
export const attributesOf = (item: Item): Attributes => ({
  ...(isPlain(item)
    ? {
        version: { N: String(item.version) },
        body: { S: JSON.stringify(item.body) },
        ...(item.live && { [keys.index.pk]: { S: liveValue } }),
        ...(item.expires !== undefined && { [keys.ttl]: { N: String(item.expires) } }),
      }
    : parsed(item)),
  [keys.pk]: { S: item.pk },
  [keys.sk]: { S: item.sk },
})

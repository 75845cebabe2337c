import * as v from 'valibot'

/** An item that we write: one line of an export, for machines and for people. */
export interface Plain {
  /** `service#<id>` */
  readonly pk: string
  readonly sk: string
  readonly version: number
  readonly body: unknown
  /** Whether the sparse index finds it. */
  readonly live?: true
  /** Epoch seconds after which it may be forgotten. */
  readonly expires?: number
}

/** Any other item, with all that it holds in DynamoDB's own JSON. Its key is not among it. */
export interface Odd {
  readonly pk: string
  readonly sk: string
  readonly attributes: Readonly<Record<string, unknown>>
}

export type Item = Plain | Odd

export const isPlain = (item: Item): item is Plain => !('attributes' in item)

const whole = v.pipe(v.number(), v.safeInteger())
// `body` and `attributes` stand as they are: a copy would lose keys that have a meaning in JavaScript.
const attributes = v.custom<Odd['attributes']>(
  found => typeof found === 'object' && found !== null && !Array.isArray(found),
)
const key = { pk: v.string(), sk: v.string() }

/** An item as a line of an export has it. */
export const itemSchema: v.GenericSchema<unknown, Item> = v.union([
  v.strictObject({
    ...key,
    version: whole,
    body: v.unknown(),
    live: v.exactOptional(v.literal(true)),
    expires: v.exactOptional(whole),
  }),
  v.strictObject({ ...key, attributes }),
])

/** The items that have one writer each; all others are copied out of them, and never change. */
export const isWriters = ({ sk }: Item): boolean =>
  sk === 'record' || sk === 'alerts' || sk.startsWith('ledger#')

/** The line of an item; the same for the same item. */
export const lineOf = (item: Item): string => JSON.stringify(item)

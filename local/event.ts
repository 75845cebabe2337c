import * as v from 'valibot'
import { jsonOf } from './body.ts'

/** An event as EventBridge hands it to a Lambda. */
export interface DeliveredEvent {
  readonly version: '0'
  readonly id: string
  readonly 'detail-type': string
  readonly source: string
  readonly account: string
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: unknown
}

export const putEventsSchema = v.object({
  Entries: v.pipe(
    v.array(
      v.object({
        Source: v.optional(v.string()),
        DetailType: v.optional(v.string()),
        Detail: v.optional(v.string()),
        EventBusName: v.optional(v.string(), 'default'),
        Resources: v.optional(v.array(v.string()), []),
        /** Epoch seconds. */
        Time: v.optional(v.number()),
      }),
    ),
    v.minLength(1, 'at least one entry'),
    v.maxLength(10, 'at most 10 entries'),
  ),
})
export type PutEntry = v.InferOutput<typeof putEventsSchema>['Entries'][number]

/** EventBridge's answer to one entry: its id, or why it was not taken. */
export type Refusal = { readonly ErrorCode: string; readonly ErrorMessage: string }

const missing = (name: string): Refusal => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
})

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The event that an entry becomes, under a new `id`, or the refusal that EventBridge answers. */
export const eventOf = (entry: PutEntry, id: string, now: number): DeliveredEvent | Refusal => {
  const { Source, DetailType, Detail } = entry
  if (!Source) return missing('Source')
  if (!DetailType) return missing('DetailType')
  if (!Detail) return missing('Detail')
  const detail = jsonOf(Detail)
  if (!isObject(detail)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  const time = new Date(entry.Time === undefined ? now : entry.Time * 1_000)
  return {
    version: '0',
    id,
    'detail-type': DetailType,
    source: Source,
    account: '000000000000',
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region: 'local',
    resources: entry.Resources,
    detail,
  }
}

import * as v from 'valibot'

/** What home asks of another vantage and what that answers, as JSON. By value: their stacks may differ in age. */

const count = v.pipe(v.number(), v.minValue(0))

const target = v.object({
  url: v.pipe(v.string(), v.regex(/^https?:\/\//)),
  headers: v.record(v.string(), v.string()),
  expect: v.object({
    status: v.array(v.number()),
    contains: v.array(v.string()),
    title: v.optional(v.string()),
  }),
  timeout: count,
  slow: count,
  partial: v.boolean(),
})

export const askedSchema = v.object({
  /** Whose targets they are. */
  service: v.string(),
  targets: v.array(target),
  controls: v.array(v.string()),
  /** Milliseconds in which the answer must be ready. */
  deadline: count,
})
export type Asked = v.InferOutput<typeof askedSchema>

const phase = v.exactOptional(v.number())

const seen = v.object({
  outcome: v.picklist(['up', 'slow', 'down', 'blind']),
  reason: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/)),
  phases: v.object({ dns: phase, tcp: phase, tls: phase, firstByte: phase, total: v.number() }),
})

/** `seen`: of each target, in the order asked. `blind`: most of its controls fail there. */
export const toldSchema = v.variant('is', [
  v.object({ is: v.literal('seen'), seen: v.array(seen) }),
  v.object({ is: v.literal('blind') }),
])
export type Told = v.InferOutput<typeof toldSchema>
export type Seen = v.InferOutput<typeof seen>

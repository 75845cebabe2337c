import * as v from 'valibot'
import { parseIncident, parseRecord } from '../lib/incident/schema.ts'
import { RunRefused } from '../local/failure.ts'
import type { Heard } from './go-live/missing.ts'
import { zoneHere } from './local-words.ts'

const postSchema = v.looseObject({
  service: v.string(),
  channel: v.string(),
  notice: v.string(),
  state: v.string(),
  at: v.number(),
  text: v.string(),
  id: v.optional(v.string()),
  why: v.optional(v.string()),
})
export type Post = v.InferOutput<typeof postSchema>

const toldSchema = v.looseObject({
  channel: v.string(),
  notice: v.string(),
  text: v.string(),
  euros: v.number(),
  at: v.optional(v.number()),
})
export type Told = v.InferOutput<typeof toldSchema>

const inMode = {
  channel: v.string(),
  mode: v.string(),
  since: v.optional(v.number()),
  by: v.optional(v.string()),
}
const left = v.looseObject({ posts: v.number(), euros: v.number() })
const readySchema = v.looseObject({
  ...inMode,
  service: v.string(),
  timeZone: v.string(),
  held: v.boolean(),
  rehearsed: v.array(
    v.looseObject({
      notice: v.string(),
      state: v.string(),
      at: v.number(),
      text: v.string(),
      euros: v.number(),
    }),
  ),
  /** An older Atalaya does not say it. */
  wanted: v.optional(v.string(), 'auto'),
  wouldTell: v.array(toldSchema),
  left: v.looseObject({ day: left, month: left }),
  account: v.variant('is', [
    v.looseObject({ is: v.literal('known'), id: v.string(), name: v.string() }),
    v.looseObject({
      is: v.picklist(['unset', 'refused', 'unpaid', 'unreachable', 'unchecked']),
      why: v.string(),
    }),
  ]),
  missing: v.array(v.string()),
})
/** What an operator should know before one service goes live. */
export type Ready = v.InferOutput<typeof readySchema>

const incident = v.pipe(v.unknown(), v.transform(parseIncident))
/** An older Atalaya does not say it. */
const timeZone = v.optional(v.string(), zoneHere)
const service = v.pipe(
  v.looseObject({
    timeZone,
    declared: v.optional(v.array(v.string()), []),
    posts: v.optional(v.array(postSchema), []),
    posting: v.optional(v.array(v.looseObject(inMode)), []),
  }),
  v.transform(({ timeZone, declared, posts, posting, ...record }) => ({
    ...parseRecord(record),
    timeZone,
    declared,
    posts,
    posting,
  })),
)
export type ServiceStatus = v.InferOutput<typeof service>

/** What functions/operate answers, as lib/operate/reply.ts has it, read anew: it comes over the network. */
const answerSchema = v.variant('is', [
  v.looseObject({
    is: v.literal('done'),
    changed: v.boolean(),
    text: v.string(),
    incident: v.optional(v.string()),
    dryRun: v.optional(v.boolean(), false),
    told: v.optional(v.array(toldSchema)),
    timeZone,
    warnings: v.optional(v.array(v.string()), []),
  }),
  v.looseObject({ is: v.literal('refused'), why: v.string() }),
  v.looseObject({ is: v.literal('invalid'), why: v.string() }),
  v.looseObject({ is: v.literal('status'), services: v.array(service) }),
  v.looseObject({ is: v.literal('incidents'), incidents: v.array(incident), timeZone }),
  v.looseObject({ is: v.literal('incident'), incident, posts: v.array(postSchema), timeZone }),
  v.looseObject({ is: v.literal('posts'), posts: v.array(postSchema), timeZone }),
  v.looseObject({
    is: v.literal('entry'),
    path: v.pipe(v.string(), v.regex(/^\/operate\/session\/\S+$/)),
    expires: v.number(),
    timeZone,
    /** The whole address, by the name under which we were asked. */
    url: v.optional(v.string(), ''),
  }),
  v.looseObject({
    is: v.literal('readiness'),
    services: v.array(readySchema),
    stack: v.optional(v.looseObject({ name: v.string(), region: v.string() })),
    /** What the command found out of the alarms. */
    alarms: v.optional(v.custom<Heard>(found => typeof found === 'object' && found !== null)),
    /** All that speaks against it, once the alarms were asked too. */
    missing: v.optional(v.array(v.string()), []),
  }),
  v.looseObject({
    is: v.literal('export'),
    evidence: v.unknown(),
    /** Where it was written, or would be. */
    files: v.optional(v.array(v.string()), []),
    dryRun: v.optional(v.boolean(), false),
  }),
])
export type Answer = v.InferOutput<typeof answerSchema>

const quoted = (answer: unknown): string => (JSON.stringify(answer) ?? 'nothing').slice(0, 500)

const placed = (answer: Answer, from: string): Answer =>
  answer.is === 'entry' ? { ...answer, url: `${from.replace(/\/+$/, '')}${answer.path}` } : answer

/** The answer in a body. Throws RunRefused for anything else. */
export const answerIn = (body: unknown, from: string): Answer => {
  const unknown = (cause?: unknown) =>
    new RunRefused(`${from} answers what no Atalaya of this version would: ${quoted(body)}`, { cause })
  try {
    const known = v.safeParse(answerSchema, body)
    if (known.success) return placed(known.output, from)
  } catch (cause) {
    throw unknown(cause)
  }
  throw unknown()
}

/** A response's JSON; `undefined` where it has none. */
export const bodyOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined)

/** Whether a body is an answer of ours at all, rather than of something that stands in between. */
export const isAnswer = (body: unknown): boolean => typeof body === 'object' && body !== null && 'is' in body

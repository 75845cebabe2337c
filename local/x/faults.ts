import * as v from 'valibot'
import { problems, type Reply } from './reply.ts'

/** What the next requests of one kind meet. */
const faultSchema = v.strictObject({
  on: v.optional(v.picklist(['post', 'timeline', 'me']), 'post'),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  /** The post is taken all the same. */
  landed: v.optional(v.boolean(), false),
  /** `lost`: the socket is destroyed unanswered; `hang`: no answer ever; `truncated`: half of the body, then the end. */
  how: v.optional(v.picklist(['whole', 'lost', 'hang', 'truncated']), 'whole'),
  /** Absent, the answer is the true one. */
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  /** JSON, or text as it is. Absent, what X says with that status, or nothing. */
  body: v.optional(v.unknown()),
})
export type Fault = v.InferOutput<typeof faultSchema>
export type FaultInput = v.InferInput<typeof faultSchema>

const html = { 'content-type': 'text/html; charset=utf-8' }

/** Faults with a name, for tests and for `POST /control`. */
export const faults = {
  ...problems,
  'overloaded-landed': { ...problems.overloaded, landed: true },
  'broken-landed': { ...problems.broken, landed: true },
  lost: { how: 'lost', landed: true },
  'lost-before': { how: 'lost' },
  hang: { how: 'hang' },
  'hang-landed': { how: 'hang', landed: true },
  empty: { status: 201, body: '' },
  'empty-landed': { status: 201, body: '', landed: true },
  html: { status: 200, headers: html, body: '<!doctype html><title>X</title><p>Something went wrong.</p>' },
  'html-overloaded': { status: 503, headers: html, body: '<!doctype html><title>503</title>' },
  moved: { status: 302, headers: { ...html, location: 'https://x.com/' }, body: '' },
  truncated: { how: 'truncated', landed: true },
} as const satisfies Readonly<Record<string, FaultInput>>
export type FaultName = keyof typeof faults

const isName = (name: string): name is FaultName => Object.hasOwn(faults, name)
const name = v.custom<FaultName>(given => typeof given === 'string' && isName(given))

/** What `POST /control` takes: the next answers, how late the timeline is (milliseconds), or both. */
export const controlSchema = v.strictObject({
  next: v.optional(v.union([name, faultSchema])),
  /** For a fault with a name. */
  on: v.optional(faultSchema.entries.on.wrapped),
  times: v.optional(faultSchema.entries.times.wrapped),
  /** Seconds until a 429 is over. */
  reset: v.optional(v.pipe(v.number(), v.minValue(0))),
  lag: v.optional(v.pipe(v.number(), v.minValue(0))),
})
export type Control = v.InferOutput<typeof controlSchema>

const factsOf = (given: FaultName | FaultInput): FaultInput =>
  typeof given === 'string' ? faults[given] : given

/** A fault with all its defaults. Throws v.ValiError for one that is none. */
export const faultOf = (given: FaultName | FaultInput, more: Pick<FaultInput, 'on' | 'times'> = {}): Fault =>
  v.parse(faultSchema, { ...factsOf(given), ...more })

/** The answer of a fault: what it says, else what X says with its status, else the true one. */
export const faulty = (fault: Fault, truth: Reply): Reply => {
  const { status, body, headers } = fault
  if (status === undefined || (body === undefined && status === truth.status)) {
    return { ...truth, headers: { ...truth.headers, ...headers } }
  }
  const usual = Object.values(problems).find(one => one.status === status)
  return { status, headers, body: body ?? usual?.body ?? '' }
}

import * as v from 'valibot'
import type { StandInPost } from './posts.ts'
import { invalid, type Reply } from './reply.ts'

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform(text => Date.parse(text)),
)
const id = v.pipe(
  v.string(),
  v.regex(/^\d{1,19}$/),
  v.transform(text => BigInt(text)),
)

/** Opaque for callers: the id that the next page lies before. */
const tokenOf = (before: string): string => Buffer.from(`before ${before}`).toString('base64url')
const token = v.pipe(
  v.string(),
  v.transform(text => /^before (\d{1,19})$/.exec(Buffer.from(text, 'base64url').toString())?.[1]),
  v.string(),
  v.transform(text => BigInt(text)),
)

const querySchema = v.object({
  max_results: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(text => Number(text)),
      v.minValue(5),
      v.maxValue(100),
    ),
    '10',
  ),
  since_id: v.optional(id),
  until_id: v.optional(id),
  start_time: v.optional(instant),
  end_time: v.optional(instant),
  pagination_token: v.optional(token),
  'tweet.fields': v.optional(v.string(), ''),
  exclude: v.optional(v.string(), ''),
})
type Query = v.InferOutput<typeof querySchema>

const isAsked = (query: Query) => (post: StandInPost) => {
  const number = BigInt(post.id)
  return (
    (query.since_id === undefined || number > query.since_id) &&
    (query.until_id === undefined || number < query.until_id) &&
    (query.pagination_token === undefined || number < query.pagination_token) &&
    (query.start_time === undefined || post.at >= query.start_time) &&
    (query.end_time === undefined || post.at < query.end_time)
  )
}

/** As X writes texts. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** X's clock shows whole seconds. */
const createdAt = (at: number): string => new Date(Math.floor(at / 1_000) * 1_000).toISOString()

const shown = ({ id, text, at }: StandInPost, query: Query) => ({
  id,
  text: escaped(text),
  edit_history_tweet_ids: [id],
  ...(query['tweet.fields'].split(',').includes('created_at') ? { created_at: createdAt(at) } : {}),
})

/** A post's JSON as the answer to its creation has it. */
export const created = ({ id, text }: StandInPost) => ({
  data: { id, text: escaped(text), edit_history_tweet_ids: [id] },
})

/** One page of the visible posts, newest first. `posts` are all, oldest first; `now` in epoch milliseconds. */
export const timelinePage = (posts: readonly StandInPost[], search: URLSearchParams, now: number): Reply => {
  const query = v.safeParse(querySchema, Object.fromEntries(search))
  if (!query.success) {
    const name = v.getDotPath(query.issues[0]) ?? ''
    const value = search.get(name) ?? ''
    return invalid(`The \`${name}\` query parameter value [${value}] is not valid`, { [name]: [value] })
  }
  const asked = posts
    .filter(post => post.visible <= now)
    .filter(isAsked(query.output))
    .toReversed()
  const page = asked.slice(0, query.output.max_results)
  const [newest, oldest] = [page[0], page.at(-1)]
  if (!newest || !oldest) return { status: 200, body: { meta: { result_count: 0 } } }
  const more = asked.length > page.length ? { next_token: tokenOf(oldest.id) } : {}
  const meta = { result_count: page.length, newest_id: newest.id, oldest_id: oldest.id, ...more }
  return { status: 200, body: { data: page.map(post => shown(post, query.output)), meta } }
}

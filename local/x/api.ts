import * as v from 'valibot'
import { jsonOf } from '../body.ts'
import type { Posts, StandInPost } from './posts.ts'
import { invalid, problems, type Reply } from './reply.ts'
import { created, timelinePage } from './timeline.ts'
import { weightIn } from './weight.ts'

export interface Account {
  readonly id: string
  readonly username: string
  readonly name: string
}

/** What one request meets. Times are epoch milliseconds. */
export interface Scene {
  readonly account: Account
  readonly posts: Posts
  readonly now: number
  /** Milliseconds until the timeline shows a new post. */
  readonly lag: number
  /** Milliseconds for which the same text is refused. */
  readonly duplicates: number
}

const newPostSchema = v.looseObject({
  text: v.pipe(
    v.string(),
    v.check(text => text.trim() !== ''),
  ),
})

const isRepeated = ({ posts, now, duplicates }: Scene, text: string): boolean =>
  posts.all().some(post => post.text === text && now - post.at < duplicates)

const refusal = (scene: Scene, body: string): Reply | { readonly text: string } => {
  const wanted = v.safeParse(newPostSchema, jsonOf(body))
  if (!wanted.success) return invalid('Your request must hold a text', { text: [] })
  const { text } = wanted.output
  if (weightIn(text) > 280) return invalid('Your Tweet text is too long', { text: [] })
  return isRepeated(scene, text) ? problems.duplicate : { text }
}

/** `POST /2/tweets`. With `lands` false the answer is the same, but nothing is kept. */
export const create = (scene: Scene, body: string, lands: boolean): Reply => {
  const wanted = refusal(scene, body)
  if ('status' in wanted) return wanted
  const { posts, now, lag } = scene
  const post: StandInPost = lands
    ? posts.add(wanted.text, now, lag)
    : { id: '1', text: wanted.text, at: now, visible: now }
  return { status: 201, body: created(post) }
}

const stranger = (id: string): Reply => ({
  status: 200,
  body: {
    errors: [
      {
        value: id,
        detail: `Could not find user with id: [${id}].`,
        title: 'Not Found Error',
        resource_type: 'user',
        parameter: 'id',
        resource_id: id,
        type: 'https://api.twitter.com/2/problems/resource-not-found',
      },
    ],
  },
})

/** `GET /2/users/:id/tweets` */
export const timeline = ({ account, posts, now }: Scene, id: string, search: URLSearchParams): Reply =>
  id === account.id ? timelinePage(posts.all(), search, now) : stranger(id)

/** `GET /2/users/me` */
export const me = ({ account }: Scene): Reply => ({ status: 200, body: { data: { ...account } } })

import * as v from 'valibot'
import type { Found } from '../../ports.ts'
import { idSchema } from './answer.ts'
import type { Outcome } from './call.ts'

const postSchema = v.object({
  id: idSchema,
  text: v.string(),
  /** Only a bound for how far back to read: a post without it is of unknown age. */
  created_at: v.optional(
    v.pipe(
      v.string(),
      v.transform(text => Date.parse(text)),
      v.finite(),
    ),
  ),
})

const metaSchema = v.object({ result_count: v.optional(v.number()), next_token: v.optional(v.string()) })

const pageSchema = v.object({
  data: v.optional(v.array(postSchema), []),
  meta: v.optional(metaSchema),
  errors: v.optional(v.array(v.unknown()), []),
})
type Page = v.InferOutput<typeof pageSchema>

const plain: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

/** X escapes what it shows; one pass, so that an `&amp;lt;` becomes `&lt;` and no more. */
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, entity => plain[entity] ?? entity).normalize('NFC')

/** Ids are whole numbers too long for a number: the longer one is newer, and of one length the later in order. */
const isNotNewer = (id: string, than: string): boolean =>
  id.length === than.length ? id <= than : id.length < than.length

/** created_at knows seconds, or claims so: a post of the same second is not older. */
const isOlder = (createdAt: number | undefined, than: number): boolean =>
  createdAt !== undefined && createdAt + 1_000 <= than

/** How far back a look must go: to the post `since`, or without one to `from`, epoch milliseconds. */
export interface Reach {
  readonly since: string | undefined
  readonly from: number
}

const isFarEnough = ({ data }: Page, { since, from }: Reach): boolean =>
  data.some(post => (since === undefined ? isOlder(post.created_at, from) : isNotNewer(post.id, since)))

export type Turned = Found | { readonly is: 'next'; readonly token: string }

const unclear = (why: string): Turned => ({ is: 'unclear', why })

const read = (page: Page, text: string, reach: Reach): Turned => {
  const found = page.data.find(post => unescaped(post.text) === text.normalize('NFC'))
  if (found) return { is: 'found', id: found.id }
  if (!page.meta) return unclear('no-timeline')
  if (page.errors.length > 0 || (page.meta.result_count ?? page.data.length) !== page.data.length)
    return unclear('partial')
  const token = page.meta.next_token
  return token === undefined || isFarEnough(page, reach) ? { is: 'missing' } : { is: 'next', token }
}

/** What one page of the timeline says. Anything but a whole 200 with a whole page is `unclear`, never a miss. */
export const turn = (outcome: Outcome, text: string, reach: Reach): Turned => {
  switch (outcome.is) {
    case 'late':
      return unclear('late')
    case 'not-connected':
    case 'broken':
      return unclear(outcome.why)
    case 'answered': {
      if (outcome.status !== 200) return unclear(`status-${outcome.status}`)
      if (!outcome.whole) return unclear('cut')
      const page = v.safeParse(pageSchema, outcome.body)
      return page.success ? read(page.output, text, reach) : unclear('no-timeline')
    }
  }
}

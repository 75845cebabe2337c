import { createHash } from 'node:crypto'
import * as v from 'valibot'

/** Plain HTTP only to this machine: a webhook's address is its password. */
const isPrivate = (address: string): boolean => {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1')
}

const url = v.pipe(v.string(), v.trim(), v.check(isPrivate, 'an https:// address'))
const list = v.optional(v.picklist(['first', 'second']), 'first')

const hookSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['slack', 'teams']), url, list }),
  v.object({
    kind: v.literal('json'),
    url,
    list,
    key: v.pipe(v.string(), v.trim(), v.minLength(16, 'a key of 16 characters or more')),
  }),
])

/** A webhook of the operators. Address and key are secrets. */
export type Hook = v.InferOutput<typeof hookSchema>

const hooksSchema = v.array(hookSchema)

/** Webhooks of a secret or of the environment; `undefined` where they are not what they should be. */
export const hooksOf = (found: unknown): readonly Hook[] | undefined => {
  const parsed = v.safeParse(hooksSchema, found)
  return parsed.success ? parsed.output : undefined
}

/** `slack-1a2b3c4d`: the same for the same address, from which nobody finds it. */
export const idOf = ({ kind, url: address }: Hook): string =>
  `${kind}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}`

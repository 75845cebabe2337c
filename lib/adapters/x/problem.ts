import * as v from 'valibot'

const words = v.fallback(v.string(), '')

const problemSchema = v.object({
  title: words,
  detail: words,
  type: words,
  errors: v.fallback(
    v.array(
      v.fallback(v.object({ code: v.fallback(v.number(), 0), message: words }), { code: 0, message: '' }),
    ),
    [],
  ),
})

/** X's two kinds of error bodies as one: problem+json, and the older list of codes. */
export interface Problem {
  readonly codes: readonly number[]
  /** Type, title, detail and messages, for looking for known phrases; never to be shown. */
  readonly words: string
}

/** Reads what can be read of an error body; anything else says nothing. */
export const problemOf = (body: unknown): Problem => {
  const { success, output } = v.safeParse(problemSchema, body)
  if (!success) return { codes: [], words: '' }
  const { type, title, detail, errors } = output
  return {
    codes: errors.map(one => one.code),
    words: [type, title, detail, ...errors.map(one => one.message)].join('\n'),
  }
}

interface Known<Why extends string> {
  readonly why: Why
  /** Codes of X's older error bodies. */
  readonly codes: readonly number[]
  readonly says: RegExp
}

/** The first row whose code or phrase the problem has. */
export const known = <Why extends string>(
  rows: readonly Known<Why>[],
  { codes, words: said }: Problem,
): Why | undefined =>
  rows.find(row => row.codes.some(code => codes.includes(code)) || row.says.test(said))?.why

/** One 403 has many causes, each with its own remedy. */
export const forbidden = [
  { why: 'duplicate', codes: [187], says: /duplicate content|status is a duplicate/i },
  {
    why: 'reply-not-allowed',
    codes: [433],
    says: /only reply to or quote|mentioned or are the author|reply to this conversation/i,
  },
  { why: 'permissions', codes: [261], says: /oauth1-permissions|oauth1 app permissions/i },
  { why: 'suspended', codes: [64, 416], says: /suspended/i },
  { why: 'locked', codes: [326], says: /\blocked\b/i },
] as const

/** Why X did not take the credentials. */
export const unauthorized = [
  { why: 'token-revoked', codes: [89], says: /invalid or expired token/i },
  { why: 'clock', codes: [135], says: /timestamp out of bounds/i },
] as const

import { createHmac } from 'node:crypto'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import type { Asked } from './desk.ts'

/** What is signed is always the real X's address, whatever the connection goes to. */
const origin = 'https://api.x.com'

/** Seconds that a signature's clock may be away from ours. */
const window = 300

/** RFC 3986, which is stricter than encodeURIComponent. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!*'()]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

type Pair = readonly [name: string, value: string]

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** The parameters of an `Authorization: OAuth` header; none if it is of another kind. */
const parametersIn = (header: string | undefined): readonly Pair[] => {
  const [, list] = /^OAuth\s+(.*)$/i.exec(header ?? '') ?? []
  const pairs = (list ?? '').matchAll(/([^\s,="]+)="([^"]*)"/g)
  return [...pairs].map(([, name = '', value = '']): Pair => [decoded(name), decoded(value)])
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const sorted = (pairs: readonly Pair[]): string =>
  pairs
    .map(([name, value]): Pair => [encoded(name), encoded(value)])
    .toSorted((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

const signed = (method: string, url: URL, pairs: readonly Pair[], { appSecret, accessSecret }: Secrets) =>
  createHmac('sha1', `${encoded(appSecret)}&${encoded(accessSecret)}`)
    .update([method, origin + url.pathname, sorted([...url.searchParams, ...pairs])].map(encoded).join('&'))
    .digest('base64')

const withoutSignature = (pairs: readonly Pair[]): readonly Pair[] =>
  pairs.filter(([name]) => name !== 'oauth_signature' && name !== 'realm')

/** Checks signatures of OAuth 1.0a, each nonce once. */
export interface Checker {
  /** Whether the header signs this very request with our four values, now. `now` in epoch milliseconds. */
  accepts(method: string, url: URL, header: string | undefined, now: number): boolean
  /** Whether it is signed with the app's two values and, once there is one, a request token. `now` as above. */
  acceptsLogin(asked: Asked, token: RequestToken | undefined, now: number): boolean
}

export interface RequestToken {
  readonly key: string
  readonly secret: string
}

type Secrets = Pick<XCredentials, 'appSecret' | 'accessSecret'>

/** What a form says beside the header: what stands in both is signed once. */
const formPairs = (body: string, header: readonly Pair[]): readonly Pair[] =>
  [...new URLSearchParams(body)].filter(([name]) => !header.some(([known]) => known === name))

export const checker = (credentials: XCredentials): Checker => {
  const seen = new Map<string, number>()

  const isFresh = (nonce: string, stamp: number, now: number): boolean => {
    for (const [old, at] of seen) if (Math.abs(now / 1_000 - at) > window) seen.delete(old)
    if (!(Math.abs(now / 1_000 - stamp) <= window) || seen.has(nonce)) return false
    seen.set(nonce, stamp)
    return true
  }

  const isSigned = (pairs: readonly Pair[], token: string | undefined, expected: string, now: number) => {
    const given = Object.fromEntries(pairs)
    return (
      given.oauth_consumer_key === credentials.appKey &&
      given.oauth_token === token &&
      given.oauth_signature_method === 'HMAC-SHA1' &&
      given.oauth_signature === expected &&
      isFresh(given.oauth_nonce ?? '', Number(given.oauth_timestamp), now)
    )
  }

  return {
    accepts: (method, url, header, now) => {
      const pairs = parametersIn(header)
      const expected = signed(method, url, withoutSignature(pairs), credentials)
      return isSigned(pairs, credentials.accessToken, expected, now)
    },
    acceptsLogin: ({ method, url, authorization, body }, token, now) => {
      const pairs = parametersIn(authorization)
      const all = [...withoutSignature(pairs), ...formPairs(body, pairs)]
      const secrets = { appSecret: credentials.appSecret, accessSecret: token?.secret ?? '' }
      return isSigned(pairs, token?.key, signed(method, url, all, secrets), now)
    },
  }
}

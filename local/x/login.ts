import { randomBytes, randomInt } from 'node:crypto'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import type { Account } from './api.ts'
import type { Asked } from './desk.ts'
import { problems, type Reply } from './reply.ts'
import type { Checker } from './signature.ts'

/** One person on the way to letting an app in. */
interface Visit {
  readonly secret: string
  readonly pin: string
}

/** The three steps of OAuth 1.0a by PIN: a request token, a page with the PIN, an access token. */
export interface Login {
  /** `POST /oauth/request_token` and `POST /oauth/access_token`; `undefined` for whatever else. */
  serve(asked: Asked): Reply | undefined
  /** What the page shows for a request token; `undefined` for one that is unknown or used up. */
  pin(token: string): string | undefined
}

export interface LoginOptions {
  readonly credentials: XCredentials
  readonly account: Account
  readonly signatures: Checker
}

/** X answers these two in a form, and calls it a page. */
const form = (fields: Readonly<Record<string, string>>): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: new URLSearchParams(fields).toString(),
})

const random = (): string => randomBytes(20).toString('base64url')
const newPin = (): string => String(randomInt(1_000_000, 10_000_000))

export const login = ({ credentials, account, signatures }: LoginOptions): Login => {
  const visits = new Map<string, Visit>()

  const requestToken = (asked: Asked): Reply => {
    if (!signatures.acceptsLogin(asked, undefined, Date.now())) return problems.unauthenticated
    const token = random()
    const visit = { secret: random(), pin: newPin() }
    visits.set(token, visit)
    return form({ oauth_token: token, oauth_token_secret: visit.secret, oauth_callback_confirmed: 'true' })
  }

  const accessToken = (asked: Asked): Reply => {
    const fields = new URLSearchParams(asked.body)
    const token = fields.get('oauth_token') ?? ''
    const visit = visits.get(token)
    const isSigned =
      visit !== undefined && signatures.acceptsLogin(asked, { key: token, secret: visit.secret }, Date.now())
    if (!isSigned) return problems.unauthenticated
    // Once, whatever was typed: nobody tries all the numbers.
    visits.delete(token)
    if (fields.get('oauth_verifier') !== visit.pin) return problems.unauthenticated
    return form({
      oauth_token: credentials.accessToken,
      oauth_token_secret: credentials.accessSecret,
      user_id: account.id,
      screen_name: account.username,
    })
  }

  return {
    pin: token => visits.get(token)?.pin,
    serve: asked => {
      if (asked.method !== 'POST') return undefined
      if (asked.url.pathname === '/oauth/request_token') return requestToken(asked)
      return asked.url.pathname === '/oauth/access_token' ? accessToken(asked) : undefined
    },
  }
}

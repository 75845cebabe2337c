import * as v from 'valibot'
import type { Answer, Channel, Clock, Fence, Found } from '../ports.ts'
import { addressOf } from './x/address.ts'
import { answerTo, idSchema } from './x/answer.ts'
import { type Ask, call, type Outcome } from './x/call.ts'
import { type Turned, turn } from './x/timeline.ts'
import { type CredentialsSource, CredentialsUnset, type XCredentials } from './x-credentials.ts'

export interface XOptions {
  readonly credentials: CredentialsSource
  /** A stand-in's address, such as http://127.0.0.1:4000; the live X, if absent. */
  readonly url?: string | undefined
  readonly clock?: Pick<Clock, 'now'>
}

/** X did not say who we are; `why` is a short word such as `status-503`. */
export class AccountUnknown extends Error {
  override readonly name = 'AccountUnknown'
  readonly why: string

  constructor(why: string) {
    super(`X did not say whose credentials these are: ${why}`)
    this.why = why
  }
}

const meSchema = v.object({ data: v.object({ id: idSchema }) })

/** An access token of OAuth 1.0a begins with its account's id. */
const accountIn = ({ accessToken }: XCredentials): string | undefined => /^(\d{1,30})-/.exec(accessToken)?.[1]

const accountSaid = (outcome: Outcome): string => {
  if (outcome.is !== 'answered') throw new AccountUnknown(outcome.is === 'late' ? 'late' : outcome.why)
  const me = v.safeParse(meSchema, outcome.body)
  if (outcome.status !== 200 || !me.success) throw new AccountUnknown(`status-${outcome.status}`)
  return me.output.data.id
}

const page = (account: string, since: string | undefined, token: string | undefined): Ask => {
  const query = {
    max_results: 100,
    'tweet.fields': 'created_at',
    ...(since === undefined ? {} : { since_id: since }),
    ...(token === undefined ? {} : { pagination_token: token }),
  }
  return v2 => v2.get(`users/${account}/tweets`, query, { fullResponse: true })
}

/** Ten seconds to say who we are; nothing is posted by it. */
const askFence: Fence = { mayStart: () => true, killIn: () => 10_000 }

const credentialsWhy = (error: unknown): string =>
  error instanceof CredentialsUnset ? 'credentials-unset' : 'credentials-unreadable'

/**
 * X through twitter-api-v2, one connection a call. What X says comes back as values; account() throws
 * AccountUnknown or what the source of the credentials throws. Throws BadXAddress.
 */
export const xChannel = ({ credentials, url = 'https://api.x.com', clock = Date }: XOptions): Channel => {
  const to = addressOf(url)
  const accounts = new Map<string, string>()

  const ask = async (values: XCredentials, fence: Fence, what: Ask): Promise<Outcome> => {
    const outcome = await call(to, values, fence, what)
    if (outcome.is === 'answered' && outcome.status === 401) credentials.forget()
    return outcome
  }

  const accountOf = async (values: XCredentials, fence: Fence): Promise<string> => {
    const known = accountIn(values) ?? accounts.get(values.accessToken)
    if (known !== undefined) return known
    const account = accountSaid(
      await ask(values, fence, v2 => v2.get('users/me', {}, { fullResponse: true })),
    )
    accounts.set(values.accessToken, account)
    return account
  }

  const send = async (text: string, fence: Fence): Promise<Answer> => {
    let values: XCredentials
    try {
      values = await credentials.read()
    } catch (error) {
      const why = credentialsWhy(error)
      return { is: why === 'credentials-unset' ? 'unauthorized' : 'not-sent', why }
    }
    const outcome = await ask(values, fence, v2 => v2.post('tweets', { text }, { fullResponse: true }))
    return answerTo(outcome, clock.now())
  }

  const look = async (
    text: string,
    since: string | undefined,
    from: number,
    fence: Fence,
  ): Promise<Found> => {
    const values = await credentials.read()
    const account = await accountOf(values, fence)
    const tokens = new Set<string>()
    const next = async (token?: string): Promise<Turned> =>
      turn(await ask(values, fence, page(account, since, token)), text, { since, from })
    let turned = await next()
    while (turned.is === 'next') {
      if (tokens.has(turned.token)) return { is: 'unclear', why: 'pages-in-a-circle' }
      tokens.add(turned.token)
      turned = await next(turned.token)
    }
    return turned
  }

  return {
    account: async () => accountOf(await credentials.read(), askFence),
    send,
    find: async (text, since, from, fence) => {
      try {
        return await look(text, since, from, fence)
      } catch (error) {
        return { is: 'unclear', why: error instanceof AccountUnknown ? error.why : credentialsWhy(error) }
      }
    },
  }
}

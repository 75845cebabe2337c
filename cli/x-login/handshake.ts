import { ApiResponseError, TwitterApi, type TwitterApiTokens } from 'twitter-api-v2'
import * as v from 'valibot'
import type { Address } from '../../lib/adapters/x/address.ts'
import { type Line, lineTo } from '../../lib/adapters/x/line.ts'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import { RunRefused } from '../../local/failure.ts'

export type App = Pick<XCredentials, 'appKey' | 'appSecret'>

/** What X hands out until somebody has let the app in. */
export interface Invitation {
  readonly token: string
  readonly secret: string
  /** What a person opens, at X. */
  readonly url: string
}

const fence = { mayStart: () => true, killIn: () => 15_000 }

const filled = v.pipe(v.string(), v.nonEmpty())
const invitationSchema = v.object({ oauth_token: filled, oauth_token_secret: filled, url: filled })
const accessSchema = v.object({ accessToken: filled, accessSecret: filled })

const unreadable = (line: Line): RunRefused => {
  const reached = line.reached()
  if (reached.is === 'failed') return new RunRefused(`X cannot be reached (${reached.why}); try again`)
  return new RunRefused('X gave no answer that can be read; try again')
}

/** The library's errors hold the request with its signature: nothing of them goes any further, not as a cause either. */
const refusal = (error: unknown, line: Line, unauthorized: string): RunRefused => {
  if (!(error instanceof ApiResponseError)) return unreadable(line)
  if (error.code === 401) return new RunRefused(unauthorized)
  if (error.code === 403)
    return new RunRefused(
      'X does not let this app sign anybody in: in its settings, "User authentication" must be set up, with permission to read and write',
    )
  if (error.code === 429) return new RunRefused('X takes no more for the moment; try again in 15 minutes')
  return new RunRefused(`X answered ${error.code}; try again`)
}

/** One request on a line of its own, with its end in sight. Throws RunRefused. */
const asked = async <S extends v.GenericSchema>(
  to: Address,
  tokens: TwitterApiTokens,
  ask: (api: TwitterApi) => Promise<unknown>,
  schema: S,
  unauthorized: string,
): Promise<v.InferOutput<S>> => {
  const line = lineTo(to, fence)
  const api = new TwitterApi(tokens, { httpAgent: line.agent, compression: false })
  try {
    const answer = await Promise.race([ask(api), line.over])
    const read = v.safeParse(schema, answer)
    if (read.success) return read.output
  } catch (error) {
    throw refusal(error, line, unauthorized)
  } finally {
    await line.hangUp()
  }
  throw unreadable(line)
}

/** Asks for the address at which somebody lets the app in. Throws RunRefused. */
export const invite = async (to: Address, { appKey, appSecret }: App): Promise<Invitation> => {
  const { oauth_token, oauth_token_secret, url } = await asked(
    to,
    { appKey, appSecret },
    api => api.generateAuthLink('oob', { linkMode: 'authorize' }),
    invitationSchema,
    'X does not take the app\'s key and secret: look at "Keys and tokens" of your app at https://developer.x.com',
  )
  return { token: oauth_token, secret: oauth_token_secret, url }
}

/** Turns a PIN into the account's two values. Throws RunRefused. */
export const enter = async (
  to: Address,
  app: App,
  invitation: Invitation,
  pin: string,
): Promise<XCredentials> => {
  const visit = { ...app, accessToken: invitation.token, accessSecret: invitation.secret }
  const access = await asked(
    to,
    visit,
    api => api.login(pin),
    accessSchema,
    'X does not take this PIN: begin again, and type the newest one',
  )
  return { ...app, ...access }
}

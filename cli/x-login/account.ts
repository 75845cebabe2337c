import * as v from 'valibot'
import type { Address } from '../../lib/adapters/x/address.ts'
import { idSchema } from '../../lib/adapters/x/answer.ts'
import { call, type Outcome } from '../../lib/adapters/x/call.ts'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import { RunRefused } from '../../local/failure.ts'

/** Whose credentials they are. */
export interface KnownAccount {
  readonly id: string
  /** Without its @. */
  readonly username: string
  /** X says that they may read, and not write. */
  readonly mayOnlyRead: boolean
}

const meSchema = v.object({
  data: v.object({ id: idSchema, username: v.pipe(v.string(), v.regex(/^\w{1,30}$/)) }),
})

const fence = { mayStart: () => true, killIn: () => 15_000 }

const said: Readonly<Record<number, string>> = {
  401: 'X does not take these four values: look at "Keys and tokens" of your app, and begin again',
  402: 'X has no credits for this app: buy some at https://developer.x.com, and begin again',
  403: 'X forbids this account to use its API: look at the app and at the account',
  429: 'X takes no more for the moment; try again in 15 minutes',
}

const refusal = (outcome: Outcome): RunRefused => {
  if (outcome.is === 'answered')
    return new RunRefused(said[outcome.status] ?? `X answered ${outcome.status}; try again`)
  return new RunRefused(
    outcome.is === 'late' ? 'X gave no answer; try again' : `X cannot be reached (${outcome.why}); try again`,
  )
}

/** Asks X who signs; nothing is changed by it. Throws RunRefused, which says nothing of the values. */
export const accountOf = async (to: Address, credentials: XCredentials): Promise<KnownAccount> => {
  const outcome = await call(to, credentials, fence, v2 => v2.get('users/me', {}, { fullResponse: true }))
  if (outcome.is !== 'answered' || outcome.status !== 200) throw refusal(outcome)
  const me = v.safeParse(meSchema, outcome.body)
  if (!me.success) throw new RunRefused('X did not say whose values these are; try again')
  const { id, username } = me.output.data
  return { id, username, mayOnlyRead: outcome.headers['x-access-level'] === 'read' }
}

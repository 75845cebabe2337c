import * as v from 'valibot'
import type { AccountFound } from '../operate/reply.ts'
import type { Fence } from '../ports.ts'
import { addressOf } from './x/address.ts'
import { idSchema } from './x/answer.ts'
import { call, type Outcome } from './x/call.ts'
import { forbidden, known, problemOf, unauthorized } from './x/problem.ts'
import { CredentialsUnset, type XCredentials } from './x-credentials.ts'

const meSchema = v.object({ data: v.object({ id: idSchema, username: v.optional(v.string(), '') }) })

/** Five seconds: an operator waits for it. Nothing is posted by it. */
const fence: Fence = { mayStart: () => true, killIn: () => 5_000 }

type Answered = Extract<Outcome, { is: 'answered' }>

const me = ({ status, body }: Answered): AccountFound => {
  const read = v.safeParse(meSchema, body)
  if (!read.success)
    return { is: 'unreachable', why: `X answers ${status} and does not say whose account it is` }
  const { id, username } = read.output.data
  return { is: 'known', id, name: `@${username}` }
}

const said = (answered: Answered): AccountFound => {
  const { status, body } = answered
  switch (status) {
    case 200:
      return me(answered)
    case 401: {
      const why = known(unauthorized, problemOf(body)) ?? 'unauthorized'
      return { is: 'refused', why: `X does not take the credentials (401, ${why}): put new ones in` }
    }
    case 402:
      return { is: 'unpaid', why: 'X wants credits (402): buy some at developer.x.com' }
    case 403: {
      const why = known(forbidden, problemOf(body)) ?? 'forbidden'
      return { is: 'refused', why: `X takes the credentials, but allows nothing (403, ${why})` }
    }
    case 429:
      return { is: 'unreachable', why: 'X takes no more questions for the moment (429): ask again later' }
    default:
      return { is: 'unreachable', why: `X answers ${status}: ask again later` }
  }
}

const heard = (outcome: Outcome): AccountFound => {
  switch (outcome.is) {
    case 'answered':
      return said(outcome)
    case 'late':
    case 'not-connected':
    case 'broken':
      return { is: 'unreachable', why: `X cannot be reached (${'why' in outcome ? outcome.why : 'late'})` }
    default:
      return outcome satisfies never
  }
}

export interface XAccountOptions {
  /** Asked every time: new values are seen at once. */
  readonly credentials: () => Promise<XCredentials>
  /** A stand-in's address; the live X, if absent. */
  readonly url?: string | undefined
}

/**
 * Asks X whose credentials these are: a real call that changes nothing (`GET /2/users/me`). Every failure is a value
 * in plain words, without any of the four values. Throws BadXAddress.
 */
export const xAccount = ({ credentials, url = 'https://api.x.com' }: XAccountOptions) => {
  const to = addressOf(url)
  return async (): Promise<AccountFound> => {
    let values: XCredentials
    try {
      values = await credentials()
    } catch (error) {
      if (error instanceof CredentialsUnset) return { is: 'unset', why: error.message }
      return { is: 'unreachable', why: 'the secret with the credentials cannot be read' }
    }
    return heard(await call(to, values, fence, v2 => v2.get('users/me', {}, { fullResponse: true })))
  }
}

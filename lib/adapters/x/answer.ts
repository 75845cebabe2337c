import * as v from 'valibot'
import type { Answer } from '../../ports.ts'
import type { Outcome } from './call.ts'
import { busyUntil, busyWhy } from './limits.ts'
import { forbidden, known, problemOf, unauthorized } from './problem.ts'

type Answered = Extract<Outcome, { is: 'answered' }>

export const idSchema = v.pipe(v.string(), v.regex(/^\d{1,30}$/, 'digits'))
const createdSchema = v.object({ data: v.object({ id: idSchema }) })

const isSuccess = (status: number) => status >= 200 && status < 300

const unknown = (why: string): Answer => ({ is: 'unknown', why })

const success = ({ status, body, whole }: Answered): Answer => {
  const created = v.safeParse(createdSchema, body)
  if (created.success) return { is: 'sent', id: created.output.data.id }
  return unknown(whole ? `status-${status}-without-id` : 'cut')
}

const refusal = (body: unknown): Answer => {
  const why = known(forbidden, problemOf(body)) ?? 'forbidden'
  return why === 'duplicate' ? { is: 'duplicate' } : { is: 'refused', why }
}

/** By status. What may have landed is `unknown`: only a whole 4xx says that it did not. */
const judged = (answered: Answered, now: number): Answer => {
  const { status, headers, body, whole } = answered
  if (isSuccess(status)) return success(answered)
  if (!whole) return unknown('cut')
  switch (status) {
    case 401:
      return { is: 'unauthorized', why: known(unauthorized, problemOf(body)) ?? 'unauthorized' }
    case 402:
      return { is: 'unpaid', why: 'no-credits' }
    case 403:
      return refusal(body)
    case 429:
      return { is: 'busy', until: busyUntil(headers, body, now), why: busyWhy(body) }
    // Somebody on the way lost patience; whether X had the whole request, nobody says.
    case 408:
      return unknown('status-408')
    default:
      return status >= 400 && status < 500
        ? { is: 'refused', why: `status-${status}` }
        : unknown(`status-${status}`)
  }
}

/** What X said to a post, in our words; `now` in epoch milliseconds. Every `why` is one of a few fixed words. */
export const answerTo = (outcome: Outcome, now: number): Answer => {
  switch (outcome.is) {
    case 'late':
      return { is: 'not-sent', why: 'late' }
    case 'not-connected':
      return { is: 'not-sent', why: outcome.why }
    case 'broken':
      return unknown(outcome.why)
    case 'answered':
      return judged(outcome, now)
  }
}

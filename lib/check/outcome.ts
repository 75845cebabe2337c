import type { Target } from '../service/service.ts'
import type { Sight } from './check.ts'
import { judgeCode, type Verdict } from './codes.ts'

type Answered = Extract<Sight, { is: 'answered' }>

/** They say that we may not look, or not so often: nothing about the page. 407 is a proxy of ours. */
const closed: ReadonlySet<number> = new Set([401, 403, 406, 407, 429, 451])
const gone: ReadonlySet<number> = new Set([404, 410])

const verdict = (outcome: Verdict['outcome'], reason: string): Verdict => ({ outcome, reason })

/** A 503 is also what some firewalls challenge with; other 5xx come from a server that fails, whatever they say. */
const mayChallenge = (status: number) => status < 500 || status === 503

const judgeStatus = (sight: Answered): Verdict => {
  const { status } = sight
  if (closed.has(status)) return verdict('blind', `status-${status}`)
  if (sight.challenge !== undefined && mayChallenge(status)) return verdict('blind', 'challenge')
  if (status === 503 && sight.retryAfter !== undefined) return verdict('down', 'status-503-retry-after')
  if (status >= 500 && status <= 599) return verdict('down', `status-${status}`)
  return verdict(gone.has(status) ? 'down' : 'blind', `status-${status}`)
}

/** Space and composed letters do not count; everything else does. */
const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()

const lacks = (sight: Answered, { expect }: Target): string | undefined => {
  if (expect.contains.length > 0 && sight.marker === undefined) return 'no-marker'
  if (expect.title !== undefined && !plain(sight.title ?? '').includes(plain(expect.title))) return 'no-title'
  return undefined
}

const inTime = (sight: Answered, target: Target): Verdict =>
  sight.phases.total > target.slow ? verdict('slow', 'slow') : verdict('up', 'ok')

const judgePage = (sight: Answered, target: Target): Verdict => {
  const lacking = lacks(sight, target)
  const known = target.expect.contains.length > 0 || target.expect.title !== undefined
  if (known && lacking === undefined) return inTime(sight, target)
  if (sight.challenge !== undefined) return verdict('blind', 'challenge')
  if (sight.cut !== undefined) return judgeCode(sight.cut, 'body')
  if (lacking === undefined) return inTime(sight, target)
  // Where a page was sent on to one that is not the one we know, operators think of a maintenance page first.
  return verdict('down', sight.landed !== undefined ? `${lacking}-after-redirect` : lacking)
}

/**
 * What one look says of its target, and why. Never throws; what it does not know is `blind`.
 * `up` and `slow` need the expected status and every expectation met; nothing on a page can make it `down`
 * but the lack of what a healthy one has.
 */
export const judge = (sight: Sight, target: Target): Verdict => {
  if (sight.is === 'failed') return judgeCode(sight.code, sight.during)
  return target.expect.status.includes(sight.status) ? judgePage(sight, target) : judgeStatus(sight)
}

import type { Draft, Flight, Ledger, Entry as LogLine } from '../publish/ledger.ts'
import { append, type Trail } from './chain.ts'
import type { PostFact } from './entry.ts'

type More = Pick<PostFact, 'id' | 'why' | 'attempt'>

const post = (
  { notice, text }: Pick<Draft, 'notice' | 'text'>,
  state: string,
  more: More = {},
): PostFact => ({
  kind: 'post',
  notice,
  state,
  text,
  ...more,
})

const isSameFlight = (a: Flight | undefined, b: Flight | undefined): boolean =>
  a?.notice === b?.notice && a?.attempt === b?.attempt && a?.state === b?.state

const ofFlight = ({ flight: was }: Ledger, { flight }: Ledger): readonly PostFact[] =>
  flight && !isSameFlight(was, flight) ? [post(flight, flight.state, { attempt: flight.attempt })] : []

const logged = ({ notice, text, state, id, why }: LogLine): PostFact =>
  post({ notice, text }, state, { ...(id !== undefined && { id }), ...(why !== undefined && { why }) })

const ofLog = (before: Ledger, after: Ledger): readonly PostFact[] =>
  after.log.filter(line => !before.log.includes(line)).map(logged)

const ofWaiting = ({ waiting: was }: Ledger, { waiting }: Ledger): readonly PostFact[] =>
  waiting && (was?.notice !== waiting.notice || was.text !== waiting.text) ? [post(waiting, 'waiting')] : []

/** A flight that ended without a line in the log never was: the post is due as before. */
const ofDeclined = (
  { flight: was }: Ledger,
  after: Ledger,
  told: readonly PostFact[],
): readonly PostFact[] => {
  if (!was || after.flight || told.some(({ notice }) => notice === was.notice)) return []
  return [post(was, 'pending', { attempt: was.attempt, ...(after.why !== undefined && { why: after.why }) })]
}

/** The trail of a ledger's next version: every state that a post has in `after` and had not in `before`. */
export const ledgerTrail = (before: Ledger, after: Ledger, at: number): Trail | undefined => {
  const told = ofLog(before, after)
  const facts = [
    ...told,
    ...ofDeclined(before, after, told),
    ...ofWaiting(before, after),
    ...ofFlight(before, after),
  ]
  const chain = { service: after.service, chain: after.channel }
  return append(
    chain,
    before.trail,
    facts.map(fact => ({ at, fact })),
  )
}

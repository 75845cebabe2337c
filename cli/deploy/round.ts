import { setTimeout as sleep } from 'node:timers/promises'
import { RunRefused } from '../../local/failure.ts'
import type { Answer } from '../answer.ts'
import type { Operator, Order } from '../operator.ts'

export type Status = Extract<Answer, { is: 'status' }>

/** Milliseconds between two looks, and for all of them. */
export interface Pace {
  readonly every: number
  readonly patience: number
}

/** What a question is sent as; whoever signs speaks, whatever stands here. */
export const question = (command: string): Order => ({ command, request: 'deploy', by: 'deploy' })

/** Services without a round since then. */
const missing = ({ services }: Status, since: number): readonly string[] =>
  services.filter(({ round }) => round < since).map(({ service }) => service)

type Look = { readonly status: Status } | { readonly not: string }

const look = async (operator: Operator, since: number): Promise<Look> => {
  try {
    const answer = await operator(question('status'))
    if (answer.is !== 'status') return { not: `the API answers "${answer.is}" when asked for its status` }
    const late = missing(answer, since)
    return late.length === 0 ? { status: answer } : { not: `no round yet of ${late.join(', ')}` }
  } catch (error) {
    // A new address takes a while to be known everywhere.
    if (error instanceof RunRefused) return { not: error.message }
    throw error
  }
}

/**
 * Asks until every service has taken in a round since `since` (epoch milliseconds); `say` hears how it goes. Throws
 * RunRefused with what was missing, or the signal's reason.
 */
export const firstRound = async (
  operator: Operator,
  since: number,
  say: (text: string) => void,
  { every, patience }: Pace,
  signal: AbortSignal,
): Promise<Status> => {
  const began = performance.now()
  for (;;) {
    signal.throwIfAborted()
    const seen = await look(operator, since)
    if ('status' in seen) return seen.status
    const waited = performance.now() - began
    if (waited >= patience)
      throw new RunRefused(
        `it is deployed, and after ${Math.round(waited / 1_000)} seconds: ${seen.not}. What to do: docs/runbook.md#no-rounds`,
      )
    say(`${Math.round(waited / 1_000)} s: ${seen.not}`)
    await sleep(every, undefined, { signal })
  }
}

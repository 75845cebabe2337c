import { RunRefused } from '../../local/failure.ts'
import type { Ready } from '../answer.ts'
import { onOneLine } from '../escaped.ts'
import type { Operator } from '../operator.ts'
import { question } from './round.ts'

/** How each service tells now, and whose credentials it has; `undefined` where the API does not say. */
export const readyAt = async (
  operator: Operator,
  say: (text: string) => void,
): Promise<readonly Ready[] | undefined> => {
  try {
    const answer = await operator(question('readiness'))
    return answer.is === 'readiness' ? answer.services : undefined
  } catch (error) {
    // The steps are then said anyway.
    if (!(error instanceof RunRefused)) throw error
    say(error.message)
    return undefined
  }
}

/** A line for each service. */
export const readyWords = (ready: readonly Ready[]): string =>
  ready
    .map(({ service, mode, account }) => {
      const whose = account.is === 'known' ? `as @${account.name}` : account.why
      return onOneLine(`${service}: ${mode}, ${whose}`)
    })
    .join('\n')

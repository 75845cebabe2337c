import { RunRefused } from '../../local/failure.ts'
import { answerWords } from '../answer-words.ts'
import { signedOperator } from '../signed.ts'
import { type Mails, mailsOf } from './mails.ts'
import { todosOf, todoWords } from './next.ts'
import { readyAt, readyWords } from './ready.ts'
import { firstRound, type Pace } from './round.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface Deployed {
  readonly stack: string
  readonly region: string
  /** Where the API is reached. */
  readonly url: string
  /** ARN of X's secret. */
  readonly secret: string
  /** When it was there, in epoch milliseconds. */
  readonly at: number
}

interface Means {
  readonly env: Environment
  readonly say: (text: string) => void
  readonly pace: Pace
  readonly signal: AbortSignal
}

const mailsIf = async ({ stack, region }: Deployed, { env, say }: Means): Promise<Mails | undefined> => {
  try {
    return await mailsOf(stack, region, env)
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error
    say(error.message)
    return undefined
  }
}

/** Looks through the deployed API whether it watches; what it is and what is to be done next. Throws RunRefused. */
export const smoke = async (deployed: Deployed, means: Means): Promise<string> => {
  const { url, secret, at, region } = deployed
  const operator = signedOperator(url, { ...means.env, AWS_REGION: region })
  const status = await firstRound(operator, at, means.say, means.pace, means.signal)
  const ready = await readyAt(operator, means.say)
  const mails = await mailsIf(deployed, means)
  return [
    answerWords(status),
    ...(ready ? [readyWords(ready)] : []),
    '',
    todoWords(todosOf({ url, secret, ready, mails })),
  ].join('\n')
}

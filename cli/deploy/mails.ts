import { listenersOf } from '../listeners.ts'
import { stacksIn } from '../stacks.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Who is written to by the topics of a stack. */
export interface Mails {
  readonly confirmed: readonly string[]
  /** AWS has written to them, and they have not said yes. */
  readonly pending: readonly string[]
}

/** Asks CloudFormation for the topics, the one for alarms and the one behind it, and SNS for their mails. Throws RunRefused. */
export const mailsOf = async (stack: string, region: string, env: Environment): Promise<Mails> => {
  const topics = await (await stacksIn(region, env)).resources(stack, 'AWS::SNS::Topic')
  const mails = (await listenersOf(topics, region, env)).filter(({ protocol }) => protocol === 'email')
  const addresses = (wanted: boolean) => [
    ...new Set(mails.filter(({ isConfirmed }) => isConfirmed === wanted).map(({ address }) => address)),
  ]
  return { confirmed: addresses(true), pending: addresses(false) }
}

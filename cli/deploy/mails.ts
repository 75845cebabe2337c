import { paginateListSubscriptionsByTopic, type SNSClient } from '@aws-sdk/client-sns'
import { snsClient } from '../../lib/adapters/aws-clients.ts'
import { askingAws } from '../aws-refusal.ts'
import { stacksIn } from '../stacks.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Who is written to by the topics of a stack. */
export interface Mails {
  readonly confirmed: readonly string[]
  /** AWS has written to them, and they have not said yes. */
  readonly pending: readonly string[]
}

interface Mail {
  readonly address: string
  readonly isConfirmed: boolean
}

const mailsAt = async (client: SNSClient, TopicArn: string): Promise<readonly Mail[]> => {
  const found: Mail[] = []
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
    for (const { Protocol, Endpoint = 'somebody', SubscriptionArn = '' } of Subscriptions)
      if (Protocol === 'email')
        found.push({ address: Endpoint, isConfirmed: SubscriptionArn.startsWith('arn:') })
  return found
}

/** Asks CloudFormation for the topics, the one for alarms and the one behind it, and SNS for their mails. Throws RunRefused. */
export const mailsOf = async (stack: string, region: string, env: Environment): Promise<Mails> => {
  const topics = await (await stacksIn(region, env)).resources(stack, 'AWS::SNS::Topic')
  const client = snsClient({ ...env, AWS_REGION: region })
  const asked = Promise.all(topics.map(topic => mailsAt(client, topic)))
  const mails = (await askingAws('see who is written to', asked)).flat()
  const addresses = (wanted: boolean) => [
    ...new Set(mails.filter(({ isConfirmed }) => isConfirmed === wanted).map(({ address }) => address)),
  ]
  return { confirmed: addresses(true), pending: addresses(false) }
}

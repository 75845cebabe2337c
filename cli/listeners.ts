import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns'
import { snsClient } from '../lib/adapters/aws-clients.ts'
import { askingAws } from './aws-refusal.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Whoever a topic tells: an address of `email`, `sms`, `https`... One that has not confirmed hears nothing. */
export interface Listener {
  readonly protocol: string
  readonly address: string
  readonly isConfirmed: boolean
}

/** Who listens to these topics, asked of SNS with the caller's own credentials. Throws RunRefused. */
export const listenersOf = async (
  topics: Iterable<string>,
  region: string,
  env: Environment,
): Promise<readonly Listener[]> => {
  const client = snsClient({ ...env, AWS_REGION: region })
  const found: Listener[] = []
  const ask = async () => {
    for (const TopicArn of topics)
      for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
        for (const { Protocol = '', Endpoint = 'somebody', SubscriptionArn = '' } of Subscriptions)
          found.push({
            protocol: Protocol,
            address: Endpoint,
            isConfirmed: SubscriptionArn.startsWith('arn:'),
          })
  }
  await askingAws('see who is written to', ask())
  return found
}

import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { AlarmTopic } from './alarm-topic.ts'

/** Those behind the team on call: what nobody there answers goes here, under the first topic's key, if it has one. */
export class EscalationTopic extends Construct {
  readonly topic: Topic

  constructor(scope: Construct, id: string, first: AlarmTopic, email: string | undefined) {
    super(scope, id)
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Atalaya, nobody answers',
      ...(first.key && { masterKey: first.key.key }),
      enforceSSL: true,
    })
    if (email) this.topic.addSubscription(new EmailSubscription(email))
  }
}

import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { OwnKey } from './own-key.ts'

/**
 * Where alarms and alerts go. Under our own key or none: under the key that AWS keeps for SNS,
 * CloudWatch may not write and every alarm is lost in silence.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic
  readonly key: OwnKey | undefined

  constructor(scope: Construct, id: string, email: string | undefined, key: OwnKey | undefined) {
    super(scope, id)
    this.key = key
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Atalaya alarms',
      ...(key && { masterKey: key.key }),
      enforceSSL: true,
    })
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com')
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [
          cloudWatch.withConditions({ StringEquals: { 'aws:SourceAccount': Stack.of(this).account } }),
        ],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
    )
    if (email) this.topic.addSubscription(new EmailSubscription(email))
  }
}

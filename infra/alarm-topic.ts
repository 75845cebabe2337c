import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

/**
 * Where alarms and alerts go. The key is our own: under the key that AWS keeps for SNS,
 * CloudWatch may not write and every alarm is lost in silence.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic
  readonly key: Key

  constructor(scope: Construct, id: string, email: string | undefined) {
    super(scope, id)
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com')
    this.key = new Key(this, 'Key', {
      description: 'Encrypts alarms on their way to the operators',
      enableKeyRotation: true,
      // Nothing is kept under it: it may go with its stack.
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    )
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Atalaya alarms',
      masterKey: this.key,
      enforceSSL: true,
    })
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

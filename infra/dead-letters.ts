import { Duration, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { DestinationConfig, IDestination, IFunction } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

/**
 * The queue for what could not be delivered or handled, of every function: what is in a message says whose it is, and
 * an alarm watches it. docs/runbook.md tells the messages apart.
 */
export class DeadLetters extends Construct implements IDestination {
  readonly queue: Queue

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // A message keeps its alarm up, which then tells of no other: one that nobody empties is gone after a weekend.
      retentionPeriod: Duration.days(4),
    })
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It is itself where undelivered events and failed invocations end; a person empties it.',
    })
  }

  send(): PolicyStatement {
    return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] })
  }

  /** As a function's on-failure destination. */
  bind(_scope: Construct, from: IFunction): DestinationConfig {
    from.addToRolePolicy(this.send())
    return { destination: this.queue.queueArn }
  }
}

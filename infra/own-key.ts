import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'

/** What items and log lines need of their key. */
const toAndFro = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
]

/**
 * A key of this account, for all that is kept: the table, the secret, the logs and the topics. It outlives its stack,
 * as the table does: without it nobody could read what was told. Queues stay under the keys of SQS.
 */
export class OwnKey extends Construct {
  readonly key: Key

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.key = new Key(this, 'Key', {
      description: 'Encrypts what Atalaya keeps and tells its operators',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.letAlarmsThrough()
    this.letLogsBeWritten()
  }

  /** For whoever reads and writes items. */
  items(): PolicyStatement {
    return this.through('dynamodb', toAndFro)
  }

  /** For whoever reads the secret. */
  secrets(): PolicyStatement {
    return this.through('secretsmanager', ['kms:Decrypt'])
  }

  /** For whoever publishes to a topic. */
  topics(): PolicyStatement {
    return this.through('sns', ['kms:Decrypt', 'kms:GenerateDataKey'])
  }

  private through(service: string, actions: string[]): PolicyStatement {
    return new PolicyStatement({
      actions,
      resources: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(this).region}.amazonaws.com` } },
    })
  }

  private letAlarmsThrough(): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        // A key's policy speaks of that key alone: '*' is itself.
        resources: ['*'],
      }),
    )
  }

  /** Of this account alone. */
  private letLogsBeWritten(): void {
    const { partition, region, account } = Stack.of(this)
    const context = { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:*` }
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [
          new ServicePrincipal(`logs.${region}.amazonaws.com`).withConditions({ ArnLike: context }),
        ],
        actions: toAndFro,
        resources: ['*'],
      }),
    )
  }
}

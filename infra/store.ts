import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { table as keys } from '../lib/contract.ts'
import type { OwnKey } from './own-key.ts'

/** DynamoDB takes plain HTTP too: whoever comes without TLS is refused, whatever else they may do. */
const onlyOverTls = () =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['dynamodb:*'],
        // A table's policy cannot name the table before it is there.
        resources: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  })

const text = (name: string) => ({ name, type: AttributeType.STRING })

/** The one table. It outlives its stack: what citizens were told must not be told again by a new one. */
export class Store extends Construct {
  readonly table: Table
  readonly indexArn: string
  private readonly key: OwnKey | undefined

  /** Under `key`, or else under the one of DynamoDB. */
  constructor(scope: Construct, id: string, key: OwnKey | undefined) {
    super(scope, id)
    this.key = key
    this.table = new Table(this, 'Table', {
      partitionKey: text(keys.pk),
      sortKey: text(keys.sk),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: keys.ttl,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: onlyOverTls(),
      ...(key
        ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key.key }
        : { encryption: TableEncryption.DEFAULT }),
    })
    this.table.addGlobalSecondaryIndex({
      indexName: keys.index.name,
      partitionKey: text(keys.index.pk),
      sortKey: text(keys.index.sk),
      projectionType: ProjectionType.KEYS_ONLY,
    })
    this.indexArn = `${this.table.tableArn}/index/${keys.index.name}`
  }

  /** One item, read consistently and written whole. */
  readAndWrite(): readonly PolicyStatement[] {
    const items = new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [this.table.tableArn],
    })
    return this.key ? [items, this.key.items()] : [items]
  }

  /** Records, and what left them, for who writes nothing. */
  readSpans(): readonly PolicyStatement[] {
    const items = new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resources: [this.table.tableArn],
    })
    return this.key ? [items, this.key.items()] : [items]
  }

  /** Entries of a log that left their item, in order. */
  readTrail(): PolicyStatement {
    return new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['dynamodb:Query'],
      resources: [this.table.tableArn],
    })
  }

  /** Which services and ledgers have something live. */
  findLive(): PolicyStatement {
    return new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['dynamodb:Query'],
      resources: [this.indexArn],
    })
  }
}

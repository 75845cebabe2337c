import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { table as keys } from '../lib/contract.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })

/** The one table. It outlives its stack: what citizens were told must not be told again by a new one. */
export class Store extends Construct {
  readonly table: Table
  readonly indexArn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.table = new Table(this, 'Table', {
      partitionKey: text(keys.pk),
      sortKey: text(keys.sk),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: keys.ttl,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: TableEncryption.DEFAULT,
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
  readAndWrite(): PolicyStatement {
    return new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
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

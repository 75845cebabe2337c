import { RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { XCredentials } from '../lib/adapters/x-credentials.ts'
import type { OwnKey } from './own-key.ts'

const unset = SecretValue.unsafePlainText('replace-me')
const placeholders: Record<keyof XCredentials, SecretValue> = {
  appKey: unset,
  appSecret: unset,
  accessToken: unset,
  accessSecret: unset,
}

/**
 * X's four values. The template carries placeholders, which CloudFormation writes once:
 * what an engineer puts in later stays, because the placeholders never change.
 */
export class XSecret extends Construct {
  readonly secret: Secret
  private readonly key: OwnKey | undefined

  /** Under `key`, or else under the one that AWS keeps for secrets. */
  constructor(scope: Construct, id: string, key: OwnKey | undefined) {
    super(scope, id)
    this.key = key
    this.secret = new Secret(this, 'Secret', {
      description: "X's four OAuth 1.0a values, as JSON",
      secretObjectValue: placeholders,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(key && { encryptionKey: key.key }),
    })
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason: 'X gives out its keys on a web page only: no rotation function can ask for new ones.',
    })
  }

  read(): readonly PolicyStatement[] {
    const value = new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.secret.secretArn],
    })
    return this.key ? [value, this.key.secrets()] : [value]
  }
}

import { CfnResource, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

/**
 * The page's files. Nobody reads them here but the network, over TLS. They are public, so a key of our own would hide
 * nothing, and marks would no longer be what S3 says of bytes. The bucket outlives its stack: pages of incidents have
 * addresses for ever.
 */
export class PageBucket extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      // Nothing is written in parts; what somebody began by hand is not paid for ever.
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    })
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'Only the network and one function come here; a log of who reads a status page is not wanted.',
    })
  }

  /** Whoever may keep the files of a site may keep all of the bucket: paths come with incidents and languages. */
  acknowledgeAt(scope: Construct): void {
    const resource = this.bucket.node.defaultChild
    const id = CfnResource.isCfnResource(resource) ? Stack.of(this).getLogicalId(resource) : ''
    Validations.of(scope).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/*]`,
      reason: 'The bucket holds nothing but the files of the page, which this one function keeps.',
    })
  }

  /** A conditional write asks to read, too: S3 compares the mark for whoever may see it. */
  keepFiles(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
      }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
    ]
  }
}

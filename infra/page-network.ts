import { join } from 'node:path'
import { Duration, Validations } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { PageBucket } from './page-bucket.ts'
import type { OwnDomain } from './page-domain.ts'
import { pageHeaders } from './page-headers.ts'

/** Seconds for which what is missing stays so in the network: a page of an incident comes before the link to it. */
const missingFor = Duration.seconds(10)

/** What CDK calls a bucket is one, though its own types disagree over a property that may be undefined. */
const isBucket = (one: unknown): one is IBucket => one instanceof Bucket

const originOf = ({ bucket }: { readonly bucket: unknown }) => {
  if (isBucket(bucket)) return S3BucketOrigin.withOriginAccessControl(bucket)
  throw new TypeError('the origin of the page is no bucket')
}

/** What stands between the bucket and the public: HTTPS only, compressed, near. */
export class PageNetwork extends Construct {
  readonly distribution: Distribution

  constructor(scope: Construct, id: string, files: PageBucket, domain: OwnDomain | undefined) {
    super(scope, id)
    this.distribution = new Distribution(this, 'Distribution', {
      comment: "The citizens' page",
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Europe and North America: those who ask are in Spain, for the most part.
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: originOf(files),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        compress: true,
        cachePolicy: this.asTheFilesSay(),
        responseHeadersPolicy: pageHeaders(this),
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.edge() }],
      },
      // Who may not list a bucket gets 403 for what is not there.
      errorResponses: [403, 404].map(httpStatus => ({
        httpStatus,
        responseHttpStatus: 404,
        responsePagePath: '/404.html',
        ttl: missingFor,
      })),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    })
    this.acknowledge()
  }

  private asTheFilesSay(): CachePolicy {
    return new CachePolicy(this, 'Caching', {
      comment: 'As long as each file says; nothing of a request but its path and its encodings',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.days(365),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    })
  }

  private edge(): EdgeFunction {
    return new EdgeFunction(this, 'Edge', {
      comment: 'Finds the page of a folder, and answers what browsers ask before they ask',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, 'page-edge.js') }),
    })
  }

  private acknowledge(): void {
    const reasons = {
      CFR1: 'Citizens abroad deal with a Spanish body, too: no country is shut out.',
      CFR2: 'Static files without input: a firewall would have nothing to inspect, and costs more than all the rest.',
      CFR3: 'Who reads a status page is nobody’s business: visits are not logged.',
      CFR4: 'Without a domain of our own the certificate is the network’s, which allows no stricter TLS; with one it is TLS 1.2.',
    }
    for (const [rule, reason] of Object.entries(reasons))
      Validations.of(this.distribution).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason })
  }
}

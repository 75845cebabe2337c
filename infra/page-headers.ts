import { Duration } from 'aws-cdk-lib'
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { policyOfAnswers } from '../lib/site/headers.ts'

/**
 * What every answer says to browsers. Any site may read it, and none may frame it: it is public, and knows no visitor.
 * A local run says the same, as it reads it from the template.
 */
export const pageHeaders = (scope: Construct): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    comment: "What the page's answers say to browsers",
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policyOfAnswers, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD', 'OPTIONS'],
      accessControlAllowHeaders: ['*'],
      accessControlExposeHeaders: ['etag'],
      accessControlAllowCredentials: false,
      originOverride: true,
    },
  })

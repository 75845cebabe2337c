import * as v from 'valibot'
import { propertiesOf, type Template, TemplateProblem } from './template.ts'

/** How the network of the template serves the page. */
export interface PagePlace {
  /** Id of the bucket that its files lie in. */
  readonly bucket: string
  /** Source of the function that every request goes through first. */
  readonly edge: string
  /** What every answer says to browsers. */
  readonly headers: Readonly<Record<string, string>>
  /** The same, to pages of other sites alone. */
  readonly forOthers: Readonly<Record<string, string>>
  /** The file for what is missing, without a slash at its beginning. */
  readonly missing: string
}

const distribution = v.object({
  DistributionConfig: v.object({
    DefaultCacheBehavior: v.object({
      Compress: v.literal(true),
      FunctionAssociations: v.tuple([
        v.object({ EventType: v.literal('viewer-request'), FunctionARN: v.string() }),
      ]),
      ResponseHeadersPolicyId: v.string(),
    }),
    Origins: v.tuple([v.object({ DomainName: v.string() })]),
    CustomErrorResponses: v.array(
      v.object({ ResponseCode: v.literal(404), ResponsePagePath: v.pipe(v.string(), v.startsWith('/')) }),
    ),
  }),
})
const edge = v.object({ FunctionCode: v.string() })
const items = v.object({ Items: v.array(v.string()) })
const headers = v.object({
  ResponseHeadersPolicyConfig: v.object({
    CorsConfig: v.object({
      AccessControlAllowOrigins: v.object({ Items: v.tuple([v.literal('*')]) }),
      AccessControlExposeHeaders: items,
    }),
    SecurityHeadersConfig: v.strictObject({
      ContentSecurityPolicy: v.object({ ContentSecurityPolicy: v.string() }),
      ContentTypeOptions: v.object({}),
      FrameOptions: v.object({ FrameOption: v.string() }),
      ReferrerPolicy: v.object({ ReferrerPolicy: v.string() }),
      StrictTransportSecurity: v.object({
        AccessControlMaxAgeSec: v.number(),
        IncludeSubdomains: v.optional(v.boolean(), false),
      }),
    }),
  }),
})

const resource = <S extends v.GenericSchema>(template: Template, id: string, schema: S) => {
  const found = template.Resources[id]
  if (!found) throw new TemplateProblem(id, 'the network of the page needs it, and it is not there')
  return propertiesOf(id, found.Properties, schema)
}

const headersOf = (template: Template, id: string): Pick<PagePlace, 'headers' | 'forOthers'> => {
  const { SecurityHeadersConfig: security, CorsConfig: cors } = resource(
    template,
    id,
    headers,
  ).ResponseHeadersPolicyConfig
  const { AccessControlMaxAgeSec: age, IncludeSubdomains } = security.StrictTransportSecurity
  return {
    headers: {
      'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': security.FrameOptions.FrameOption,
      'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
      'strict-transport-security': `max-age=${age}${IncludeSubdomains ? '; includeSubDomains' : ''}`,
    },
    forOthers: {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': cors.AccessControlExposeHeaders.Items.join(', '),
    },
  }
}

/** Reads it. Throws TemplateProblem for whatever would be served otherwise here than in AWS. */
export const pagePlaceOf = (template: Template): PagePlace => {
  const found = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::CloudFront::Distribution',
  )
  const [first, ...others] = found
  if (!first || others.length > 0) throw new TemplateProblem('the page', `it has ${found.length} networks`)
  const { DistributionConfig: config } = propertiesOf(first[0], first[1].Properties, distribution)
  const { FunctionAssociations, ResponseHeadersPolicyId } = config.DefaultCacheBehavior
  return {
    bucket: config.Origins[0].DomainName,
    edge: resource(template, FunctionAssociations[0].FunctionARN, edge).FunctionCode,
    missing: config.CustomErrorResponses[0]?.ResponsePagePath.slice(1) ?? '',
    ...headersOf(template, ResponseHeadersPolicyId),
  }
}

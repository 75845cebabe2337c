import { describe, expect, it } from 'vitest'
import { BadConfig } from '../../infra/bad-config.ts'
import { edgeOf } from '../../local/page-edge.ts'
import { pagePlaceOf } from '../../local/page-place.ts'
import { all, allowedTo, lambdaOf, named, pointingTo, shipped, stackOf } from './synthesized.ts'

const template = stackOf()
const place = pagePlaceOf(template)
const page = lambdaOf(template, 'page')
const [network] = all(template, 'AWS::CloudFront::Distribution')
const config = network?.properties.DistributionConfig
const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/abc-1'

describe("the page's function at the edge", () => {
  const edge = edgeOf(place.edge)

  it.each([
    ['/', '/index.html'],
    ['/ca/', '/ca/index.html'],
    ['/incidents/SS-0001/', '/incidents/SS-0001/index.html'],
    ['/ca/index.html', '/ca/index.html'],
    ['/feed.atom', '/feed.atom'],
    ['/api/v2/summary.json', '/api/v2/summary.json'],
    ['/api/v2/summary', '/api/v2/summary'],
    ['/segovia/api/v2/summary', '/segovia/api/v2/summary'],
  ])('serves %s from %s', (asked, served) => {
    expect(edge('GET', asked)).toEqual({ uri: served })
  })

  it.each([
    ['/ca', './ca/'],
    ['/incidents/SS-0001', './SS-0001/'],
    ['//evil.example', '//evil.example'],
    ['//evil', './evil/'],
    ['/javascript:alert(1)', './javascript:alert(1)/'],
  ])('sends %s on to %s, and to no other site', (asked, sent) => {
    const answer = edge('GET', asked)
    const to = 'uri' in answer ? answer.uri : answer.headers.location
    expect(to).toBe(sent)
    if ('status' in answer)
      expect(new URL(to ?? '', 'https://page.example/a/b').origin).toBe('https://page.example')
  })

  it('answers itself what browsers ask before they ask', () => {
    expect(edge('OPTIONS', '/api/v2/summary.json')).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
    })
  })

  it('fits what the network takes', () => {
    expect(Buffer.byteLength(place.edge)).toBeLessThan(10_240)
  })
})

describe("the page's network", () => {
  it('speaks HTTPS, HTTP/2 and 3, and compresses', () => {
    expect(config).toMatchObject({
      HttpVersion: 'http2and3',
      PriceClass: 'PriceClass_100',
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', Compress: true },
    })
  })

  it('alone reads the bucket, which is private and takes no plain HTTP', () => {
    const [bucket] = all(template, 'AWS::S3::Bucket')
    expect(Object.values(bucket?.properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
    const [policy] = pointingTo(template, 'AWS::S3::BucketPolicy', 'Bucket', bucket?.id ?? '')
    const statements = policy?.PolicyDocument.Statement
    expect(statements).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Allow', Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } },
    ])
    expect(JSON.stringify(statements[1].Condition)).toContain(network?.id)
  })

  it('shows the page for what is missing, and forgets it soon', () => {
    for (const ErrorCode of [403, 404])
      expect(config.CustomErrorResponses).toContainEqual({
        ErrorCode,
        ResponseCode: 404,
        ResponsePagePath: '/404.html',
        ErrorCachingMinTTL: 10,
      })
  })

  it('keeps copies as long as the files say, whoever asks', () => {
    const [policy] = all(template, 'AWS::CloudFront::CachePolicy')
    expect(policy?.properties.CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      MaxTTL: 31_536_000,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
      },
    })
  })

  it('lets browsers run nothing, and no other site frame it', () => {
    const policy = place.headers['content-security-policy'] ?? ''
    for (const rule of ["script-src 'none'", "connect-src 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule)
    expect(policy).not.toContain('unsafe')
    expect(place.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })
})

describe("the page's function", () => {
  it('is told what may change the page, and of every minute', () => {
    const rule = all(template, 'AWS::Events::Rule').find(
      one => named(one.properties.Targets[0].Arn) === 'PageFunction',
    )
    const types = rule?.properties.EventPattern['detail-type']
    expect(types).toEqual(
      expect.arrayContaining(['incident.opened', 'component.changed', 'notice.published']),
    )
    expect(types).not.toContain('posting.changed')
    const [tick] = all(template, 'AWS::Scheduler::Schedule').filter(
      one => one.properties.Target.Arn['Fn::GetAtt'][0] === page.id,
    )
    expect(tick?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      Target: { Input: '{"tick":true}' },
    })
  })

  it('may write no item and no bucket but its own', () => {
    const allowed = allowedTo(template, page.properties.Role['Fn::GetAtt'] && page.properties.Role)
    expect(allowed['s3:PutObject']).toEqual(['PageFilesBucket/*'])
    expect(allowed).not.toHaveProperty('dynamodb:PutItem')
  })

  it('knows where the page is read', () => {
    expect(JSON.stringify(page.properties.Environment.Variables.PAGE_URL)).toContain(network?.id)
  })
})

describe('settings of the page', () => {
  it('give it a name of its own, with its certificate', () => {
    const own = stackOf(undefined, { domainName: 'estado.example.org', certificateArn })
    const [distribution] = all(own, 'AWS::CloudFront::Distribution')
    expect(distribution?.properties.DistributionConfig).toMatchObject({
      Aliases: ['estado.example.org'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    })
    expect(lambdaOf(own, 'page').properties.Environment.Variables.PAGE_URL).toBe('https://estado.example.org')
  })

  it('leave the network out for emulators', () => {
    const without = stackOf([shipped], { cdn: 'false' })
    expect(Object.values(without.Resources).filter(({ Type }) => Type.startsWith('AWS::CloudFront'))).toEqual(
      [],
    )
    expect(lambdaOf(without, 'page').properties.Environment.Variables.PAGE_BUCKET).toBeDefined()
  })

  it.each([
    [{ domainName: 'estado.example.org' }, 'certificateArn'],
    [{ certificateArn }, 'domainName'],
    [{ domainName: 'https://estado.example.org', certificateArn }, 'domainName'],
    [
      { domainName: 'a.example', certificateArn: certificateArn.replace('us-east-1', 'eu-west-1') },
      'certificateArn',
    ],
  ])('%o are refused', (context, key) => {
    const refused = () => stackOf(undefined, context)
    expect(refused).toThrow(BadConfig)
    expect(refused).toThrow(`error: ${key}: found`)
  })
})

import { describe, expect, it } from 'vitest'
import { routes } from '../../lib/operate/routes.ts'
import { all, lambdaOf, named, stackOf } from './synthesized.ts'

const template = stackOf()
const [stage] = all(template, 'AWS::ApiGatewayV2::Stage').map(one => one.properties)
const made = all(template, 'AWS::ApiGatewayV2::Route').map(one => one.properties)
const format: Record<string, string> = JSON.parse(stage?.AccessLogSettings.Format)

describe("the operators' API", () => {
  it('lets in only who signs, but for links and sessions', () => {
    const expected = Object.entries(routes).map(([key, { signed }]) => [key, signed ? 'AWS_IAM' : 'NONE'])
    expect(made.map(one => [one.RouteKey, one.AuthorizationType]).sort()).toEqual(expected.sort())
    expect(made).toContainEqual(
      expect.objectContaining({ RouteKey: 'POST /commands', AuthorizationType: 'AWS_IAM' }),
    )
  })

  it('leads to one function alone, in the payload that it reads', () => {
    for (const { properties } of all(template, 'AWS::ApiGatewayV2::Integration')) {
      expect(properties).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' })
      expect(named(properties.IntegrationUri)).toBe(named({ Ref: lambdaOf(template, 'operate').id }))
    }
  })

  it('has no door beside its routes, and none for other sites', () => {
    const [api, ...others] = all(template, 'AWS::ApiGatewayV2::Api')
    expect(others).toEqual([])
    expect(api?.properties.CorsConfiguration).toBeUndefined()
    expect(made.filter(one => one.RouteKey === '$default')).toEqual([])
    expect(all(template, 'AWS::ApiGatewayV2::Stage')).toHaveLength(1)
  })

  it('is throttled on every route', () => {
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 })
    expect(stage?.RouteSettings).toBeUndefined()
  })

  it('logs who asked for which route, and no address, query, body or token', () => {
    expect(Object.values(format).every(one => /^\$context\.[\w.]+$/.test(one))).toBe(true)
    expect(format).toMatchObject({ route: '$context.routeKey', caller: '$context.identity.userArn' })
    expect(JSON.stringify(format)).not.toMatch(/path|query|header|resource|sourceIp|userAgent|protocol/i)
  })

  it('keeps its log for a month', () => {
    const log = template.Resources[stage?.AccessLogSettings.DestinationArn['Fn::GetAtt'][0]]
    expect(log).toMatchObject({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } })
  })

  it('says its address after a deployment', () => {
    expect(template.Outputs.OperateUrl).toMatchObject({
      Value: { 'Fn::GetAtt': [expect.stringMatching(/^OperateAddressApi/), 'ApiEndpoint'] },
    })
    expect(JSON.stringify(template.Outputs.Next4Status)).toContain('npm run atalaya -- status --url ')
  })

  it('waits longer than the function may take', () => {
    // API Gateway gives up after 30 seconds, whatever is asked for.
    expect(lambdaOf(template, 'operate').properties.Timeout).toBeLessThan(30)
  })
})

import { describe, expect, it } from 'vitest'
import { wiringOf } from '../../local/wiring.ts'

const publish = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Timeout: 50,
    Environment: {
      Variables: {
        TABLE_NAME: { Ref: 'Table' },
        BUS_NAME: { 'Fn::GetAtt': ['Bus', 'Name'] },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub
        TOPIC: { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:1:${Topic}' },
        PATH: { 'Fn::Join': ['/', ['a', { Ref: 'Bus' }]] },
        SHARED: { 'Fn::ImportValue': 'shared-name' },
      },
    },
  },
  Metadata: { 'atalaya:entry': 'functions/publish.ts' },
}
const rule = (properties: Record<string, unknown>) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    EventBusName: { Ref: 'Bus' },
    EventPattern: { source: ['atalaya'], 'detail-type': ['incident.opened'] },
    Targets: [{ Arn: { 'Fn::GetAtt': ['Publish', 'Arn'] }, Id: 'Target0' }],
    ...properties,
  },
})
const schedule = (properties: Record<string, unknown>) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ScheduleExpression: 'rate(5 minutes)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: { 'Fn::GetAtt': ['Publish', 'Arn'] }, Input: '{"tick":true}' },
    ...properties,
  },
})
const wiring = (resources: Record<string, { Type: string; Properties?: object; Metadata?: object }>) =>
  wiringOf({
    Resources: Object.fromEntries(
      Object.entries({ Publish: publish, Bus: { Type: 'AWS::Events::EventBus' }, ...resources }).map(
        ([id, one]) => [id, { Properties: {}, Metadata: {}, ...one }],
      ),
    ),
  })

describe('the wiring of a template', () => {
  it('gives each function its environment with local names', () => {
    expect(wiring({}).functions).toEqual([
      {
        id: 'Publish',
        entry: 'functions/publish.ts',
        timeout: 50_000,
        retries: 2,
        environment: {
          TABLE_NAME: 'Table',
          BUS_NAME: 'Bus',
          TOPIC: 'arn:aws:sns:local:1:Topic',
          PATH: 'a/Bus',
          SHARED: 'shared-name',
        },
      },
    ])
  })

  it("reads a function's own retries", () => {
    const Config = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Publish' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
    }
    expect(wiring({ Config }).functions[0]?.retries).toBe(0)
  })

  it('reads rules, schedules, buses and tables', () => {
    const Table = { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [] } }

    expect(wiring({ Rule: rule({}), Tick: schedule({}), Table })).toMatchObject({
      buses: ['Bus'],
      rules: [
        {
          id: 'Rule',
          bus: 'Bus',
          pattern: { source: ['atalaya'], 'detail-type': ['incident.opened'] },
          targets: ['Publish'],
        },
      ],
      schedules: [{ id: 'Tick', minutes: 5, target: 'Publish', input: '{"tick":true}' }],
      tables: [{ id: 'Table', properties: { KeySchema: [] } }],
    })
  })

  it('leaves out rules and schedules that are switched off', () => {
    const off = { State: 'DISABLED' }
    expect(wiring({ Rule: rule(off), Tick: schedule(off) })).toMatchObject({ rules: [], schedules: [] })
  })

  const http = (properties: object = {}, proxy: object = {}) => ({
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        RouteKey: 'POST /commands',
        AuthorizationType: 'AWS_IAM',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Proxy' }]] },
        ...properties,
      },
    },
    Proxy: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Publish', 'Arn'] },
        PayloadFormatVersion: '2.0',
        ...proxy,
      },
    },
  })

  it('reads the routes of the HTTP API', () => {
    const open = { RouteKey: 'GET /ack/{token}', AuthorizationType: 'NONE' }
    expect(wiring(http()).routes).toEqual([{ key: 'POST /commands', isSigned: true, target: 'Publish' }])
    expect(wiring(http(open)).routes).toEqual([
      { key: 'GET /ack/{token}', isSigned: false, target: 'Publish' },
    ])
  })

  it.each([
    ['another authorizer', 'Route', http({ AuthorizationType: 'JWT' })],
    ['no authorizer at all', 'Route', http({ AuthorizationType: undefined })],
    ['a route for all the rest', 'Route', http({ RouteKey: '$default' })],
    ['no function', 'Proxy', http({}, { IntegrationUri: { 'Fn::GetAtt': ['Bus', 'Arn'] } })],
    ['another payload', 'Proxy', http({}, { PayloadFormatVersion: '1.0' })],
    ['an integration that is not there', 'Gone', http({ Target: 'integrations/Gone' })],
  ])('refuses a route with %s', (_, name, resources) => {
    expect(() => wiring(resources)).toThrow(`${name} in the synthesized template cannot run here`)
  })

  it.each([
    ['a pattern with more than lists', rule({ EventPattern: { detail: { what: ['outage'] } } })],
    ['a pattern with a prefix', rule({ EventPattern: { source: [{ prefix: 'ata' }] } })],
    ['an input transformer', rule({ Targets: [{ Arn: 'x', Id: 'y', InputTransformer: {} }] })],
    ['a target that is no function', rule({ Targets: [{ Arn: { Ref: 'Queue' }, Id: 'y' }] })],
    ['an intrinsic it does not know', rule({ EventBusName: { 'Fn::If': ['a', 'b', 'c'] } })],
    ['a cron schedule', schedule({ ScheduleExpression: 'cron(0 10 * * ? *)' })],
  ])('refuses %s and names the resource', (_, Odd) => {
    expect(() => wiring({ Odd })).toThrow(/^Odd in the synthesized template cannot run here: /)
  })
})

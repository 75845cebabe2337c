import { describe, expect, it } from 'vitest'
import { detailTypes, environment, source } from '../../lib/contract.ts'
import { all, allowedTo, lambdaOf, named, pointingTo, stackOf } from './synthesized.ts'

const template = stackOf(undefined, {
  escalationEmail: 'jefatura@example.org',
  runbookUrl: 'https://example.org/runbook.md',
})
const alert = lambdaOf(template, 'alert')
const variables = alert.properties.Environment.Variables
const ofType = (type: string) => all(template, type).map(one => one.properties)

describe('the alert function', () => {
  it('knows both topics, its links and its runbook', () => {
    expect(Object.keys(variables).toSorted()).toEqual(
      [
        environment.table,
        environment.secret,
        environment.firstTopic,
        environment.secondTopic,
        environment.runbook,
        environment.services,
        environment.metrics,
        environment.operateUrl,
      ].toSorted(),
    )
    expect(named(variables[environment.firstTopic])).toBe('AlarmTopic')
    expect(named(variables[environment.secondTopic])).toBe('EscalationTopic')
    expect(variables[environment.runbook]).toBe('https://example.org/runbook.md')
  })

  it('names no runbook where nobody said where it is', () => {
    const plain = lambdaOf(stackOf(), 'alert').properties.Environment.Variables
    expect(plain).not.toHaveProperty(environment.runbook)
  })

  it('may keep its book, read its secret and tell both topics', () => {
    expect(allowedTo(template, alert.properties.Role)).toEqual({
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable/index/live'],
      'secretsmanager:GetSecretValue': ['XSecret'],
      'sns:Publish': ['AlarmTopic', 'EscalationTopic'],
      'logs:CreateLogStream': ['AlertLogs'],
      'logs:PutLogEvents': ['AlertLogs'],
      'sqs:SendMessage': ['DeadLettersQueue'],
    })
  })

  it('hears every event of the contract', () => {
    const rule = ofType('AWS::Events::Rule').find(
      one => named(one.Targets[0].Arn) === named({ Ref: alert.id }),
    )
    expect(rule?.EventPattern).toEqual({ source: [source], 'detail-type': [...detailTypes] })
    expect(named(rule?.Targets[0].DeadLetterConfig.Arn)).toBe('DeadLettersQueue')
    expect(rule?.Targets[0].RetryPolicy).toEqual({
      MaximumEventAgeInSeconds: 3_600,
      MaximumRetryAttempts: 8,
    })
  })

  it('ticks once a minute', () => {
    const ticks = ofType('AWS::Scheduler::Schedule').filter(
      one => one.Target.Arn['Fn::GetAtt'][0] === alert.id,
    )
    expect(ticks).toHaveLength(1)
    expect(ticks[0]).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      Target: { Input: '{"tick":true}' },
    })
  })

  it('tries again what failed, and keeps it', () => {
    const [config] = pointingTo(template, 'AWS::Lambda::EventInvokeConfig', 'FunctionName', alert.id)
    expect(config?.MaximumRetryAttempts).toBe(2)
    expect(named(config?.DestinationConfig.OnFailure.Destination)).toBe('DeadLettersQueue')
  })

  it('is over before another may send', () => {
    // No send begins after 12 s and none takes more than 8; the lease is 45 s.
    expect(alert.properties.Timeout).toBeGreaterThanOrEqual(12 + 8 + 5)
    expect(alert.properties.Timeout).toBeLessThan(45)
  })
})

describe('the second topic', () => {
  it('takes nothing in the clear', () => {
    const policy = ofType('AWS::SNS::TopicPolicy').find(one => named(one.Topics[0]) === 'EscalationTopic')
    expect(policy?.PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ])
  })

  it('ends at the address of the settings', () => {
    const [mail, ...others] = ofType('AWS::SNS::Subscription')
    expect(others).toEqual([])
    expect(mail).toMatchObject({ Protocol: 'email', Endpoint: 'jefatura@example.org' })
    expect(named(mail?.TopicArn)).toBe('EscalationTopic')
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runbook as alertHeadings } from '../../lib/alert/alert.ts'
import { metrics } from '../../lib/contract.ts'
import { all, lambdaOf, root, stackOf } from './synthesized.ts'

const template = stackOf(undefined, { alarmEmail: 'guardia@example.org' })
const alarms = all(template, 'AWS::CloudWatch::Alarm').map(one => one.properties)
const alarmOn = (metric: string) => alarms.find(one => one.MetricName === metric)
const runbook = readFileSync(join(root, 'docs', 'runbook.md'), 'utf8')
const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
const anchor = (heading = '') => heading.toLowerCase().replaceAll(' ', '-')

describe('every alarm', () => {
  it('says whom it hurts and what to do', () => {
    for (const { AlarmDescription } of alarms)
      expect(AlarmDescription).toMatch(/^Impact: .{20,}\. Action: .{20,}\. More: docs\/runbook\.md#[a-z-]+$/)
  })

  it('has its heading in the runbook, and no heading lacks it', () => {
    const linked = alarms.map(one => one.AlarmDescription.split('#').at(-1))
    const all = new Set([...linked, ...Object.values(alertHeadings)])
    expect([...all].sort()).toEqual(headings.map(anchor).sort())
  })

  it('links to where the settings say that the runbook is', () => {
    const runbookUrl = 'https://example.org/guia.md'
    for (const { properties } of all(stackOf(undefined, { runbookUrl }), 'AWS::CloudWatch::Alarm'))
      expect(properties.AlarmDescription).toContain(`More: ${runbookUrl}#`)
  })

  it('stands in the list of the deployment guide', () => {
    const guide = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8')
    const listed = [...guide.matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, name]) => `Atalaya-prod-${name}`)
    expect(listed.sort()).toEqual(alarms.map(one => one.AlarmName).sort())
  })

  it('goes to the operators', () => {
    const [topic] = all(template, 'AWS::SNS::Topic')
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic?.id }])
  })
})

describe('what is watched', () => {
  it('has an alarm on every metric of the contract', () => {
    const ours = alarms.filter(one => one.Namespace === 'Atalaya-prod').map(one => one.MetricName)
    expect(ours.sort()).toEqual(Object.values(metrics).sort())
  })

  it('misses rounds after five minutes, silence included', () => {
    expect(alarmOn(metrics.rounds)).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 5,
      Period: 60,
      Statistic: 'Sum',
      Threshold: 1,
      TreatMissingData: 'breaching',
    })
  })

  it('is blind after ten minutes of nothing but that', () => {
    expect(alarmOn(metrics.blind)).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 10,
      Period: 60,
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    })
  })

  it.each([metrics.postTrouble, metrics.alarms])('fires at the first of %s', metric => {
    expect(alarmOn(metric)).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Statistic: 'Sum',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    })
  })

  it('fires when anything is left behind', () => {
    const queues = all(template, 'AWS::SQS::Queue').map(one => one.id)
    const [alarm, ...others] = alarms.filter(one => one.Namespace === 'AWS/SQS')
    expect(others).toEqual([])
    expect(alarm).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    })
    expect([alarm?.Dimensions[0].Value['Fn::GetAtt'][0]]).toEqual(queues)
  })

  it('leaves no call behind that nobody waits for', () => {
    const kept = all(template, 'AWS::Lambda::EventInvokeConfig').filter(
      one => one.properties.DestinationConfig,
    )
    expect(kept.map(one => one.properties.FunctionName.Ref).sort()).toEqual(
      ['probe', 'publish', 'page', 'alert'].map(entry => lambdaOf(template, entry).id).sort(),
    )
  })

  it('fires at the first answer that operators did not get', () => {
    expect(alarmOn('5xx')).toMatchObject({ Namespace: 'AWS/ApiGateway', Statistic: 'Sum', Threshold: 1 })
    expect(alarmOn('4xx')).toMatchObject({ Namespace: 'AWS/ApiGateway', Statistic: 'Sum', Threshold: 100 })
  })
})

describe('the way to the operators', () => {
  it('lies under no key that CloudWatch could not use', () => {
    for (const { properties } of all(template, 'AWS::SNS::Topic'))
      expect(properties.KmsMasterKeyId).toBeUndefined()
  })

  it('takes alarms of this account over TLS only', () => {
    const [policy] = all(template, 'AWS::SNS::TopicPolicy')
    expect(policy?.properties.PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ])
  })

  it('ends at the address of the settings', () => {
    expect(all(template, 'AWS::SNS::Subscription').map(one => one.properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'guardia@example.org' },
    ])
    expect(all(stackOf(), 'AWS::SNS::Subscription')).toEqual([])
  })
})

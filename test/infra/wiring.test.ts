import { describe, expect, it } from 'vitest'
import { detailTypes, environment, source } from '../../lib/contract.ts'
import { all, type Json, lambdaOf, named, pointingTo, stackOf } from './synthesized.ts'

const template = stackOf()
const probe = lambdaOf(template, 'probe')
const publish = lambdaOf(template, 'publish')
const operate = lambdaOf(template, 'operate')
const scheduled = (id: string) =>
  all(template, 'AWS::Scheduler::Schedule')
    .map(one => one.properties)
    .filter(one => one.Target.Arn['Fn::GetAtt'][0] === id)
const asynchronous = (id: string) =>
  pointingTo(template, 'AWS::Lambda::EventInvokeConfig', 'FunctionName', id)[0]

describe('schedules', () => {
  it('starts one round a minute with its instant', () => {
    const [round, ...others] = scheduled(probe.id)
    expect(others).toEqual([])
    expect(round?.ScheduleExpression).toBe('rate(1 minute)')
    expect(round?.FlexibleTimeWindow).toEqual({ Mode: 'OFF' })
    expect(JSON.parse(round?.Target.Input)).toEqual({
      services: ['seguridad-social'],
      scheduledTime: '<aws.scheduler.scheduled-time>',
    })
  })

  it('ticks once a minute for the publisher', () => {
    const [tick, ...others] = scheduled(publish.id)
    expect(others).toEqual([])
    expect(tick?.ScheduleExpression).toBe('rate(1 minute)')
    expect(JSON.parse(tick?.Target.Input)).toEqual({ tick: true })
  })

  it('never starts anything more than a minute late', () => {
    for (const { Target } of [...scheduled(probe.id), ...scheduled(publish.id)]) {
      expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 1 })
      expect(named(Target.DeadLetterConfig.Arn)).toBe('DeadLettersQueue')
    }
  })

  it('waits for the permission before the first run', () => {
    for (const one of Object.values(template.Resources)) {
      if (one.Type !== 'AWS::Scheduler::Schedule') continue
      const needed = (one.DependsOn as string[]).map(id => template.Resources[id]?.Type)
      expect(needed).toContain('AWS::IAM::Policy')
    }
  })
})

describe('rules', () => {
  const rules = all(template, 'AWS::Events::Rule').map(one => one.properties)
  const hints = rules.find(one => named(one.Targets[0].Arn) === named({ Ref: publish.id }))

  it('hears exactly the events of the contract', () => {
    expect(rules).toHaveLength(3)
    expect(hints?.EventPattern).toEqual({
      source: [source],
      'detail-type': detailTypes.filter(type => type !== 'certificate.expiring'),
    })
    expect(named(hints?.EventBusName)).toBe('Bus')
  })

  it('keeps what the publisher could not be given', () => {
    const [target] = hints?.Targets ?? []
    expect(named(target.Arn)).toBe(named({ Ref: publish.id }))
    expect(named(target.DeadLetterConfig.Arn)).toBe('DeadLettersQueue')
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 8 })
  })

  it('may put undelivered events into its queue', () => {
    const [policy] = all(template, 'AWS::SQS::QueuePolicy')
      .map(one => one.properties)
      .filter(one => named(one.Queues[0]) === 'DeadLettersQueue')
    const allowed = policy?.PolicyDocument.Statement.filter(
      (one: { Effect: string }) => one.Effect === 'Allow',
    )
    const eventBridge = { Action: 'sqs:SendMessage', Principal: { Service: 'events.amazonaws.com' } }
    expect(allowed).toMatchObject([eventBridge, eventBridge, eventBridge])
    expect(allowed.map((one: Json) => named(one.Condition.ArnEquals['aws:SourceArn'])).sort()).toEqual([
      'AlertHints',
      'PageHints',
      'XHints',
    ])
  })
})

describe('functions', () => {
  it('runs all of them on the runtime that is tested', () => {
    for (const { properties } of [probe, publish, operate]) {
      expect(properties.Runtime).toBe('nodejs24.x')
      expect(properties.Architectures).toEqual(['arm64'])
    }
  })

  it('names the environment as the contract does', () => {
    const names = (properties: typeof probe.properties) => Object.keys(properties.Environment.Variables)
    const { table, bus, services, round, metrics, channel, secret, firstMode, stack } = environment
    expect(names(probe.properties).sort()).toEqual([table, bus, round, services, metrics, firstMode].sort())
    expect(names(publish.properties).sort()).toEqual([table, channel, secret, services, metrics].sort())
    expect(names(operate.properties).sort()).toEqual(
      [table, bus, secret, services, metrics, firstMode, stack].sort(),
    )
    expect(probe.properties.Environment.Variables[round]).toBe('60s')
    expect(publish.properties.Environment.Variables[channel]).toBe('x')
    expect(probe.properties.Environment.Variables[metrics]).toBe('Atalaya-prod')
  })

  it('gives a round more time than it takes itself', () => {
    expect(probe.properties.Timeout).toBeGreaterThan(50)
    expect(probe.properties.Timeout).toBeLessThan(60)
  })

  it('repeats no round and tells again what failed', () => {
    expect(asynchronous(probe.id)).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 })
    expect(asynchronous(publish.id)).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 300 })
    expect(asynchronous(operate.id)).toMatchObject({ MaximumRetryAttempts: 0 })
  })

  it('keeps what the probe and the publisher failed at', () => {
    const kept = (id: string) => named(asynchronous(id)?.DestinationConfig.OnFailure.Destination)
    expect(kept(probe.id)).toBe('DeadLettersQueue')
    expect(kept(publish.id)).toBe('DeadLettersQueue')
  })

  it('keeps the log of each for a month', () => {
    for (const { properties } of [probe, publish, operate]) {
      const log = template.Resources[properties.LoggingConfig.LogGroup.Ref]
      expect(log?.Properties.RetentionInDays).toBe(30)
    }
  })
})

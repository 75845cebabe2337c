import { describe, expect, it } from 'vitest'
import { routes } from '../../lib/operate/routes.ts'
import { all, allowedTo, lambdaOf, named, type Properties, pointingTo, stackOf } from './synthesized.ts'

const template = stackOf()
const routePaths = Object.keys(routes).map(key => key.split(' ')[1])
const may = (entry: string) => allowedTo(template, lambdaOf(template, entry).properties.Role)

describe('what each function may do', () => {
  it('lets the probe write records and tell the bus', () => {
    expect(may('probe')).toEqual({
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'events:PutEvents': ['Bus'],
      'logs:CreateLogStream': ['ProbeLogs'],
      'logs:PutLogEvents': ['ProbeLogs'],
      'sqs:SendMessage': ['DeadLettersQueue'],
    })
  })

  it('lets the publisher keep its ledger and read its secret', () => {
    expect(may('publish')).toEqual({
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable/index/live'],
      'secretsmanager:GetSecretValue': ['XSecret'],
      'logs:CreateLogStream': ['XPublishLogs'],
      'logs:PutLogEvents': ['XPublishLogs'],
      'sqs:SendMessage': ['DeadLettersQueue'],
    })
  })

  it('lets operators write records, read the log and tell the bus', () => {
    expect(may('operate')).toEqual({
      'dynamodb:GetItem': ['StoreTable'],
      'dynamodb:PutItem': ['StoreTable'],
      'dynamodb:Query': ['StoreTable'],
      'events:PutEvents': ['Bus'],
      'secretsmanager:GetSecretValue': ['XSecret'],
      'logs:CreateLogStream': ['OperateLogs'],
      'logs:PutLogEvents': ['OperateLogs'],
    })
  })
})

describe('who may start what', () => {
  const schedules = all(template, 'AWS::Scheduler::Schedule').map(one => one.properties)

  it('lets a schedule invoke its own function only', () => {
    for (const { Target } of schedules)
      expect(allowedTo(template, Target.RoleArn)).toEqual({
        'lambda:InvokeFunction': [named(Target.Arn)],
        'sqs:SendMessage': [named(Target.DeadLetterConfig.Arn)],
      })
  })

  it('lends the roles of schedules to our own group alone', () => {
    const roles = all(template, 'AWS::IAM::Role').filter(one =>
      JSON.stringify(one.properties).includes('scheduler.amazonaws.com'),
    )
    expect(roles).toHaveLength(schedules.length)
    for (const role of roles)
      expect(role.properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
        'aws:SourceAccount': { Ref: 'AWS::AccountId' },
        'aws:SourceArn': { 'Fn::GetAtt': ['Schedules', 'Arn'] },
      })
  })

  it("opens the operators' function to the routes of its own API", () => {
    const [api] = all(template, 'AWS::ApiGatewayV2::Api')
    const opened = pointingTo(
      template,
      'AWS::Lambda::Permission',
      'FunctionName',
      lambdaOf(template, 'operate').id,
    )
    expect(opened).toHaveLength(Object.keys(routes).length)
    for (const { Principal, SourceArn } of opened) {
      const parts = SourceArn['Fn::Join'][1]
      expect(Principal).toBe('apigateway.amazonaws.com')
      expect(parts).toContainEqual({ Ref: api?.id })
      expect(routePaths).toContain(parts.at(-1).replace('/*/*', ''))
    }
  })

  it('opens the functions to our rules and nobody else', () => {
    const permissions = all(template, 'AWS::Lambda::Permission')
      .map(one => one.properties)
      .filter(({ Principal }) => Principal !== 'apigateway.amazonaws.com')
    expect(permissions.map(one => [one.Principal, named(one.SourceArn)]).toSorted()).toEqual([
      ['events.amazonaws.com', 'AlertHints'],
      ['events.amazonaws.com', 'PageHints'],
      ['events.amazonaws.com', 'XHints'],
    ])
    expect(all(template, 'AWS::Lambda::Url')).toEqual([])
  })
})

describe('least privilege', () => {
  const statements = all(template, 'AWS::IAM::Policy').flatMap(
    one => one.properties.PolicyDocument.Statement as Properties[],
  )

  it('grants no wildcard to any role, but the files of the one bucket to the page', () => {
    expect(statements.length).toBeGreaterThan(10)
    const wide = statements.filter(one => JSON.stringify(one).includes('*'))
    expect(wide.map(one => [one['Action'], one['Resource']])).toEqual([
      [
        ['s3:GetObject', 's3:PutObject'],
        { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^PageFilesBucket/), 'Arn'] }, '/*']] },
      ],
    ])
  })

  it('attaches no managed or inline policy', () => {
    for (const { properties } of all(template, 'AWS::IAM::Role')) {
      expect(properties.ManagedPolicyArns).toBeUndefined()
      expect(properties.Policies).toBeUndefined()
    }
  })

  it('gives each function and each schedule its own role', () => {
    const holders = [
      ...all(template, 'AWS::Lambda::Function').map(one => named(one.properties.Role)),
      ...all(template, 'AWS::Scheduler::Schedule').map(one => named(one.properties.Target.RoleArn)),
    ]
    expect(new Set(holders).size).toBe(holders.length)
  })
})

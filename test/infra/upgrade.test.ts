import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all, type Json, root, shipped, stackOf } from './synthesized.ts'

/**
 * What keeps something, or an address that others know; and the properties by which CloudFormation makes another one
 * of it and drops the first. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
 */
const replacedBy = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'ImportSourceSpecification'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Events::Archive': ['ArchiveName', 'SourceArn'],
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
} as const
type Keeping = keyof typeof replacedBy
const keeping = Object.keys(replacedBy) as Keeping[]

/** Another value of each setting, but for the stage, which is another stack beside, and the files, which are below. */
const changes: Readonly<Record<string, unknown>> = {
  stage: undefined,
  region: 'eu-west-1',
  account: '123456789012',
  config: undefined,
  architecture: 'x86_64',
  logDays: '365',
  alarmEmail: 'guardia@example.org',
  escalationEmail: 'jefatura@example.org',
  runbookUrl: 'https://example.org/runbook',
  heartbeatUrl: 'https://example.org/latido',
  dashboard: true,
  traces: true,
  xUrl: 'http://127.0.0.1:4000',
  ownKeys: true,
  permissionsBoundary: 'limite',
  tags: 'team=guardia',
  cdn: false,
  domainName: 'estado.example.org',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
}
/** One of them goes nowhere without the other. */
const together: Readonly<Record<string, readonly string[]>> = {
  domainName: ['certificateArn'],
  certificateArn: ['domainName'],
}
const template = join(root, 'services', 'template.yaml.example')
const services: readonly (readonly [string, readonly string[]])[] = [
  ['one more service', [shipped, template]],
  ['another service', [template]],
]

type Template = ReturnType<typeof stackOf>

/** Logical id and what may not change of it, of everything that keeps something. */
const identity = (of: Template, type: Keeping): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    all(of, type).map(({ id, properties }) => [id, replacedBy[type].map(name => properties[name] ?? null)]),
  )

const before = stackOf()
const withOwnKeys = stackOf(undefined, { ownKeys: true })

/** What an update from one template to another would drop or make anew. */
const lost = (from: Template, to: Template): readonly string[] =>
  keeping.flatMap(type => {
    const after = identity(to, type)
    return Object.entries(identity(from, type))
      .filter(([id, kept]) => JSON.stringify(after[id]) !== JSON.stringify(kept))
      .map(([id]) => id)
  })

describe('an update', () => {
  it('is tried with every setting there is', () => {
    const text = readFileSync(join(root, 'infra', 'settings.ts'), 'utf8')
    const known = [...text.matchAll(/^ {2}(\w+): v\./gm)].map(([, name]) => name)
    expect(known.filter(name => name !== undefined && !Object.hasOwn(changes, name))).toEqual([])
    expect(known.length).toBeGreaterThan(10)
  })

  it.each(Object.entries(changes).filter(([, value]) => value !== undefined))(
    'of %s replaces nothing that keeps something',
    (name, value) => {
      const others = (together[name] ?? []).map(other => [other, changes[other]])
      const after = stackOf(undefined, { [name]: value, ...Object.fromEntries(others) })
      expect(lost(before, after)).toEqual([])
      // And back again, but for the key itself: it stays in the account.
      const back = lost(after, before).filter(id => all(after, 'AWS::KMS::Key').every(key => key.id !== id))
      expect(back).toEqual([])
    },
  )

  it.each(services)('to %s replaces nothing that keeps something', (_, config) => {
    const after = stackOf(config)
    expect(lost(before, after)).toEqual([])
    expect(lost(after, before)).toEqual([])
  })

  it('would be seen if it replaced the table', () => {
    const [table] = all(before, 'AWS::DynamoDB::Table')
    const id = table?.id ?? ''
    const { [id]: resource, ...others } = before.Resources
    const renamed = { ...before, Resources: { ...others, [`${id}2`]: resource! } }
    const named = { ...resource!, Properties: { ...resource!.Properties, TableName: 'mine' } }
    expect(lost(before, renamed)).toEqual([id])
    expect(lost(before, { ...before, Resources: { ...others, [id]: named } })).toEqual([id])
  })
})

describe('what an update must not lose', () => {
  it.each(['AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup', 'AWS::KMS::Key'])(
    'stays even where it is replaced: %s',
    type => {
      const found = Object.values(withOwnKeys.Resources).filter(one => one.Type === type)
      expect(found.length).toBeGreaterThan(0)
      for (const one of found)
        expect([one['DeletionPolicy'], one['UpdateReplacePolicy']]).toEqual(['Retain', 'Retain'])
    },
  )
})

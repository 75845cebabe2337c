import { describe, expect, it } from 'vitest'
import { secretCredentials } from '../../lib/adapters/x-credentials.ts'
import { table as keys, source } from '../../lib/contract.ts'
import { all, stackOf } from './synthesized.ts'

const template = stackOf()
const [table, ...otherTables] = all(template, 'AWS::DynamoDB::Table')

describe('the table', () => {
  it('has the keys of the contract', () => {
    expect(otherTables).toEqual([])
    expect(table?.properties.KeySchema).toEqual([
      { AttributeName: keys.pk, KeyType: 'HASH' },
      { AttributeName: keys.sk, KeyType: 'RANGE' },
    ])
    expect(table?.properties.TimeToLiveSpecification).toEqual({ AttributeName: keys.ttl, Enabled: true })
  })

  it('indexes only keys of what is live', () => {
    expect(table?.properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: keys.index.name,
        KeySchema: [
          { AttributeName: keys.index.pk, KeyType: 'HASH' },
          { AttributeName: keys.index.sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ])
  })

  it('outlives mistakes and its own stack', () => {
    expect(table?.policy).toBe('Retain')
    expect(table?.properties.DeletionProtectionEnabled).toBe(true)
    expect(table?.properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
  })

  it('refuses whoever comes without TLS', () => {
    expect(table?.properties.ResourcePolicy.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'dynamodb:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ])
  })

  it('is paid by use, under the key of AWS', () => {
    expect(table?.properties.BillingMode).toBe('PAY_PER_REQUEST')
    expect(table?.properties.SSESpecification).toEqual({ SSEEnabled: false })
  })
})

describe('the bus', () => {
  it('keeps our events for thirty days', () => {
    expect(all(template, 'AWS::Events::Archive').map(one => one.properties)).toMatchObject([
      { EventPattern: { source: [source] }, RetentionDays: 30 },
    ])
  })
})

describe('the secret', () => {
  const [secret] = all(template, 'AWS::SecretsManager::Secret')

  it('outlives its stack', () => {
    expect(secret?.policy).toBe('Retain')
  })

  it('holds placeholders that the publisher knows as such', async () => {
    const text: string = secret?.properties.SecretString
    const client = { send: async () => ({ SecretString: text }) }
    const source = secretCredentials(client as never, 'arn')
    await expect(source.read()).rejects.toMatchObject({
      missing: ['appKey', 'appSecret', 'accessToken', 'accessSecret'],
    })
  })
})

describe('what is kept', () => {
  it('lies in no bucket but that of the page', () => {
    const [bucket, ...others] = all(template, 'AWS::S3::Bucket')
    expect(others).toEqual([])
    expect(bucket).toMatchObject({ id: expect.stringMatching(/^PageFiles/), policy: 'Retain' })
  })

  it('includes every log, for as long as the settings say', () => {
    const logs = all(template, 'AWS::Logs::LogGroup')
    expect(logs).toHaveLength(6)
    for (const { policy, properties } of logs) {
      expect(policy).toBe('Retain')
      expect(properties.RetentionInDays).toBe(30)
    }
  })
})

describe('queues', () => {
  const queues = all(template, 'AWS::SQS::Queue')

  it('encrypts every queue without a key of our own', () => {
    expect(queues).toHaveLength(1)
    for (const { properties } of queues) {
      expect(properties.SqsManagedSseEnabled).toBe(true)
      expect(properties.MessageRetentionPeriod).toBe(4 * 86_400)
    }
  })

  it('refuses whoever comes without TLS', () => {
    const policies = all(template, 'AWS::SQS::QueuePolicy').map(one => one.properties)
    const closed = policies
      .filter(one => JSON.stringify(one.PolicyDocument).includes('"aws:SecureTransport":"false"'))
      .map(one => one.Queues[0].Ref)
    expect(closed.sort()).toEqual(queues.map(one => one.id).sort())
  })
})

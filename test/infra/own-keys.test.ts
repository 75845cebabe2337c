import { describe, expect, it } from 'vitest'
import { all, allowedTo, lambdaOf, named, type Properties, stackOf } from './synthesized.ts'

const template = stackOf(undefined, { ownKeys: 'true' })
const properties = (type: string): Properties[] => all(template, type).map(one => one.properties)
const [key, ...otherKeys] = all(template, 'AWS::KMS::Key')

describe('a key of our own', () => {
  it('is one, turns every year and outlives its stack', () => {
    expect(otherKeys).toEqual([])
    expect(key?.properties.EnableKeyRotation).toBe(true)
    expect(key?.policy).toBe('Retain')
  })

  it('keeps the table, the secret, every topic and every log', () => {
    expect(properties('AWS::DynamoDB::Table')).toMatchObject([
      { SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } },
    ])
    const kept = [
      ...properties('AWS::DynamoDB::Table').map(one => one.SSESpecification.KMSMasterKeyId),
      ...properties('AWS::SecretsManager::Secret').map(one => one.KmsKeyId),
      ...properties('AWS::SNS::Topic').map(one => one.KmsMasterKeyId),
      ...properties('AWS::Logs::LogGroup').map(one => one.KmsKeyId),
    ]
    expect(kept).toHaveLength(10)
    for (const one of kept) expect(named(one)).toBe('OwnKey')
  })

  it('lets alarms through to the topics', () => {
    expect(key?.properties.KeyPolicy.Statement).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    })
  })

  it('lets logs of this account be written', () => {
    const statements: Properties[] = key?.properties.KeyPolicy.Statement
    const logs = statements.find(one => JSON.stringify(one.Principal).includes('logs.'))
    expect(logs?.Action).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']))
    expect(JSON.stringify(logs?.Condition)).toContain('kms:EncryptionContext:aws:logs:arn')
    expect(JSON.stringify(logs?.Condition)).toContain('AWS::AccountId')
  })

  it.each(['probe', 'publish', 'operate', 'alert'])('opens to the %s through a service alone', entry => {
    const role = lambdaOf(template, entry).properties.Role
    expect(allowedTo(template, role)['kms:Decrypt']).toEqual(['OwnKey'])
    const statements = properties('AWS::IAM::Policy')
      .filter(one => one.Roles.map(named).includes(named(role)))
      .flatMap(one => one.PolicyDocument.Statement as Properties[])
      .filter(one => JSON.stringify(one.Action).includes('kms:'))
    expect(statements.length).toBeGreaterThan(0)
    for (const { Condition } of statements) expect(Condition.StringEquals['kms:ViaService']).toBeDefined()
  })
})

describe('without one', () => {
  const plain = stackOf()

  it('has no key that costs, and asks for none', () => {
    expect(all(plain, 'AWS::KMS::Key')).toEqual([])
    expect(JSON.stringify(plain)).not.toContain('kms:')
  })
})

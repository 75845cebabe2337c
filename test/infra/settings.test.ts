import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { BadConfig } from '../../infra/bad-config.ts'
import { buildApp } from '../../infra/build.ts'
import { readSettings } from '../../infra/settings.ts'
import { all, shipped, stackOf } from './synthesized.ts'

const outdir = mkdtempSync(join(tmpdir(), 'atalaya-settings-'))
afterAll(() => rmSync(outdir, { recursive: true, force: true }))

const settings = (context: Record<string, unknown>, env: Record<string, string> = {}) =>
  readSettings(new App({ context, outdir }).node, env)
const refusal = (context: Record<string, unknown>, env: Record<string, string> = {}): BadConfig => {
  try {
    settings(context, env)
  } catch (fault) {
    if (fault instanceof BadConfig) return fault
    throw fault
  }
  throw new TypeError('nothing was refused')
}
const boundary = 'arn:aws:iam::123456789012:policy/limite'

describe('a setting', () => {
  it('comes from the context before the environment', () => {
    const env = { ATALAYA_STAGE: 'ensayo', ATALAYA_ALARM_EMAIL: 'guardia@example.org' }
    expect(settings({ stage: 'prueba' }, env)).toMatchObject({
      stage: 'prueba',
      alarmEmail: 'guardia@example.org',
    })
    expect(settings({}, env).stage).toBe('ensayo')
    expect(settings({}, { ATALAYA_STAGE: '' }).stage).toBe('prod')
  })

  it.each([
    ['region', 'ATALAYA_REGION', 'Madrid'],
    ['account', 'ATALAYA_ACCOUNT', '1234'],
    ['ownKeys', 'ATALAYA_OWN_KEYS', 'yes'],
    ['permissionsBoundary', 'ATALAYA_PERMISSIONS_BOUNDARY', 'arn:aws:s3:::no-policy'],
    ['tags', 'ATALAYA_TAGS', 'just words'],
    ['dashboard', 'ATALAYA_DASHBOARD', 'yes'],
    ['traces', 'ATALAYA_TRACES', 'yes'],
  ])('%s is refused by its name where it was found', (key, variable, value) => {
    expect(refusal({ [key]: value }).message).toContain(`context: error: ${key}: found "${value}"`)
    expect(refusal({}, { [variable]: value }).message).toContain(
      `environment: error: ${variable}: found "${value}"`,
    )
  })

  it('refuses tags that AWS would refuse at the end', () => {
    expect(refusal({ tags: 'aws:mine=1' }).message).toContain('names of tags')
    expect(refusal({ tags: { team: 'guardia; noche' } }).message).toContain('values of tags')
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`tag${n}`, 'x']))
    expect(refusal({ tags: many }).message).toContain('at most 40')
  })

  it('takes tags as text and as an object', () => {
    const tags = { team: 'guardia', cost: 'web=1' }
    expect(settings({ tags: 'team=guardia,cost=web=1' }).tags).toEqual(tags)
    expect(settings({ tags }).tags).toEqual(tags)
  })
})

describe('a bounded, tagged stack', () => {
  const context = { permissionsBoundary: boundary, tags: 'team=guardia' }
  const template = stackOf(undefined, context)

  it('bounds every role', () => {
    const roles = all(template, 'AWS::IAM::Role')
    expect(roles.length).toBeGreaterThan(5)
    for (const { properties } of roles) expect(properties.PermissionsBoundary).toBe(boundary)
  })

  it('takes the name of a policy of the account too', () => {
    const named = stackOf(undefined, { permissionsBoundary: 'limite' })
    for (const { properties } of all(named, 'AWS::IAM::Role'))
      expect(JSON.stringify(properties.PermissionsBoundary)).toContain(':policy/limite')
  })

  it.each([
    'AWS::DynamoDB::Table',
    'AWS::Lambda::Function',
    'AWS::SQS::Queue',
    'AWS::SecretsManager::Secret',
  ])('tags each %s', type => {
    for (const { properties } of all(template, type))
      expect(properties.Tags).toContainEqual({ Key: 'team', Value: 'guardia' })
  })
})

describe('the place of a stack', () => {
  const built = (context: Record<string, unknown>) =>
    buildApp({ outdir, context: { config: [shipped], 'aws:cdk:bundling-stacks': [], ...context } }).stack

  it('is the one of the settings', () => {
    const stack = built({ region: 'eu-west-1', account: '123456789012' })
    expect({ region: stack.region, account: stack.account }).toEqual({
      region: 'eu-west-1',
      account: '123456789012',
    })
  })

  it('protects the real one from being taken away', () => {
    expect(built({}).terminationProtection).toBe(true)
    expect(built({ stage: 'ensayo' }).terminationProtection).toBe(false)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { permissionsPage, stacks } from '../../cli/permissions.ts'
import { holdersOf } from '../../infra/grants.ts'
import { root } from './synthesized.ts'

const all = stacks()
const { plain: template, withOwnKeys } = all
const holders = holdersOf(withOwnKeys)
const functions = holders.filter(one => one.taker === 'lambda.amazonaws.com')
const actionsOf = (name: string) =>
  holders.find(one => one.name === name)?.grants.flatMap(grant => grant.actions) ?? []

describe('docs/permissions.md', () => {
  it('says what the policies say', () => {
    const page = readFileSync(join(root, 'docs', 'permissions.md'), 'utf8')
    expect(page).toBe(permissionsPage(all))
  })

  it('changes with an action, a resource or a role', () => {
    const before = permissionsPage(all)
    const changed = (from: string, to: string) =>
      permissionsPage({ ...all, plain: JSON.parse(JSON.stringify(template).replace(from, to)) })
    expect(changed('dynamodb:GetItem', 'dynamodb:Scan')).not.toBe(before)
    expect(changed('"Action":"events:PutEvents"', '"Action":"events:*"')).not.toBe(before)
    expect(changed('lambda.amazonaws.com', 'ec2.amazonaws.com')).not.toBe(before)
  })

  it('has the roles of vantages and what the probe may do with them', () => {
    const [, page = ''] = permissionsPage(all).split('## Beyond that, with `vantages`')
    expect(page.match(/### Vantage, in .*/g)).toEqual([
      '### Vantage, in `eu-central-1`',
      '### Vantage, in `eu-west-1`',
    ])
    expect(page).toMatch(/### Vantage[^#]*`logs:PutLogEvents` \| `VantageLogs`/)
    expect(page).toMatch(
      /### Probe\n[^#]*`lambda:InvokeFunction` \| `arn:.*eu-central-1:.*-vantage`, `arn:.*eu-west-1/,
    )
  })

  it('refuses a role that holds a managed policy', () => {
    const more = structuredClone(template)
    const role = Object.values(more.Resources).find(one => one.Type === 'AWS::IAM::Role')
    Object.assign(role?.Properties ?? {}, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/Admin'] })
    expect(() => holdersOf(more)).toThrow()
  })
})

describe('no function', () => {
  it('is left out', () => {
    expect(functions.map(one => one.name)).toEqual(['Alert', 'Operate', 'Page', 'Probe', 'XPublish'])
  })

  it.each([
    'dynamodb:DeleteItem',
    'dynamodb:UpdateItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:Scan',
    'dynamodb:DeleteTable',
    'dynamodb:UpdateTable',
    'secretsmanager:PutSecretValue',
    'secretsmanager:DeleteSecret',
    'lambda:InvokeFunction',
    'sqs:DeleteMessage',
    'sqs:ReceiveMessage',
    'iam:PassRole',
    'kms:ScheduleKeyDeletion',
  ])('may do %s', action => {
    for (const { grants } of functions)
      expect(grants.flatMap(grant => grant.actions).map(one => one.toLowerCase())).not.toContain(
        action.toLowerCase(),
      )
  })

  it('may do all of anything, or anything to all', () => {
    for (const { actions, on } of functions.flatMap(one => one.grants)) {
      expect(actions.filter(action => action.includes('*'))).toEqual([])
      // The page's files alone have no names beforehand.
      expect(on.filter(one => one.includes('*') && one !== 'PageFilesBucket/*')).toEqual([])
    }
  })
})

describe('what only some may do', () => {
  it('keeps the secret from the probe, which speaks to strangers', () => {
    expect(actionsOf('Probe')).not.toContain('secretsmanager:GetSecretValue')
    expect(actionsOf('Probe').filter(action => action.startsWith('sns:'))).toEqual([])
  })

  it('keeps the bus from those who only listen', () => {
    for (const name of ['XPublish', 'Alert', 'Page'])
      expect(actionsOf(name)).not.toContain('events:PutEvents')
  })

  it('lets the page read the table and keep its own files', () => {
    const files = functions.filter(one => actionsOf(one.name).some(action => action.startsWith('s3:')))
    expect(files.map(one => one.name)).toEqual(['Page'])
    const own = new Set(actionsOf('Page').filter(action => /^(?:dynamodb|s3):/.test(action)))
    expect([...own].toSorted()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ])
  })

  it('lets the alerts alone write to people', () => {
    const telling = functions.filter(one => actionsOf(one.name).includes('sns:Publish'))
    expect(telling.map(one => one.name)).toEqual(['Alert'])
  })

  it('lets a schedule start one function', () => {
    for (const { name, grants } of holders.filter(one => one.taker === 'scheduler.amazonaws.com')) {
      const started = grants.filter(one => one.actions.includes('lambda:InvokeFunction'))
      expect({ name, started: started.map(one => one.on.length) }).toEqual({ name, started: [1] })
    }
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BadConfig } from '../../infra/bad-config.ts'
import { buildApp } from '../../infra/build.ts'
import { checkRules } from '../../infra/rules.ts'
import { synthesize } from '../../infra/template.ts'
import { environment } from '../../lib/contract.ts'
import { all, allowedTo, lambdaOf, type Properties, shipped } from './synthesized.ts'

const folder = mkdtempSync(join(tmpdir(), 'atalaya-vantages-'))
afterAll(() => rmSync(folder, { recursive: true }))

const service = (id: string, code: string, vantages: readonly string[]) => {
  const path = join(folder, `${id}.yaml`)
  const components = [{ id: 'web', name: { es: 'la web' }, targets: [{ url: 'https://example.org/' }] }]
  const controls = ['https://control.example/']
  writeFileSync(path, JSON.stringify({ id, code, name: { es: 'el Cuerpo' }, components, controls, vantages }))
  return path
}
const soria = service('soria', 'SO', ['eu-west-1', 'eu-central-1'])
const segovia = service('segovia', 'SG', ['eu-west-3', 'eu-west-1'])
const made = synthesize({ config: [soria, segovia] })
const probe = lambdaOf(made.template, 'probe')
const arnOf = (region: string) => ({
  'Fn::Join': [
    ':',
    [
      'arn',
      { Ref: 'AWS::Partition' },
      `lambda:${region}`,
      { Ref: 'AWS::AccountId' },
      'function:Atalaya-prod-vantage',
    ],
  ],
})
const everyRegion = ['eu-central-1', 'eu-west-1', 'eu-west-3']
const statementsOf = (template: Parameters<typeof all>[0]): Properties[] =>
  all(template, 'AWS::IAM::Policy').flatMap(one => one.properties.PolicyDocument.Statement)

describe('stacks of vantages', () => {
  it('are one for each region that any service names', () => {
    expect(made.vantages.map(({ region }) => region)).toEqual(everyRegion)
    for (const { template } of made.vantages) {
      const [one, ...others] = all(template, 'AWS::Lambda::Function')
      expect(others).toEqual([])
      expect(one?.properties).toMatchObject({
        FunctionName: 'Atalaya-prod-vantage',
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: probe.properties.MemorySize,
      })
      expect(lambdaOf(template, 'vantage').id).toBe(one?.id)
    }
  })

  it('are none where no service names any', () => {
    const alone = synthesize({ config: [shipped] })
    expect(alone.vantages).toEqual([])
    expect(JSON.stringify(alone.template)).not.toMatch(/vantage/i)
  })

  it('may do nothing but write their own log', () => {
    for (const { template } of made.vantages) {
      expect(allowedTo(template, lambdaOf(template, 'vantage').properties.Role)).toEqual({
        'logs:CreateLogStream': ['VantageLogs'],
        'logs:PutLogEvents': ['VantageLogs'],
      })
      expect(JSON.stringify(statementsOf(template))).not.toContain('*')
      expect(all(template, 'AWS::Lambda::Permission')).toEqual([])
      expect(all(template, 'AWS::Lambda::Url')).toEqual([])
    }
  })

  it('lean on no other stack, and hold nothing of an account', () => {
    for (const { template } of made.vantages)
      expect(JSON.stringify(template.Resources)).not.toMatch(/ImportValue|TABLE_NAME|BUS_NAME|SECRET/)
  })

  it('take stage, architecture, log days, tags, key and boundary', () => {
    const context = { stage: 'ensayo', architecture: 'x86_64', logDays: '90', tags: 'team=guardia' }
    const bound = { permissionsBoundary: 'limite', ownKeys: 'true' }
    const { vantages } = synthesize({ config: [soria], context: { ...context, ...bound } })
    for (const { template } of vantages) {
      const { properties } = lambdaOf(template, 'vantage')
      expect(properties).toMatchObject({ FunctionName: 'Atalaya-ensayo-vantage', Architectures: ['x86_64'] })
      expect(properties.Tags).toContainEqual({ Key: 'team', Value: 'guardia' })
      const [log] = all(template, 'AWS::Logs::LogGroup')
      expect(log?.properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() })
      for (const role of all(template, 'AWS::IAM::Role'))
        expect(JSON.stringify(role.properties.PermissionsBoundary)).toContain('limite')
    }
  })

  it('break no rule of AWS Solutions', () => {
    const outdir = join(folder, 'ruled')
    const { app } = buildApp({ outdir, context: { config: [soria], 'aws:cdk:bundling-stacks': [] } })
    checkRules(app)
    app.synth()
    const [report] = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports
    expect(report).toMatchObject({ pluginName: 'AwsSolutions', conclusion: 'success', violations: [] })
  })
})

describe('the probe', () => {
  it('knows the function of each region by its ARN', () => {
    const parts = probe.properties.Environment.Variables[environment.vantages]['Fn::Join'][1]
    const json = parts.map((part: unknown) => (typeof part === 'string' ? part : 'ARN')).join('')
    expect(JSON.parse(json)).toEqual(Object.fromEntries(everyRegion.map(region => [region, 'ARN'])))
    expect(parts.filter((part: unknown) => typeof part !== 'string')).toEqual(everyRegion.map(arnOf))
  })

  it('may invoke exactly these', () => {
    const invoking = statementsOf(made.template).filter(
      one => one.Action === 'lambda:InvokeFunction' && JSON.stringify(one).includes('vantage'),
    )
    expect(invoking.map(one => one.Resource)).toEqual([everyRegion.map(arnOf)])
  })

  it('is refused a vantage in its own region', () => {
    const home = () => synthesize({ config: [soria], context: { region: 'eu-central-1' } })
    expect(home).toThrow(BadConfig)
    expect(home).toThrow(/soria\.yaml: error: vantages\[1\]: found eu-central-1; allowed: another region/)
  })

  it('lies in its own region, and each vantage in its own', () => {
    const { stack, vantages } = buildApp({
      outdir: join(folder, 'placed'),
      context: {
        config: [soria],
        'aws:cdk:bundling-stacks': [],
        region: 'eu-south-2',
        account: '123456789012',
      },
    })
    expect([stack, ...vantages].map(one => [one.stackName, one.region, one.account])).toEqual([
      ['Atalaya-prod', 'eu-south-2', '123456789012'],
      ['Atalaya-prod-eu-central-1', 'eu-central-1', '123456789012'],
      ['Atalaya-prod-eu-west-1', 'eu-west-1', '123456789012'],
    ])
  })
})

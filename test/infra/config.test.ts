import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BadConfig } from '../../infra/bad-config.ts'
import { synthesize } from '../../infra/template.ts'
import { all, lambdaOf, root, shipped, stackOf } from './synthesized.ts'

const folder = mkdtempSync(join(tmpdir(), 'atalaya-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, lines: readonly string[]) => {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
/** A small service that has only an office. */
const service = (id: string, code: string, ...more: string[]) =>
  file(`${id}.yaml`, [
    `id: ${id}`,
    `code: ${code}`,
    'name: { es: "el ayuntamiento" }',
    'components: [{ id: oficinas, name: { es: "las oficinas" }, declared: true }]',
    ...more,
  ])

const inputs = (template: ReturnType<typeof stackOf>) =>
  all(template, 'AWS::Scheduler::Schedule').map(one => JSON.parse(one.properties.Target.Input))

const refusal = (config: readonly string[], context = {}) => {
  try {
    synthesize({ config, context })
  } catch (fault) {
    return fault
  }
}

describe('a changed config', () => {
  it('looks at every service that is named', () => {
    const template = stackOf([shipped, service('segovia', 'SG')])
    const [round] = inputs(template).filter(input => input.services)
    expect(round.services).toEqual(['seguridad-social', 'segovia'])
  })

  it('expects a round of each of them', () => {
    const template = stackOf([shipped, service('segovia', 'SG')])
    const [rounds] = all(template, 'AWS::CloudWatch::Alarm').filter(
      one => one.properties.MetricName === 'Rounds',
    )
    expect(rounds?.properties.Threshold).toBe(2)
  })

  it('shares dozens of services out to shards', () => {
    const letters = (n: number) => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))
    const many = Array.from({ length: 30 }, (_, n) => service(`pueblo-${n}`, `P${letters(n)}`))
    const rounds = inputs(stackOf(many)).filter(input => input.services)
    expect(rounds.map(round => round.services.length)).toEqual([24, 6])
    expect(new Set(rounds.flatMap(round => round.services)).size).toBe(30)
  })

  it.each([
    ['60s', 50],
    ['10s', 8],
    ['4s', 3],
    ['3s', 3],
    ['2s', 2],
    ['10m', 500],
  ])('ends the publisher within a lease of %s', (lease, seconds) => {
    const path = service('segovia', 'SG', `policy: { reconcile: { lease: ${lease} } }`)
    expect(lambdaOf(stackOf([path]), 'publish').properties.Timeout).toBe(seconds)
  })

  it('ends the publisher within the shortest of all leases', () => {
    const short = service('segovia', 'SG', 'policy: { reconcile: { lease: 30s } }')
    expect(lambdaOf(stackOf([shipped, short]), 'publish').properties.Timeout).toBe(25)
  })

  it('keeps the publisher of a channel that left the config', () => {
    const template = stackOf([service('segovia', 'SG', 'channels: {}')])
    expect(lambdaOf(template, 'publish').properties.Environment.Variables.CHANNEL).toBe('x')
    expect(all(template, 'AWS::SecretsManager::Secret')).toHaveLength(1)
  })

  it('names the stage and the processor as told', () => {
    const template = stackOf([shipped], { stage: 'ensayo', architecture: 'x86_64', logDays: '90' })
    const names = all(template, 'AWS::CloudWatch::Alarm').map(one => one.properties.AlarmName)
    expect(names).toContain('Atalaya-ensayo-NoRounds')
    expect(lambdaOf(template, 'probe').properties.Architectures).toEqual(['x86_64'])
    for (const log of all(template, 'AWS::Logs::LogGroup')) expect(log.properties.RetentionInDays).toBe(90)
  })
})

describe('what the functions read', () => {
  it('writes the services of their files into the assembly', () => {
    const outdir = join(folder, 'assembly')
    const { services } = synthesize({ config: [shipped], outdir })
    expect(JSON.parse(readFileSync(join(outdir, 'services.json'), 'utf8'))).toEqual(services)
    expect(services).toMatchObject([{ id: 'seguridad-social', code: 'SS' }])
  })

  it('keeps durations as they stand in the file', () => {
    const path = service('segovia', 'SG', 'policy: { reopenWithin: 45m }')
    expect(synthesize({ config: [path] }).services).toMatchObject([{ policy: { reopenWithin: '45m' } }])
  })
})

describe('a bad config', () => {
  it('names file, path, what was found and what is allowed', () => {
    const path = file('bad.yaml', ['id: Bad', 'code: BB', 'name: { es: "la web" }', 'components: []'])
    const fault = refusal([path])
    expect(fault).toBeInstanceOf(BadConfig)
    expect(String(fault)).toMatch(/bad\.yaml:1: error: id: found "Bad"; allowed: lower-case letters/)
    expect(String(fault)).toContain('components')
  })

  it('names a file that is not there', () => {
    expect(String(refusal([join(folder, 'none.yaml')]))).toMatch(/none\.yaml: error: found no file/)
  })

  it.each([
    ['id', 'segovia', 'SS'],
    ['code', 'soria', 'SG'],
  ])('refuses two services of the same %s', (key, id, code) => {
    const first = service('segovia', 'SG')
    const second = file('second.yaml', [
      `id: ${id}`,
      `code: ${code}`,
      'name: { es: "otro" }',
      'components: [{ id: oficinas, name: { es: "las oficinas" }, declared: true }]',
    ])
    expect(String(refusal([first, second]))).toMatch(
      new RegExp(`second\\.yaml: error: ${key}: found .*; allowed: one that .*segovia\\.yaml`),
    )
  })

  it.each([
    ['stage', 'PROD'],
    ['architecture', 'mips'],
    ['logDays', '31'],
    ['alarmEmail', 'nobody'],
    ['escalationEmail', 'nobody'],
    ['runbookUrl', 'http://example.org/runbook'],
  ])('refuses an unknown %s in the context', (key, value) => {
    expect(String(refusal([shipped], { [key]: value }))).toContain(`context: error: ${key}: found "${value}"`)
  })

  it('stops the synthesis with code 2 and leaves nothing', async () => {
    const outdir = join(folder, 'refused')
    const env = {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ config: join(folder, 'none.yaml') }),
    }
    const ended = await new Promise<{ code: unknown; said: string }>(resolve =>
      execFile(process.execPath, ['infra/app.ts'], { cwd: root, env }, (fault, _, said) =>
        resolve({ code: fault?.code, said }),
      ),
    )
    expect(ended.code).toBe(2)
    expect(ended.said).toMatch(/^Nothing was synthesized:\n.*none\.yaml: error: found no file/)
    expect(ended.said).not.toContain('    at ')
    expect(existsSync(join(outdir, 'manifest.json'))).toBe(false)
    expect(existsSync(join(outdir, 'services.json'))).toBe(false)
  })
})

describe('cdk.json', () => {
  const settings = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))

  it('asks nobody on the network and tells nobody', () => {
    expect(settings).toMatchObject({ notices: false, versionReporting: false })
    expect(settings.context['cli-telemetry']).toBe(false)
  })

  it('starts the app on the Node of the project', () => {
    expect(settings.app).toBe('npx node infra/app.ts')
  })
})

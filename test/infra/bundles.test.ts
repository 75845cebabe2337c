import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Template } from '../../infra/template.ts'
import { type FunctionName, functionNames } from '../../lib/contract.ts'
import { lambdaOf, named, root, shipped } from './synthesized.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'atalaya-bundles-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const jsonIn = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))

/** Beside the shipped one, so that there are vantages. */
const elsewhere = {
  id: 'soria',
  code: 'SO',
  name: { es: 'el Ayuntamiento de Soria' },
  components: [{ id: 'oficinas', name: { es: 'las oficinas' }, declared: true }],
  vantages: ['eu-west-1', 'eu-central-1'],
}

/** What the runtime does with a bundle, in a plain Node: its environment, its handler, one event that nobody sends. */
const invoked = async (entry: FunctionName): Promise<string> => {
  const stack = entry === 'vantage' ? 'Atalaya-prod-eu-west-1' : 'Atalaya-prod'
  const template: Template = jsonIn(`${stack}.template.json`)
  const { Code, Environment } = lambdaOf(template, entry).properties
  const bundle = join(folder, `asset.${Code.S3Key.replace('.zip', '')}`)
  const given = Object.entries(Environment.Variables).map(([name, value]) => [name, named(value)])
  const script = `require('./index.js').handler({}).then(answer => answer?.body ?? 'nothing', fault => fault.name)
    .then(end => process.stdout.write(end))`
  const env = { ...Object.fromEntries(given), LAMBDA_TASK_ROOT: bundle, AWS_REGION: 'eu-west-1' }
  return (await run(process.execPath, ['-e', script], { cwd: bundle, env })).stdout
}

const missing = functionNames.filter(name => !existsSync(join(root, 'functions', `${name}.ts`)))

describe.skipIf(missing.length > 0)(`bundles${missing.length > 0 ? ` (absent: ${missing})` : ''}`, () => {
  beforeAll(async () => {
    const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')
    const file = join(folder, 'soria.yaml')
    writeFileSync(file, JSON.stringify(elsewhere))
    const config = `config=${shipped},${file}`
    await run(process.execPath, [cdk, 'synth', '--quiet', '--output', folder, '-c', config], { cwd: root })
  })

  it.each([
    ['probe', 'ValiError'],
    ['publish', 'bad-event'],
    ['operate', 'invalid'],
    ['vantage', 'ValiError'],
  ] as const)('loads %s, wires it and refuses an empty event', async (entry, end) => {
    expect(await invoked(entry)).toContain(end)
  })

  it('puts the services beside the code of each', () => {
    const services = jsonIn('services.json')
    const bundles = readdirSync(folder).filter(name => name.startsWith('asset.'))
    expect(services).toContainEqual(expect.objectContaining({ id: 'seguridad-social' }))
    expect(bundles).toHaveLength(functionNames.length)
    for (const bundle of bundles) expect(jsonIn(join(bundle, 'services.json'))).toEqual(services)
  })
})

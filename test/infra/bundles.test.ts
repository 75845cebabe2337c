import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Template } from '../../infra/template.ts'
import type { Asked } from '../../lib/check/asked.ts'
import { type FunctionName, functionNames } from '../../lib/contract.ts'
import { portalMarker, startSites } from '../../local/sites.ts'
import { targetOf } from '../check/targets.ts'
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

const asked = (url: string): Asked => ({
  service: 'soria',
  targets: [{ ...targetOf(url), expect: { status: [200], contains: [portalMarker] } }],
  controls: [],
  deadline: 10_000,
})

const bundleOf = (entry: FunctionName) => {
  const stack = entry === 'vantage' ? 'Atalaya-prod-eu-west-1' : 'Atalaya-prod'
  const template: Template = jsonIn(`${stack}.template.json`)
  const { Code, Environment } = lambdaOf(template, entry).properties
  return { bundle: join(folder, `asset.${Code.S3Key.replace('.zip', '')}`), Environment }
}

/** What the runtime does with a bundle, in a plain Node: its environment, its handler, one event. */
const invoked = async (entry: FunctionName, event: unknown = {}): Promise<string> => {
  const { bundle, Environment } = bundleOf(entry)
  const given = Object.entries(Environment.Variables).map(([name, value]) => [name, named(value)])
  const script = `require('./index.js').handler(${JSON.stringify(event)})
    .then(answer => answer?.body ?? JSON.stringify(answer ?? 'nothing'), fault => fault.name)
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

  it('look at a site with what they have of undici', async () => {
    const sites = await startSites()
    try {
      expect(await invoked('vantage', asked(sites.add('sede').url))).toContain('"outcome":"up"')
    } finally {
      await sites.close()
    }
  })

  // What grows here is loaded by every start: docs/performance.md. A tenth of room; look at what came in before more.
  it.each([
    ['probe', 2_250, 715],
    ['publish', 1_080, 545],
    ['page', 2_050, 715],
    ['operate', 1_320, 680],
    ['alert', 1_660, 555],
    ['vantage', 1_090, 190],
  ] as const)('keeps %s within %i KB and %i modules', (entry, kilobytes, modules) => {
    const text = readFileSync(join(bundleOf(entry).bundle, 'index.js'), 'utf8')
    const inside = text.match(/^ *\/\/ (?:node_modules|lib|functions|infra)\/\S+$/gm) ?? []
    expect(inside.length).toBeGreaterThan(50)
    expect(inside.length).toBeLessThan(modules)
    expect(text.length).toBeLessThan(kilobytes * 1_000)
    expect(text.match(/(?:await|=>|return) import\(.*/g) ?? []).toEqual([])
    expect(readdirSync(bundleOf(entry).bundle)).toEqual(['index.js', 'services.json'])
  })

  it('puts the services beside the code of each', () => {
    const services = jsonIn('services.json')
    const bundles = readdirSync(folder).filter(name => name.startsWith('asset.'))
    expect(services).toContainEqual(expect.objectContaining({ id: 'seguridad-social' }))
    expect(bundles).toHaveLength(functionNames.length)
    for (const bundle of bundles) expect(jsonIn(join(bundle, 'services.json'))).toEqual(services)
  })
})

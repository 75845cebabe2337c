import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import * as v from 'valibot'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..', '..')

export interface Bundle {
  /** Such as `probe`. */
  readonly name: string
  /** Of the file that is loaded. */
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
  /** Of all that is deployed with it. */
  readonly kilobytes: number
}

const functionSchema = v.object({
  Metadata: v.object({ 'atalaya:entry': v.string() }),
  Properties: v.object({
    Code: v.object({ S3Key: v.string() }),
    Environment: v.object({ Variables: v.record(v.string(), v.unknown()) }),
  }),
})
const templateSchema = v.object({ Resources: v.record(v.string(), v.unknown()) })

const kilobytesOf = (folder: string): number =>
  readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1_000

/** What a template leaves to AWS to name is a name of ours here. */
const named = (variables: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : `the-${name.toLowerCase().replaceAll('_', '-')}`,
    ]),
  )

const bundlesOf = (folder: string, template: string): readonly Bundle[] =>
  Object.values(
    v.parse(templateSchema, JSON.parse(readFileSync(join(folder, template), 'utf8'))).Resources,
  ).flatMap(resource => {
    const { success, output } = v.safeParse(functionSchema, resource)
    if (!success) return []
    const { Metadata, Properties } = output
    const asset = join(folder, `asset.${Properties.Code.S3Key.replace('.zip', '')}`)
    return [
      {
        name: Metadata['atalaya:entry'].replace(/^.*\/|\.ts$/g, ''),
        path: join(asset, 'index.js'),
        environment: named(Properties.Environment.Variables),
        kilobytes: kilobytesOf(asset),
      },
    ]
  })

/** So that there is a vantage too. */
const elsewhere = {
  id: 'soria',
  code: 'SO',
  name: { es: 'el Ayuntamiento de Soria' },
  components: [{ id: 'oficinas', name: { es: 'las oficinas' }, declared: true }],
  vantages: ['eu-west-1'],
}

/** The bundles of the stacks as `cdk deploy` would make them, one for each source. Takes a quarter of a minute. */
export const synthesizedBundles = async (folder: string): Promise<readonly Bundle[]> => {
  const [file, out] = [join(folder, 'soria.yaml'), join(folder, 'out')]
  writeFileSync(file, JSON.stringify(elsewhere))
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')
  await run(process.execPath, [cdk, 'synth', '--quiet', '--output', out, '-c', `config=${file}`], {
    cwd: root,
  })
  const all = readdirSync(out)
    .filter(name => name.endsWith('.template.json'))
    .flatMap(name => bundlesOf(out, name))
  return [...new Map(all.map(one => [one.name, one])).values()]
}

const sdkAlone = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
const client = new DynamoDBClient({ endpoint, region: 'local', credentials: { accessKeyId, secretAccessKey } })
export const handler = () => client.send(new GetItemCommand({ TableName: 'none', Key: { pk: { S: 'none' } } }))
`

/** What nobody can do without: a bundle with nothing in it, and one that has the SDK ask for one item. */
export const yardsticks = async (
  folder: string,
): Promise<{ readonly empty: Bundle; readonly sdk: Bundle }> => {
  const of = (name: string): Bundle => {
    const path = join(folder, name, 'index.js')
    return { name, path, environment: {}, kilobytes: kilobytesOf(join(folder, name)) }
  }
  mkdirSync(join(folder, 'empty'))
  writeFileSync(join(folder, 'empty', 'index.js'), 'exports.handler = async () => undefined\n')
  await build({
    stdin: { contents: sdkAlone, resolveDir: root },
    outfile: join(folder, 'sdk', 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'infra', 'bundled', 'credentials.cjs'),
    },
    logLevel: 'warning',
  })
  return { empty: of('empty'), sdk: of('sdk') }
}

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import manifest from '../package.json' with { type: 'json' }
import { takingNothing } from './usage.ts'

const bomSchema = v.looseObject({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.looseObject({ component: v.looseObject({ 'bom-ref': v.string(), name: v.string() }) }),
  components: v.array(v.looseObject({ 'bom-ref': v.string(), name: v.string(), version: v.string() })),
  dependencies: v.array(v.looseObject({ ref: v.string(), dependsOn: v.array(v.string()) })),
})
export type Bom = v.InferOutput<typeof bomSchema>

const mark = v.optional(v.boolean(), false)
const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      dev: mark,
      peer: mark,
      optional: mark,
      devOptional: mark,
    }),
  ),
})
export type Lock = v.InferInput<typeof lockSchema>

/** `name@version` of every package that is there without the development's own. */
const deployedOf = (lock: Lock): ReadonlySet<string> =>
  new Set(
    Object.entries(v.parse(lockSchema, lock).packages)
      .filter(([path, one]) => path !== '' && !one.dev && !one.peer && !one.optional && !one.devOptional)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  )

/**
 * What of the whole list is deployed, by the lockfile. npm's own `--omit=dev` leaves out a package that is also the
 * peer of one of the development's, such as valibot.
 */
export const onlyDeployed = (bom: Bom, lock: Lock): Bom => {
  const deployed = deployedOf(lock)
  const root = bom.metadata.component['bom-ref']
  return {
    ...bom,
    components: bom.components.filter(one => deployed.has(`${one.name}@${one.version}`)),
    dependencies: bom.dependencies
      .filter(({ ref }) => ref === root || deployed.has(ref))
      .map(one => ({ ...one, dependsOn: one.dependsOn.filter(ref => deployed.has(ref)) })),
  }
}

/** The Node of the package `node` is another one than the lockfile's: whatever is listed would be wrong. */
export class AnotherNode extends Error {
  override readonly name = 'AnotherNode'
  readonly found: string
  readonly expected: string

  constructor(found: string, expected: string) {
    super(`this is Node ${found}, and package.json wants ${expected}: run \`npm ci\`, then \`npm run sbom\``)
    this.found = found
    this.expected = expected
  }
}

export interface RunningNode {
  readonly version: string
  /** SHA-256 of its binary, as hexadecimal digits. */
  readonly sha256: string
}

/**
 * Adds the binary that the package `node` fetches while it installs, which no lockfile has.
 * Throws AnotherNode where the one that runs is not the one that is wanted.
 */
export const withNode = (bom: Bom, { version, sha256 }: RunningNode, expected: string): Bom => {
  if (version !== expected) throw new AnotherNode(version, expected)
  const node = {
    'bom-ref': `node-runtime@${version}`,
    type: 'platform',
    name: 'node',
    version,
    description: 'Runs every script and the local run; in AWS the same major version is part of the runtime',
    scope: 'required',
    purl: `pkg:npm/node@${version}`,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    licenses: [{ license: { id: 'MIT' } }],
  }
  const { component } = bom.metadata
  return {
    ...bom,
    // npm takes the folder's name.
    metadata: { ...bom.metadata, component: { ...component, name: manifest.name } },
    components: [...bom.components, node],
  }
}

/** CycloneDX of everything that npm has installed. Throws v.ValiError where npm says something else. */
export const npmBom = (): Bom => {
  const args = ['sbom', '--sbom-format=cyclonedx']
  const text = execFileSync('npm', args, {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return v.parse(bomSchema, JSON.parse(text))
}

/** Throws v.ValiError where it is none. */
export const readLock = (): Lock =>
  v.parse(lockSchema, JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')))

export const runningNode = (): RunningNode => ({
  version: process.versions.node,
  sha256: createHash('sha256').update(readFileSync(process.execPath)).digest('hex'),
})

const help = `Lists what is deployed, with the Node that runs it, as CycloneDX on stdout; it writes no file.

  npm run sbom

  --help   this text
`

if (import.meta.main)
  process.exitCode = takingNothing(process.argv.slice(2), help, () => {
    const deployed = onlyDeployed(npmBom(), readLock())
    const bom = withNode(deployed, runningNode(), manifest.devDependencies.node)
    process.stdout.write(`${JSON.stringify(bom, undefined, 2)}\n`)
  })

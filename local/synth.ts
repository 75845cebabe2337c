import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { writeWhole } from './atomic.ts'
import { jsonOf } from './body.ts'
import { RunRefused } from './failure.ts'
import { templateSchema } from './template.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
/** What a template is made of, beside the service file. A change of any of these synthesizes again. */
export const sources = [
  'infra',
  'lib/operate',
  'lib/service',
  'lib/words',
  'lib/contract.ts',
  'lib/site/headers.ts',
  'lib/incident/record.ts',
  'package-lock.json',
]
const unfinished = 'synth-'

const resultSchema = v.object({
  template: templateSchema,
  /** Of the stacks in other regions. */
  vantages: v.array(v.object({ region: v.string(), template: templateSchema })),
  services: v.array(v.unknown()),
})
export type Synthesized = v.InferOutput<typeof resultSchema>
const cacheSchema = v.object({ key: v.string(), ...resultSchema.entries })

const filesOf = async (path: string): Promise<readonly string[]> => {
  const whole = join(root, path)
  if (/\.\w+$/.test(path)) return [whole]
  const found = await readdir(whole, { recursive: true, withFileTypes: true })
  return found.filter(one => one.isFile()).map(one => join(one.parentPath, one.name))
}

const keyOf = async (config: string): Promise<string> => {
  const files = (await Promise.all(sources.map(filesOf))).flat().sort()
  const hash = createHash('sha256')
  for (const file of [...files, config])
    hash
      .update(file)
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex')
}

const cached = async (path: string, key: string): Promise<Synthesized | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  const cache = v.safeParse(cacheSchema, jsonOf(text))
  return cache.success && cache.output.key === key ? cache.output : undefined
}

/** Folders of runs that were killed while they synthesized; their child may still be writing there. */
const sweep = async (data: string) => {
  const left = (await readdir(data)).filter(name => name.startsWith(unfinished))
  await Promise.all(left.map(name => rm(join(data, name), { recursive: true, force: true, maxRetries: 10 })))
}

const inChild = async (config: string, folder: string, signal: AbortSignal): Promise<Synthesized> => {
  const child = join(import.meta.dirname, 'synth-child.ts')
  try {
    await run(process.execPath, [child, config, folder], { signal, timeout: 120_000 })
  } catch (error) {
    signal.throwIfAborted()
    throw new RunRefused('the template could not be synthesized; `npx cdk synth` shows why', { cause: error })
  }
  return v.parse(resultSchema, jsonOf(await readFile(join(folder, 'result.json'), 'utf8')))
}

const afresh = async (config: string, data: string, signal: AbortSignal): Promise<Synthesized> => {
  const folder = await mkdtemp(join(data, unfinished))
  try {
    return await inChild(config, folder, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The CloudFormation templates and the services, as `cdk deploy` would have them, kept in `<data>/template.json` until
 * something they are made of changes. In a process of its own: the CDK costs seconds and 200 MB that a run needs once.
 * The caller holds the data directory. Throws RunRefused if the stack cannot be synthesized.
 */
export const synthesized = async (
  config: string,
  data: string,
  signal: AbortSignal,
): Promise<Synthesized> => {
  const path = join(data, 'template.json')
  await sweep(data)
  const key = await keyOf(resolve(config))
  const known = await cached(path, key)
  if (known) return known
  const made = await afresh(resolve(config), data, signal)
  await writeWhole(path, JSON.stringify({ key, ...made }))
  return made
}

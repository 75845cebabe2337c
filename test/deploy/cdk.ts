import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Emulator } from './emulator.ts'
import { StepFailed } from './failure.ts'
import { run, tail } from './process.ts'

const root = join(import.meta.dirname, '..', '..')
const cli = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')

const outputsSchema = v.object({ TableName: v.string(), OperateUrl: v.string(), XSecretArn: v.string() })
/** One stack, by its name. */
const fileSchema = v.pipe(
  v.record(v.string(), outputsSchema),
  v.transform(Object.values),
  v.tuple([outputsSchema]),
)

/** What the stack says at the end of a deployment. */
export type Outputs = v.InferOutput<typeof outputsSchema>

/** The real cdk, as an engineer calls it, against the emulator. */
export interface Cdk {
  bootstrap(): Promise<void>
  /** Deploys the app of a folder. */
  deploy(app: string): Promise<Outputs>
}

interface Options {
  readonly emulator: Emulator
  readonly folder: string
  /** `key=value`, as for `cdk -c`. */
  readonly context: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export const cdkFor = ({ emulator, folder, context, signal }: Options): Cdk => {
  const given = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const call = async (cwd: string, ...args: readonly string[]) => {
    const all = [cli, ...args, '--output', join(folder, 'cdk.out'), '--ci', ...given]
    const { code, out, err } = await run(process.execPath, all, { cwd, env: emulator.env, signal })
    if (code !== 0) throw new StepFailed(`cdk ${args[0]} ended with ${code}:\n${tail(`${out}${err}`, 30)}`)
  }
  return {
    bootstrap: () => call(root, 'bootstrap'),
    deploy: async app => {
      const file = join(folder, 'outputs.json')
      await call(app, 'deploy', '--require-approval', 'never', '--outputs-file', file)
      const [outputs] = v.parse(fileSchema, JSON.parse(await readFile(file, 'utf8')))
      return outputs
    },
  }
}

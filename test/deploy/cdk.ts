import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import * as v from 'valibot'
import { type Emulator, region } from './emulator.ts'
import { StepFailed } from './failure.ts'
import { run, tail } from './process.ts'

const root = join(import.meta.dirname, '..', '..')
const cli = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')

const outputsSchema = v.object({ TableName: v.string(), OperateUrl: v.string(), XSecretArn: v.string() })
const stack = 'Atalaya-prod'
const fileSchema = v.object({ [stack]: outputsSchema })

/** What the stack says at the end of a deployment. */
export type Outputs = v.InferOutput<typeof outputsSchema>

/** The real cdk, as an engineer calls it, against the emulator. */
export interface Cdk {
  bootstrap(): Promise<void>
  /** Deploys the app of this folder. */
  deploy(): Promise<Outputs>
  /** Deploys the app of another folder by `npm run deploy`, which finds the API at `url`. Returns what it said too. */
  deployByCommand(app: string, url: string): Promise<{ readonly outputs: Outputs; readonly said: string }>
}

interface Options {
  readonly emulator: Emulator
  readonly folder: string
  /** `key=value`, as for `cdk -c`. */
  readonly context: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** The outputs as CloudFormation has them. */
const deployed = async ({ env, url }: Emulator): Promise<Outputs> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env
  const credentials = { accessKeyId, secretAccessKey }
  const client = new CloudFormationClient({ endpoint: url, region, credentials })
  const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }))
  const pairs = (found?.Outputs ?? []).map(one => [one.OutputKey, one.OutputValue])
  return v.parse(outputsSchema, Object.fromEntries(pairs))
}

export const cdkFor = ({ emulator, folder, context, signal }: Options): Cdk => {
  const { env } = emulator
  const given = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const call = async (cwd: string, program: string, ...args: readonly string[]) => {
    const { code, out, err } = await run(process.execPath, [program, ...args, ...given], { cwd, env, signal })
    if (code === 0) return `${out}${err}`
    throw new StepFailed(`${program} ${args[0]} ended with ${code}:\n${tail(`${out}${err}`, 30)}`)
  }
  const cdk = (...args: readonly string[]) =>
    call(root, cli, ...args, '--output', join(folder, 'cdk.out'), '--ci')
  return {
    bootstrap: async () => void (await cdk('bootstrap')),
    deploy: async () => {
      const file = join(folder, 'outputs.json')
      await cdk('deploy', '--require-approval', 'never', '--outputs-file', file)
      return v.parse(fileSchema, JSON.parse(await readFile(file, 'utf8')))[stack]
    },
    deployByCommand: async (app, url) => {
      const said = await call(app, join(app, 'cli', 'deploy.ts'), '--yes', '--url', url)
      return { outputs: await deployed(emulator), said }
    },
  }
}

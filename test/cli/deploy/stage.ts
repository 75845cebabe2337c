import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyRecord } from '../../../lib/incident/evolve.ts'
import { startApi } from '../api.ts'
import { account, region, startStandInAws } from '../stand-in-aws.ts'

const root = join(import.meta.dirname, '../../..')
export const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:XSecret-1a2b3c`
export const topicArn = `arn:aws:sns:${region}:${account}:Alarms`
export const stack = 'Atalaya-prod'

export const noChange =
  'Stack Atalaya-prod\nThere were no differences\n\n✨  Number of stacks with differences: 0\n'
export const tableGoes = `Stack Atalaya-prod
[~] AWS::Lambda::Function Probe/Probe Probe1A2B
[~] AWS::DynamoDB::Table Store/Table StoreTable0C6B replace
\n✨  Number of stacks with differences: 1\n`

interface Deed {
  readonly says?: string
  readonly code?: number
  readonly hangs?: boolean
}

/** What the fake cdk does. */
export type Script = Readonly<Partial<Record<'bootstrap' | 'synth' | 'diff' | 'deploy', Deed>>>

const stackIn = (where: string, needs = 6) => ({
  type: 'aws:cloudformation:stack',
  environment: `aws://unknown-account/${where}`,
  properties: { requiresBootstrapStackVersion: needs },
})

interface Call {
  readonly verb: string
  readonly args: readonly string[]
  readonly pid: number
}

/** A folder with a fake cdk, an AWS and a deployed API to deploy to: `npm run deploy` as a process of its own. */
export const startStage = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-deploy-cli-'))
  const aws = await startStandInAws()
  const says: Record<string, unknown> = {
    status: () => ({
      is: 'status',
      services: [{ ...emptyRecord('seguridad-social'), round: Date.now() + 60_000, timeZone: 'UTC' }],
    }),
  }
  const ana = { secret: 'of-ana', arn: 'arn:aws:iam::111122223333:user/ana', may: true }
  const api = await startApi(
    async event => {
      const { command } = JSON.parse((event as { body: string }).body)
      const answer = says[command]
      const body = typeof answer === 'function' ? answer() : (answer ?? { is: 'invalid', why: 'unknown' })
      return { statusCode: 200, headers: {}, body: JSON.stringify(body) }
    },
    { AKIAANA: ana },
  )
  const bin = join(folder, 'node_modules', 'aws-cdk', 'bin')
  await mkdir(bin, { recursive: true })
  await copyFile(join(import.meta.dirname, 'fake-cdk.js'), join(bin, 'cdk'))
  await writeFile(join(folder, 'cdk.json'), JSON.stringify({ app: 'none', context: {} }))
  const outputs = { [stack]: { OperateUrl: api.url, XSecretArn: secretArn } }
  let artifacts: object = { [stack]: stackIn('unknown-region') }
  aws.stands('CDKToolkit', { outputs: { BootstrapVersion: '30' } })
  aws.stands(stack, { outputs: {}, topics: [topicArn] })

  const begin = async (script: Script, args: readonly string[]) => {
    const whole = { diff: { says: noChange }, ...script, artifacts, outputs }
    await writeFile(join(folder, 'script.json'), JSON.stringify(whole))
    const config = `config=${join(root, 'services', 'seguridad-social.yaml')}`
    const child = spawn(process.execPath, [join(root, 'cli', 'deploy.ts'), '-c', config, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...aws.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', piece => {
      said.out += piece
    })
    child.stderr.setEncoding('utf8').on('data', piece => {
      said.err += piece
    })
    const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...said }))
    return { child, ended, said }
  }

  return {
    aws,
    says,
    /** Another stack, in another region. */
    alsoIn: (where: string) => {
      artifacts = { ...artifacts, Far: stackIn(where, 8) }
    },
    /** A service file that wants to be looked at from a region too. */
    seenFrom: async (where: string): Promise<string> => {
      const file = join(folder, 'seen-from.yaml')
      const shipped = await readFile(join(root, 'services', 'seguridad-social.yaml'), 'utf8')
      await writeFile(file, `${shipped}\nvantages: [${where}]\n`)
      return file
    },
    begin,
    run: async (script: Script, ...args: readonly string[]) => (await begin(script, args)).ended,
    /** What cdk was asked, oldest first. */
    calls: async (): Promise<readonly Call[]> => {
      const file = join(folder, 'calls.jsonl')
      const lines = existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n') : []
      return lines.map(line => JSON.parse(line))
    },
    close: async () => {
      await Promise.all([aws.close(), api.close()])
      await rm(folder, { recursive: true })
    },
  }
}

export type Stage = Awaited<ReturnType<typeof startStage>>

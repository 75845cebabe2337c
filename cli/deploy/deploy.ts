import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunRefused } from '../../local/failure.ts'
import { isYes, type Keyboard } from '../keyboard.ts'
import { UsageError } from '../usage.ts'
import { needsOf, outputsIn } from './assembly.ts'
import { oldestVersion, prepared } from './bootstrap.ts'
import { type Cdk, cdkWith } from './cdk.ts'
import { isWhole, type Loss, lossesIn, lossWords } from './kept.ts'
import type { DeployOptions } from './options.ts'
import type { Pace } from './round.ts'
import { checkServices, settingsIn } from './settings.ts'
import { smoke } from './smoke.ts'
import { stepsTo } from './steps.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface DeployMeans {
  /** Where cdk.json and node_modules lie. */
  readonly root: string
  readonly env: Environment
  readonly keyboard: Keyboard
  /** What happens, for people. */
  readonly write: (text: string) => void
  readonly pace: Pace
  readonly signal: AbortSignal
  /** Called when CloudFormation has something to do that goes on without us. */
  readonly begun: (stack: string, region: string) => void
}

const cdkIn = ({ root, env, write, signal }: DeployMeans): Cdk => {
  const file = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')
  if (!existsSync(join(root, 'cdk.json')) || !existsSync(file))
    throw new UsageError(
      `${root} holds no app with its packages: run npm ci, then npm run deploy, in a clone`,
    )
  return cdkWith({ command: [process.execPath, file], root, env, show: write, signal })
}

const checkLosses = (losses: readonly Loss[], { replaceState }: DeployOptions): void => {
  if (losses.length === 0 || replaceState) return
  throw new RunRefused('nothing was deployed: --replace-state deploys it all the same')
}

const confirm = async ({ yes }: DeployOptions, keyboard: Keyboard): Promise<void> => {
  if (yes || isYes(await keyboard.ask('Deploy this? (y/N) '))) return
  throw new RunRefused('nothing was deployed')
}

const deployed = async (cdk: Cdk, app: string, stack: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'atalaya-outputs-'))
  const file = join(folder, 'outputs.json')
  const how = ['--all', '--require-approval', 'never', '--progress', 'events', '--outputs-file', file]
  try {
    await cdk('deploy', '--app', app, ...how)
    return outputsIn(file, stack)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const output = (outputs: Readonly<Record<string, string>>, name: string): string => {
  const value = outputs[name]
  if (value !== undefined) return value
  throw new RunRefused(`it is deployed, and its stack says no ${name}`)
}

/** From the settings to a running watch. Returns what a person reads at its end. Throws BadConfig, UsageError, RunRefused. */
export const deploy = async (options: DeployOptions, means: DeployMeans): Promise<string> => {
  const { root, env, keyboard, write, pace, signal, begun } = means
  const cdk = cdkIn(means)
  const flags = options.context.flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const app = join(root, 'cdk.out')
  const steps = stepsTo(write, options.dryRun ? 4 : 7)

  const settings = await steps.take('settings and service files', () => {
    const read = settingsIn(root, options.context, env)
    checkServices(read, env, steps.say)
    return read
  })
  const stack = `Atalaya-${settings.stage}`
  const bootstrap = options.bootstrap ? () => cdk('bootstrap', '--output', app, ...flags) : undefined
  const place = {
    account: settings.account,
    command: ['npx cdk bootstrap', ...flags].join(' '),
    bootstrap,
    env,
  }
  const home = await steps.take('bootstrap', async () => {
    const { region, account, version } = await prepared(settings.region, oldestVersion, place)
    steps.say(`account ${account}, ${region}: version ${version}`)
    return region
  })
  await steps.take('synth', async () => {
    await cdk('synth', '--quiet', '--output', app, ...flags)
    for (const [region, needed] of needsOf(app, home)) await prepared(region, needed, place)
  })
  await steps.take('diff', async () => {
    const diff = await cdk('diff', '--app', app)
    if (!isWhole(diff)) throw new RunRefused('cdk diff did not say how many stacks differ')
    const losses = lossesIn(diff)
    steps.say(lossWords(losses))
    checkLosses(losses, options)
  })
  if (options.dryRun) return 'That is what would be deployed; nothing was.'
  await steps.take('yes or no', () => confirm(options, keyboard))
  const outputs = await steps.take('deploy', () => {
    begun(stack, home)
    return deployed(cdk, app, stack)
  })
  const url = options.url ?? output(outputs, 'OperateUrl')
  const there = { stack, region: home, url, secret: output(outputs, 'XSecretArn'), at: Date.now() }
  return steps.take('smoke', () => smoke(there, { env, say: steps.say, pace, signal }))
}

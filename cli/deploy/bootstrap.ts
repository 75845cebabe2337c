import { RunRefused } from '../../local/failure.ts'
import { stacksIn } from '../stacks.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The stack that `cdk bootstrap` makes. */
const toolkit = 'CDKToolkit'
/** The oldest that cdk can deploy these stacks with, as aws-cdk-lib writes into each. */
export const oldestVersion = 6

/** Where something is deployed. */
interface Found {
  readonly region: string
  /** `undefined`, as long as nothing there says it. */
  readonly account: string | undefined
  /** 0: not bootstrapped. */
  readonly version: number
}

const accountIn = (arn: string | undefined): string | undefined => arn?.split(':')[4]

const found = async (region: string | undefined, env: Environment): Promise<Found> => {
  const stacks = await stacksIn(region, env)
  const stack = await stacks.find(toolkit)
  const version = Number(stack?.outputs['BootstrapVersion'] ?? 0)
  return { region: await stacks.region(), account: accountIn(stack?.id), version }
}

const checkAccount = ({ account, region }: Found, wanted: string | undefined): void => {
  if (wanted === undefined || account === undefined || account === wanted) return
  throw new RunRefused(
    `your credentials are of account ${account} in ${region}, and the setting "account" says ${wanted}`,
  )
}

const notReady = ({ region, version }: Found, needed: number, command: string): RunRefused => {
  const what =
    version === 0 ? 'is not prepared for CDK' : `has version ${version} of CDK's own stack, not ${needed}`
  return new RunRefused(`${region} ${what}: ${command}   (or the same with --bootstrap)`)
}

export interface Preparing {
  /** The only account that it may be. */
  readonly account: string | undefined
  /** What a person types to prepare it. */
  readonly command: string
  /** Does so; `undefined`: nobody asked for it. */
  readonly bootstrap: (() => Promise<unknown>) | undefined
  readonly env: Environment
}

/**
 * A region that cdk can deploy to; that of the credentials, where none is named. Throws RunRefused where it is not
 * prepared, of another account, or AWS does not say; UsageError where no region is known.
 */
export const prepared = async (
  region: string | undefined,
  needed: number,
  { account, command, bootstrap, env }: Preparing,
): Promise<Found> => {
  const first = await found(region, env)
  checkAccount(first, account)
  if (first.version >= needed) return first
  if (!bootstrap) throw notReady(first, needed, command)
  await bootstrap()
  const then = await found(region, env)
  checkAccount(then, account)
  if (then.version < needed) throw notReady(then, needed, command)
  return then
}

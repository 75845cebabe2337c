import { RunRefused } from '../../local/failure.ts'
import { stacksIn } from '../stacks.ts'
import { UsageError } from '../usage.ts'
import type { Typed } from '../verb.ts'
import type { SecretPlace } from './secret.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The stack of a stage, as infra/ names it. */
const stackOf = (typed: Typed): string => typed.text('stack') ?? `Atalaya-${typed.text('stage') ?? 'prod'}`

const arnPattern = /^arn:aws[\w-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:\S+$/

/** The secret that is named, else that of the stack. Throws UsageError, or RunRefused where there is no such stack. */
export const secretPlace = async (typed: Typed, env: Environment): Promise<SecretPlace> => {
  const id = typed.text('secret')
  const region = typed.text('region')
  if (id !== undefined && (typed.text('stack') ?? typed.text('stage')) !== undefined)
    throw new UsageError('--secret names it: --stack and --stage have no place beside it')
  if (id !== undefined) return { id, region: region ?? arnPattern.exec(id)?.[1] }
  const stack = stackOf(typed)
  const stacks = await stacksIn(region, env)
  const found = await stacks.find(stack)
  const secret = found?.outputs['XSecretArn']
  if (secret !== undefined) return { id: secret, region: await stacks.region() }
  throw new RunRefused(
    `there is no stack ${stack} with a secret in ${await stacks.region()}: deploy first (npm run deploy), or name it with --stage, --region or --secret`,
  )
}

import { secretsClient } from '../lib/adapters/aws-clients.ts'
import { fixedLinkKeys, type LinkKeys, secretLinkKeys } from '../lib/adapters/link-keys.ts'
import { systemClock } from '../lib/adapters/system-clock.ts'
import { environment } from '../lib/contract.ts'
import { required } from './environment.ts'
import type { Environment } from './lambda.ts'

/** In AWS the keys of links come from the one secret; locally from the environment. */
export const linkKeysOf = (env: Environment): LinkKeys => {
  const given = env[environment.linkKeys]
  if (given !== undefined) return fixedLinkKeys(given)
  return secretLinkKeys(secretsClient(env), required(env, environment.secret), systemClock)
}

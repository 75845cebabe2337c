import { secretsClient } from '../lib/adapters/aws-clients.ts'
import {
  type CredentialsSource,
  environmentCredentials,
  secretCredentials,
} from '../lib/adapters/x-credentials.ts'
import { environment } from '../lib/contract.ts'
import type { Environment } from './lambda.ts'

/** In AWS X's four values come from the one secret; locally from the environment. Throws CredentialsUnset there. */
export const xCredentialsOf = (env: Environment): CredentialsSource => {
  const secret = env[environment.secret]
  return env.X_APP_KEY === undefined && secret
    ? secretCredentials(secretsClient(env), secret)
    : environmentCredentials(env)
}

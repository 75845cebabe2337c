import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** The secret as parsed JSON; `undefined` where it holds none. Throws what Secrets Manager threw, or the signal's end. */
export const secretJson = async (
  client: SecretsManagerClient,
  secretId: string,
  abortSignal?: AbortSignal,
): Promise<unknown> => {
  const asked = new GetSecretValueCommand({ SecretId: secretId })
  const { SecretString } = await client.send(asked, abortSignal && { abortSignal })
  try {
    return JSON.parse(SecretString ?? '')
  } catch {
    return undefined
  }
}

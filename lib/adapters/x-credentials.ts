import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as v from 'valibot'
import { secretJson } from './secret-json.ts'

/** What a value holds until somebody fills it in. */
const isPlaceholder = (value: string): boolean =>
  /^(?:unset|none|todo|placeholder|change-?me|replace.*|<.*>|\.+|…|x+)$/i.test(value)

const filled = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(),
  v.check(value => !isPlaceholder(value)),
)

const credentialsSchema = v.object({
  appKey: filled,
  appSecret: filled,
  accessToken: filled,
  accessSecret: filled,
})

/** The four values of OAuth 1.0a: the app's and the account's. */
export type XCredentials = v.InferOutput<typeof credentialsSchema>

export interface CredentialsSource {
  /** Throws CredentialsUnset. */
  read(): Promise<XCredentials>
  /** X did not take them: the next read asks the source again. */
  forget(): void
}

/** Some of the four values are missing; the message says which, where they belong and how they get there. */
export class CredentialsUnset extends Error {
  override readonly name = 'CredentialsUnset'
  readonly missing: readonly string[]

  constructor(missing: readonly string[], place: string, remedy: string) {
    super(`X's credentials are not set: ${missing.join(', ')} ${place}. ${remedy}`)
    this.missing = missing
  }
}

const keys = ['appKey', 'appSecret', 'accessToken', 'accessSecret'] as const
type Key = (typeof keys)[number]

const read = (found: unknown, unset: (missing: readonly Key[]) => CredentialsUnset): XCredentials => {
  const parsed = v.safeParse(credentialsSchema, found)
  if (parsed.success) return parsed.output
  const flat = v.flatten<typeof credentialsSchema>(parsed.issues).nested
  throw unset(keys.filter(key => flat === undefined || flat[key] !== undefined))
}

/**
 * The four values in one secret, as a JSON object with the keys of XCredentials. Read once, and again after forget().
 * read() throws CredentialsUnset while they are placeholders, or what Secrets Manager threw.
 */
export const secretCredentials = (client: SecretsManagerClient, secretId: string): CredentialsSource => {
  let known: XCredentials | undefined
  const ask = async () =>
    read(
      await secretJson(client, secretId),
      missing =>
        new CredentialsUnset(
          missing,
          `in the secret ${secretId}`,
          `Put all four into it: npm run atalaya -- x-login --secret ${secretId}`,
        ),
    )
  return {
    read: async () => {
      known ??= await ask()
      return known
    },
    forget: () => {
      known = undefined
    },
  }
}

/** Values that are known already and stay as they are. */
export const fixedCredentials = (values: XCredentials): CredentialsSource => ({
  read: async () => values,
  forget: () => undefined,
})

const variables = {
  appKey: 'X_APP_KEY',
  appSecret: 'X_APP_SECRET',
  accessToken: 'X_ACCESS_TOKEN',
  accessSecret: 'X_ACCESS_SECRET',
} as const

/** The four values of the environment, read at once. Throws CredentialsUnset, which names the variables that are missing. */
export const environmentCredentials = (
  env: Readonly<Record<string, string | undefined>>,
): CredentialsSource => {
  const found = Object.fromEntries(keys.map(key => [key, env[variables[key]]]))
  return fixedCredentials(
    read(
      found,
      missing =>
        new CredentialsUnset(
          missing.map(key => variables[key]),
          'in the environment',
          'They are on the page "Keys and tokens" of your app at https://developer.x.com.',
        ),
    ),
  )
}

/** Fixed values for stand-ins; the real X takes none of them. */
export const standInCredentials: XCredentials = {
  appKey: 'stand-in-app-key',
  appSecret: 'stand-in-app-secret',
  accessToken: '1000000000000000001-stand-in-access-token',
  accessSecret: 'stand-in-access-secret',
}

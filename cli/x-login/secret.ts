import { randomBytes } from 'node:crypto'
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import * as v from 'valibot'
import { secretsClient } from '../../lib/adapters/aws-clients.ts'
import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import { RunRefused } from '../../local/failure.ts'
import { askingAws } from '../aws-refusal.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface SecretPlace {
  /** ARN or name. */
  readonly id: string
  readonly region: string | undefined
}

/** The one secret: X's four values, keys of links, webhooks, and whatever else somebody put there. */
export interface OpenSecret {
  /** Of the values that are there now; `undefined` for placeholders. */
  readonly account: string | undefined
  readonly hasLinkKeys: boolean
  /** Writes the four values, and keys of links where there are none; all else stays. Throws RunRefused. */
  put(credentials: XCredentials): Promise<void>
}

const secretSchema = v.looseObject({
  accessToken: v.optional(v.unknown()),
  linkKeys: v.optional(v.unknown()),
})

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const accountIn = (token: unknown): string | undefined =>
  typeof token === 'string' ? /^(\d{1,30})-/.exec(token)?.[1] : undefined

const hasKeys = (keys: unknown): boolean => Array.isArray(keys) && keys.length > 0

const newKeys = (): readonly string[] => [randomBytes(32).toString('base64url')]

const clientAt = ({ region }: SecretPlace, env: Environment) =>
  secretsClient({ ...env, AWS_REGION: region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] })

/** Reads what the secret holds. Throws RunRefused where it may not, or where it holds what nobody may write over. */
export const openSecret = async (place: SecretPlace, env: Environment): Promise<OpenSecret> => {
  const client = clientAt(place, env)
  const asked = client.send(new GetSecretValueCommand({ SecretId: place.id }))
  const { SecretString = '' } = await askingAws(`read the secret ${place.id}`, asked)
  const read = v.safeParse(secretSchema, jsonIn(SecretString))
  if (!read.success || Array.isArray(read.output))
    throw new RunRefused(`the secret ${place.id} holds no JSON object: nothing was written over it`)
  const found = read.output
  const hasLinkKeys = hasKeys(found.linkKeys)
  return {
    account: accountIn(found.accessToken),
    hasLinkKeys,
    put: async credentials => {
      const whole = { ...found, ...credentials, ...(!hasLinkKeys && { linkKeys: newKeys() }) }
      const command = new PutSecretValueCommand({ SecretId: place.id, SecretString: JSON.stringify(whole) })
      await askingAws(`write the secret ${place.id}`, client.send(command))
    },
  }
}

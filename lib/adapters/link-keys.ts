import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as v from 'valibot'
import type { Clock } from '../ports.ts'

/** Keys of links, newest first; none: no links are made, and none opens. */
export type LinkKeys = () => Promise<readonly string[]>

/** What stands in the place of the keys is none; the message says where and what belongs there, never what was found. */
export class BadLinkKeys extends Error {
  override readonly name = 'BadLinkKeys'

  constructor(place: string) {
    super(`linkKeys in ${place} must be a list of texts of 32 characters or more, newest first`)
  }
}

const keysSchema = v.array(v.pipe(v.string(), v.trim(), v.minLength(32)))
const secretSchema = v.looseObject({ linkKeys: v.optional(keysSchema, []) })

const jsonIn = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

const read = <Schema extends v.GenericSchema>(schema: Schema, text: string | undefined, place: string) => {
  const parsed = v.safeParse(schema, jsonIn(text))
  if (parsed.success) return parsed.output
  throw new BadLinkKeys(place)
}

/** After so many milliseconds the secret is read again, so that a rotation needs no deployment. */
const fresh = 30_000

/** `linkKeys` of the one secret. Throws BadLinkKeys, or what Secrets Manager threw. */
export const secretLinkKeys = (
  client: SecretsManagerClient,
  secretId: string,
  clock: Pick<Clock, 'monotonic'>,
): LinkKeys => {
  let known: { readonly keys: readonly string[]; readonly at: number } | undefined
  return async () => {
    if (known && clock.monotonic() - known.at < fresh) return known.keys
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }))
    const { linkKeys: keys } = read(secretSchema, SecretString, `the secret ${secretId}`)
    known = { keys, at: clock.monotonic() }
    return keys
  }
}

/** Keys of the environment: a JSON array. Throws BadLinkKeys. */
export const fixedLinkKeys = (text: string): LinkKeys => {
  const keys = read(keysSchema, text, 'the environment')
  return async () => keys
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SNSClient } from '@aws-sdk/client-sns'
import { NodeHttpHandler } from '@smithy/node-http-handler'

type Environment = Readonly<Record<string, string | undefined>>

/** The SDK bounds no request by itself, and `requestTimeout` alone only warns. */
const bounded = () =>
  new NodeHttpHandler({ connectionTimeout: 1_500, requestTimeout: 5_000, throwOnRequestTimeout: true })

/** Credentials straight from the environment, where Lambda puts them: looking for others costs a cold start. */
export const settings = (env: Environment, endpoint: string | undefined) => {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
  const sessionToken = env.AWS_SESSION_TOKEN
  const url = endpoint ?? env.AWS_ENDPOINT_URL
  return {
    requestHandler: bounded(),
    ...(region !== undefined && { region }),
    ...(url !== undefined && { endpoint: url }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
  }
}

/** AWS did not take our signature. Its own words stay out: they quote what was signed, key id, session token and all. */
export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused'
  constructor(as: string) {
    super(`AWS did not take the signature of a request: ${as}`)
  }
}

const quoting = /AWS4-HMAC|Credential=|security-token|Canonical/i

const unquoted = (fault: unknown): unknown =>
  fault instanceof Error && quoting.test(fault.message) ? new SignatureRefused(fault.name) : fault

type Next<Args, Result> = (args: Args) => Promise<Result>
const withoutQuotes =
  <Args, Result>(next: Next<Args, Result>): Next<Args, Result> =>
  async args => {
    try {
      return await next(args)
    } catch (fault) {
      throw unquoted(fault)
    }
  }
const first = { step: 'initialize', priority: 'high', name: 'withoutQuotes' } as const

export const dynamodbClient = (env: Environment) => {
  const client = new DynamoDBClient(settings(env, env.AWS_ENDPOINT_URL_DYNAMODB))
  client.middlewareStack.add(withoutQuotes, first)
  return client
}
export const eventbridgeClient = (env: Environment) => {
  const client = new EventBridgeClient(settings(env, env.AWS_ENDPOINT_URL_EVENTBRIDGE))
  client.middlewareStack.add(withoutQuotes, first)
  return client
}
export const secretsClient = (env: Environment) => {
  const client = new SecretsManagerClient(settings(env, env.AWS_ENDPOINT_URL_SECRETS_MANAGER))
  client.middlewareStack.add(withoutQuotes, first)
  return client
}
export const snsClient = (env: Environment) => {
  const client = new SNSClient(settings(env, env.AWS_ENDPOINT_URL_SNS))
  client.middlewareStack.add(withoutQuotes, first)
  return client
}
/** A stand-in has no name for each bucket. */
export const s3Client = (env: Environment) => {
  const own = settings(env, env.AWS_ENDPOINT_URL_S3)
  const client = new S3Client({ ...own, forcePathStyle: 'endpoint' in own })
  client.middlewareStack.add(withoutQuotes, first)
  return client
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { NodeHttpHandler } from '@smithy/node-http-handler'

type Environment = Readonly<Record<string, string | undefined>>

/** The SDK bounds no request by itself, and `requestTimeout` alone only warns. */
const bounded = () =>
  new NodeHttpHandler({ connectionTimeout: 1_500, requestTimeout: 5_000, throwOnRequestTimeout: true })

/** Credentials straight from the environment, where Lambda puts them: looking for others costs a cold start. */
const settings = (env: Environment, endpoint: string | undefined) => {
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

export const dynamodbClient = (env: Environment) =>
  new DynamoDBClient(settings(env, env.AWS_ENDPOINT_URL_DYNAMODB))
export const eventbridgeClient = (env: Environment) =>
  new EventBridgeClient(settings(env, env.AWS_ENDPOINT_URL_EVENTBRIDGE))
export const secretsClient = (env: Environment) =>
  new SecretsManagerClient(settings(env, env.AWS_ENDPOINT_URL_SECRETS_MANAGER))

import { NodeHttpHandler } from '@smithy/node-http-handler'
import * as v from 'valibot'
import { type Asked, type Told, toldSchema } from '../check/asked.ts'
import type { Vantage } from '../ports.ts'
import { settings } from './aws-clients.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Milliseconds of a deadline that are the way's, there and back, with a cold start at its end. */
const way = 1_500

const regionOf = (arn: string): string => arn.split(':')[3] ?? ''

/** Loaded with the first question: most probes never ask, and would pay for the client with each cold start. */
const connect = async (env: Environment, arn: string) => {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
  const client = new LambdaClient({
    ...settings(env, env.AWS_ENDPOINT_URL_LAMBDA),
    region: regionOf(arn),
    // The deadline of each question ends it; a second try would come too late.
    requestHandler: new NodeHttpHandler({ connectionTimeout: 1_500, requestTimeout: 0 }),
    maxAttempts: 1,
  })
  return (asked: Asked, abortSignal: AbortSignal) =>
    client.send(new InvokeCommand({ FunctionName: arn, Payload: Buffer.from(JSON.stringify(asked)) }), {
      abortSignal,
    })
}

/** A function of ours in another region. Whatever it does but answer as asked, and in time, is no answer. */
export const lambdaVantage = (id: string, arn: string, env: Environment): Vantage => {
  let connected: ReturnType<typeof connect> | undefined
  const look = async (asked: Asked): Promise<Told | undefined> => {
    const deadline = asked.deadline - way
    if (deadline <= 0) return undefined
    connected ??= connect(env, arn)
    const invoke = await connected
    const answer = await invoke({ ...asked, deadline }, AbortSignal.timeout(asked.deadline))
    if (answer.FunctionError !== undefined) return undefined
    const told = v.safeParse(toldSchema, JSON.parse(answer.Payload?.transformToString() ?? ''))
    return told.success ? told.output : undefined
  }
  return { id, look: asked => look(asked).catch(() => undefined) }
}

import { createServer } from 'node:http'
import type { Handler } from '../../functions/lambda.ts'
import { bodyOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'
import { type Answered, gatewayEvent } from '../functions/gateway.ts'
import { type Key, verified } from './sigv4.ts'

export interface User extends Key {
  readonly arn: string
  /** May invoke the API. */
  readonly may: boolean
}

export interface StandInApi {
  readonly url: string
  /** What became of each request, oldest first. */
  readonly seen: readonly string[]
  /** What it answers next, instead of asking the function. */
  fails(status: number): void
  close(): Promise<void>
}

/** An HTTP API with the IAM authorizer on `POST /commands`, on a loopback port, before a handler. */
export const startApi = async (
  handler: Handler,
  users: Readonly<Record<string, User>>,
): Promise<StandInApi> => {
  const seen: string[] = []
  let failure: number | undefined
  const entered = async (method: string, url: string, headers: Record<string, string>, body: string) => {
    const here = { region: 'eu-west-1', service: 'execute-api', now: Date.now() }
    const verdict = verified({ method, url, headers, body }, users, here)
    if ('wrong' in verdict) return verdict.wrong
    const user = users[verdict.key]
    return user?.may ? { caller: user.arn } : 'not allowed'
  }
  const server = createServer(async (request, response) => {
    const body = (await bodyOf(request, 100_000)) ?? ''
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, one]) => [name, String(one)]),
    )
    const who = await entered(request.method ?? '', request.url ?? '', headers, body)
    response.setHeader('content-type', 'application/json')
    if (typeof who === 'string') {
      seen.push(who)
      response.writeHead(403).end('{"message":"Forbidden"}')
      return
    }
    const status = failure
    failure = undefined
    seen.push(who.caller)
    if (status !== undefined) {
      response.writeHead(status).end('{"message":"Internal Server Error"}')
      return
    }
    const answer = (await handler(gatewayEvent('POST /commands', { body, ...who }))) as Answered
    response.writeHead(answer.statusCode, answer.headers).end(answer.body)
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    seen,
    fails: status => {
      failure = status
    },
    close: () => end(server),
  }
}

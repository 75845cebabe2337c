import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bodyOf, jsonOf } from './body.ts'
import { describe } from './failure.ts'
import { end, listen } from './listen.ts'
import type { LocalFunction } from './wiring.ts'

/** Lambda's own limit on what a synchronous call carries, in bytes. */
const limit = 6 * 1_024 * 1_024

/** Lambda's Invoke, for the functions of other regions; speaks to the real SDK client. */
export interface LocalInvocations {
  readonly url: string
  close(): Promise<void>
}

interface Options {
  readonly functions: readonly LocalFunction[]
  /** A synchronous call: the handler's answer, or its error. */
  readonly invoke: (id: string, event: unknown) => Promise<unknown>
}

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/

/** The function behind `arn:aws:lambda:<region>:<account>:function:<name>`. */
const functionBehind = ({ functions }: Options, arn: string): LocalFunction | undefined => {
  const [, , , region, , , name] = arn.split(':')
  return functions.find(({ vantage }) => vantage?.region === region && vantage?.name === name)
}

const answer = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const serve = async (options: Options, request: IncomingMessage, response: ServerResponse) => {
  const body = jsonOf((await bodyOf(request, limit)) ?? '')
  const [, named] = path.exec(request.url ?? '') ?? []
  const found = named === undefined ? undefined : functionBehind(options, decodeURIComponent(named))
  if (request.method !== 'POST' || !found)
    return answer(
      response,
      404,
      { Message: `Function not found: ${named}` },
      { 'x-amzn-errortype': 'ResourceNotFoundException' },
    )
  try {
    return answer(response, 200, await options.invoke(found.id, body))
  } catch (error) {
    // As Lambda does: the call went well, the function did not.
    return answer(response, 200, { errorMessage: describe(error) }, { 'x-amz-function-error': 'Unhandled' })
  }
}

/** Starts the endpoint on a free loopback port. */
export const startInvocations = async (options: Options): Promise<LocalInvocations> => {
  const server = createServer((request, response) => {
    serve(options, request, response).catch(() => response.destroy())
  })
  const port = await listen(server, 0)
  return { url: `http://127.0.0.1:${port}`, close: () => end(server) }
}

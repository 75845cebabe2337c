import { createServer } from 'node:http'
import { bodyOf, jsonOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'

export interface Invoked {
  readonly path: string
  readonly body: unknown
  /** The region that the request is signed for. */
  readonly region: string | undefined
}

export type Manner =
  | { readonly is: 'answers'; readonly with: unknown }
  /** The function threw, or ran into its timeout. */
  | { readonly is: 'fails' }
  | { readonly is: 'throttles' }
  | { readonly is: 'denies' }
  | { readonly is: 'hangs' }
  | { readonly is: 'babbles' }

const regionIn = (authorization = '') => /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1]

/** Lambda's Invoke, on a loopback port. */
export const startInvokeServer = async () => {
  const invoked: Invoked[] = []
  let manner: Manner = { is: 'hangs' }
  const server = createServer(async (request, response) => {
    const body = jsonOf((await bodyOf(request, 1_000_000)) ?? '')
    invoked.push({
      path: decodeURIComponent(request.url ?? ''),
      body,
      region: regionIn(request.headers.authorization),
    })
    const refuse = (status: number, type: string) =>
      response.writeHead(status, { 'x-amzn-errortype': type }).end(JSON.stringify({ Message: 'no' }))
    switch (manner.is) {
      case 'answers':
        return response.end(JSON.stringify(manner.with))
      case 'fails':
        return response
          .writeHead(200, { 'x-amz-function-error': 'Unhandled' })
          .end(JSON.stringify({ is: 'blind', errorMessage: 'Task timed out' }))
      case 'throttles':
        return refuse(429, 'TooManyRequestsException')
      case 'denies':
        return refuse(403, 'AccessDeniedException')
      case 'babbles':
        return response.end('<html>')
      case 'hangs':
        return undefined
      default:
        return manner satisfies never
    }
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    invoked,
    be: (next: Manner) => {
      manner = next
    },
    close: () => end(server),
  }
}

import { createServer } from 'node:http'
import { bodyOf, jsonOf } from '../../local/body.ts'
import { end, listen } from '../../local/listen.ts'

/** One entry of PutEvents, as it arrived. */
export interface Arrived {
  readonly EventBusName: string
  readonly Source: string
  readonly DetailType: string
  /** JSON */
  readonly Detail: string
}

/** `takes`: all of it; `fails`: 200, but no entry; `denies`: 403, and quotes what was signed, as AWS does. */
export type Manner = 'takes' | 'fails' | 'denies'

/** EventBridge and Secrets Manager, as far as the functions speak to them, on a loopback port. */
export interface FakeAws {
  readonly url: string
  readonly entries: readonly Arrived[]
  /** Operations that were asked for, oldest first. */
  readonly asked: readonly string[]
  be(manner: Manner): void
  /** What the secret holds from now on. */
  keep(secret: unknown): void
  close(): Promise<void>
}

export const startFakeAws = async (first = '{}'): Promise<FakeAws> => {
  let secret = first
  const entries: Arrived[] = []
  const asked: string[] = []
  let manner: Manner = 'takes'
  const putEvents = (Entries: readonly Arrived[]) => {
    if (manner === 'takes') entries.push(...Entries)
    const one = manner === 'takes' ? { EventId: 'an-id' } : { ErrorCode: 'InternalFailure' }
    return { Entries: Entries.map(() => one), FailedEntryCount: manner === 'takes' ? 0 : Entries.length }
  }
  const server = createServer(async (request, response) => {
    const operation =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? ''
    const body = jsonOf((await bodyOf(request, 300_000)) ?? '') as { Entries: readonly Arrived[] }
    asked.push(operation)
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    if (manner === 'denies') {
      const { authorization, 'x-amz-security-token': token } = request.headers
      const message = `The Canonical String should have been 'POST\n/\nauthorization:${authorization}\nx-amz-security-token:${token}'`
      response.writeHead(403).end(JSON.stringify({ __type: 'InvalidSignatureException', message }))
      return
    }
    response.end(
      JSON.stringify(operation === 'PutEvents' ? putEvents(body.Entries) : { SecretString: secret }),
    )
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0)}`,
    entries,
    asked,
    be: next => {
      manner = next
    },
    keep: next => {
      secret = JSON.stringify(next)
    },
    close: () => end(server),
  }
}

import { type IncomingHttpHeaders, IncomingMessage } from 'node:http'
import {
  ApiResponseError,
  type ITwitterApiClientPlugin,
  TwitterApi,
  type TwitterResponse,
} from 'twitter-api-v2'
import type { Fence } from '../../ports.ts'
import type { XCredentials } from '../x-credentials.ts'
import type { Address } from './address.ts'
import { codeOf } from './code.ts'
import { type Line, lineTo } from './line.ts'

/** What came of one request to X. Only `answered` and `broken` may have left a trace there. */
export type Outcome =
  | { readonly is: 'late' }
  | { readonly is: 'not-connected'; readonly why: string }
  | { readonly is: 'broken'; readonly why: string }
  | {
      readonly is: 'answered'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      /** Parsed JSON; `undefined` where the body is none. */
      readonly body: unknown
      /** It was read to its end. */
      readonly whole: boolean
    }

/** Asks one thing of the library's v2 client, with `fullResponse`. */
export type Ask = (v2: TwitterApi['v2']) => Promise<TwitterResponse<unknown>>

interface Witness {
  response?: IncomingMessage
  error?: string
}

// A page of a hundred posts is about 100 KB.
const longestBody = 4 * 1024 * 1024

const partOf = (seen: unknown, key: string): unknown =>
  typeof seen === 'object' && seen !== null ? Reflect.get(seen, key) : undefined

const readAtMost = (response: IncomingMessage, line: Line) => {
  let length = 0
  response.on('data', (piece: Buffer) => {
    length += piece.length
    if (length > longestBody) line.cut()
  })
}

/**
 * The library tells neither the status of a success nor the cause of a failure; its debug events do. The body stays
 * text, because its own parser takes a cut JSON for no answer and dies of an `errors` that holds null.
 */
const plugin = (witness: Witness, line: Line): ITwitterApiClientPlugin => ({
  onBeforeRequestConfig: ({ params }) => {
    params.forceParseMode = 'text'
    params.requestEventDebugHandler = (event, seen: unknown) => {
      const response = event === 'response' ? partOf(seen, 'res') : undefined
      if (response instanceof IncomingMessage) {
        witness.response = response
        readAtMost(response, line)
      }
      if (event === 'request-error') witness.error = codeOf(partOf(seen, 'requestError'))
    }
  },
})

const parsed = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** The library's errors hold the request with its signature: nothing of them goes any further. */
const heard = async (answer: Promise<TwitterResponse<unknown>>): Promise<{ body: unknown } | undefined> => {
  try {
    return { body: parsed((await answer).data) }
  } catch (error) {
    return error instanceof ApiResponseError ? { body: parsed(error.data) } : undefined
  }
}

const outcomeOf = (line: Line, witness: Witness, answer: { body: unknown } | undefined): Outcome => {
  const reached = line.reached()
  if (reached.is === 'late') return reached
  if (reached.is === 'failed') return { is: 'not-connected', why: reached.why }
  if (reached.is === 'unopened') return { is: 'not-connected', why: 'unopened' }
  const { response, error } = witness
  if (!response || !answer) return { is: 'broken', why: line.wasCut() ? 'deadline' : (error ?? 'closed') }
  const { statusCode: status = 0, headers, complete } = response
  return { is: 'answered', status, headers, body: answer.body, whole: complete && !line.wasCut() }
}

/** One request on a connection of its own. Returns once its socket is closed, at the fence's deadline at the latest. */
export const call = async (
  to: Address,
  credentials: XCredentials,
  fence: Fence,
  ask: Ask,
): Promise<Outcome> => {
  const line = lineTo(to, fence)
  const witness: Witness = {}
  const api = new TwitterApi(credentials, {
    httpAgent: line.agent,
    compression: false,
    plugins: [plugin(witness, line)],
  })
  try {
    const answer = await Promise.race([heard(ask(api.v2)), line.over.then(() => undefined)])
    return outcomeOf(line, witness, answer)
  } finally {
    await line.hangUp()
  }
}

import { performance } from 'node:perf_hooks'
import { Client, type Dispatcher } from 'undici'
import type { Target } from '../../service/service.ts'
import { type Attempt, destroyAtEnd, measure } from './attempt.ts'
import { open, type Ways } from './connect.ts'
import { type Decoder, decoderFor } from './decode.ts'
import { LookFailure } from './failure.ts'
import { pageLimit, readPage } from './page.ts'

/** What all looks of one prober share. */
export interface Means extends Ways {
  readonly userAgent: string
}

/** A response that sends us on, or the page itself, which is then in `attempt.answer`. */
export type Response =
  | { readonly is: 'page' }
  | { readonly is: 'redirect'; readonly to: string; readonly cookies: readonly string[] }

type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Browsers take far more than Node's 16 KB, and portals with many cookies send it. */
const maxHeaderSize = 64 * 1024
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat())

/** Firewalls that say in a header that this is not the site's page. */
const challengeHeader = (headers: ResponseHeaders) =>
  ['cf-mitigated', 'x-amzn-waf-action'].find(name => headers[name] !== undefined)

const factsOf = (headers: ResponseHeaders, landed: string | undefined) => {
  const retryAfter = first(headers['retry-after'])
  const challenge = challengeHeader(headers)
  return {
    ...(challenge === undefined ? {} : { challenge }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(landed === undefined ? {} : { landed }),
  }
}

/** One for all looks: of each error Node takes the stack down, and undici makes one where it gets none. */
const ended = new LookFailure('ENDED')

/** A client for one request on one connection; undici's own timeouts are off, for the look's deadline is the only one. */
const clientFor = (url: URL, means: Means, attempt: Attempt) => {
  let connected = false
  const client = new Client(url.origin, {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
    connect: (_options, done) => {
      // A client whose connection broke before it wrote its request would connect again by itself.
      const socket = connected ? Promise.reject(new LookFailure('UND_ERR_SOCKET')) : open(url, means, attempt)
      connected = true
      socket.then(
        one => done(null, one),
        error => done(error, null),
      )
    },
  })
  destroyAtEnd(attempt, () => void client.destroy(ended).catch(() => undefined))
  return client
}

/**
 * One GET on a fresh connection. Resolves as soon as all that the target expects was found, or the page's end or limit
 * came; rejects with what broke it. Redirects are answered as such, unless their very status is expected.
 * @param landed Where earlier redirects led, if this is not the target's own address.
 */
export const request = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  { expect }: Target,
  means: Means,
  attempt: Attempt,
  landed?: string,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    let sent: number | undefined
    let received = 0
    let decoder: Decoder | undefined
    let isMet = false
    const end = () => {
      isMet = true
      resolve({ is: 'page' })
    }

    const start = (status: number, got: ResponseHeaders) => {
      const location = first(got.location)
      if (redirects.has(status) && location !== undefined && !expect.status.includes(status))
        return resolve({ is: 'redirect', to: location, cookies: list(got['set-cookie']) })
      const page = readPage(expect, first(got['content-type']))
      attempt.during = 'body'
      attempt.answer = { status, page, facts: factsOf(got, landed) }
      const data = (chunk: Buffer) => {
        if (!attempt.over && page.take(chunk)) end()
      }
      decoder = decoderFor(first(got['content-encoding']), { data, end, fail: reject })
      if (decoder === undefined) return reject(new LookFailure('UNKNOWN_ENCODING'))
      destroyAtEnd(attempt, decoder.destroy)
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {
        attempt.during = 'request'
        sent = performance.now()
      },
      onResponseStarted: () => {
        if (sent !== undefined) measure(attempt, 'firstByte', sent)
        sent = undefined
      },
      onResponseStart: (_controller, status, got) => {
        // 1xx are not the answer yet.
        if (status >= 200) start(status, got)
      },
      onResponseData: (controller, chunk) => {
        received += chunk.length
        if (decoder?.write(chunk, () => controller.resume()) === false) controller.pause()
        if (received >= pageLimit) end()
        // It would read on to the end in vain, and then close the connection by an error of its own.
        if (isMet) controller.pause()
      },
      onResponseEnd: () => decoder?.end(),
      onResponseError: (_controller, error) => {
        if (decoder) decoder.fail(error)
        else reject(error)
      },
    }
    clientFor(url, means, attempt).dispatch(
      { method: 'GET', path: `${url.pathname}${url.search}`, headers, reset: true },
      handler,
    )
  })

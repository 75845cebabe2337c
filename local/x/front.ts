import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { bodyOf, jsonOf } from '../body.ts'
import { deniedHost } from '../guard.ts'
import type { Account } from './api.ts'
import type { Desk } from './desk.ts'
import { type Control, controlSchema, faultOf } from './faults.ts'
import { pinPage, xPage } from './page.ts'
import type { Posts, StandInPost } from './posts.ts'

const longestBody = 64 * 1_024

/** What the page and the control show and move. */
export interface Place {
  readonly posts: Posts
  readonly desk: Desk
  readonly account: Account
  readonly now: () => number
  readonly port: () => number
}

const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

const say = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { ...pageHeaders, 'content-type': `${type}; charset=utf-8` })
  response.end(body)
}

const sayJson = (response: ServerResponse, status: number, body: unknown): void =>
  say(response, status, 'application/json', JSON.stringify(body))

const obey = (control: Control, to: Desk, now: number): void => {
  const { next, on, times, reset, lag } = control
  if (lag !== undefined) to.lag(lag)
  if (next === undefined) return
  const fault = faultOf(next, { ...(on && { on }), ...(times && { times }) })
  const end = reset === undefined ? {} : { 'x-rate-limit-reset': String(Math.ceil(now / 1_000 + reset)) }
  to.expect({ ...fault, headers: { ...fault.headers, ...end } })
}

const control = async ({ desk, now }: Place, request: IncomingMessage, response: ServerResponse) => {
  // JSON is what no form of a web page can send, and a page's script would name its origin.
  if (request.headers.origin !== undefined) return sayJson(response, 403, { error: 'not from a web page' })
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return sayJson(response, 415, { error: 'send application/json' })
  }
  const wanted = v.safeParse(controlSchema, jsonOf((await bodyOf(request, longestBody)) ?? ''))
  if (!wanted.success) return sayJson(response, 400, { error: v.summarize(wanted.issues) })
  obey(wanted.output, desk, now())
  sayJson(response, 200, wanted.output)
}

/** Where a person lets an app in, and gets the PIN for it. */
const authorize = ({ desk, account }: Place, search: URLSearchParams, response: ServerResponse): void => {
  const pin = desk.pin(search.get('oauth_token') ?? '')
  if (pin === undefined) say(response, 404, 'text/html', pinPage(account.username, undefined))
  else say(response, 200, 'text/html', pinPage(account.username, pin))
}

const newestFirst = ({ posts, now }: Place) =>
  posts
    .all()
    .filter(post => post.visible <= now())
    .toReversed()

const asJson = ({ id, text, at }: StandInPost) => ({ id, text, at: new Date(at).toISOString() })

/** What people and demos talk to. Returns whether it was for them. */
export const forPeople = async (
  place: Place,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  const { pathname, searchParams } = new URL(`http://localhost${request.url}`)
  const what = `${request.method} ${pathname}`
  if (!['GET /', 'GET /posts.json', 'GET /oauth/authorize', 'POST /control'].includes(what)) return false
  const denied = deniedHost(request.headers, place.port())
  if (denied) sayJson(response, denied.status, { error: denied.error })
  else if (what === 'GET /')
    say(response, 200, 'text/html', xPage(place.account.username, newestFirst(place)))
  else if (what === 'GET /posts.json') sayJson(response, 200, newestFirst(place).map(asJson))
  else if (what === 'GET /oauth/authorize') authorize(place, searchParams, response)
  else await control(place, request, response)
  return true
}

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { bodyOf, jsonOf } from './body.ts'
import { type GatewayAnswer, type Matched, matchedRoute } from './gateway.ts'
import { deniedCommand, deniedHost } from './guard.ts'
import { end, listen } from './listen.ts'
import type { HttpRoute } from './routes.ts'

/** Bytes that are read of a request; what is too long for a command is for the function to say. */
const limit = 64 * 1_024

interface Options {
  readonly port: number
  readonly token: string
  /** Serves the public page and its files, as the network does in AWS. */
  readonly page: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** What `GET /api/status` answers. */
  readonly status: () => Promise<unknown>
  /** Of the HTTP API, as the template has them. */
  readonly routes: () => Promise<readonly HttpRoute[]>
  /** Gives a request to the function behind its route; `caller` speaks, where the route lets only operators in. */
  readonly invoke: (
    matched: Matched,
    body: string,
    caller: string | undefined,
    headers: IncomingHttpHeaders,
  ) => Promise<GatewayAnswer>
  /** Told of an error that was answered with 500. */
  readonly fault: (error: unknown) => void
}

/** What people and the operators' commands talk to, on 127.0.0.1. */
export interface LocalHttp {
  readonly url: string
  close(): Promise<void>
}

/** No script, no frame, nothing from elsewhere: an answer to a program needs none. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const send = (response: ServerResponse, status: number, type: string, body: string) => {
  response.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` })
  response.end(body)
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`)

/** Who has the token may say who speaks; in AWS whoever signed does. */
const callerIn = (body: string): string => {
  const said: unknown = jsonOf(body)
  const by = typeof said === 'object' && said !== null && 'by' in said ? said.by : undefined
  return typeof by === 'string' && by.trim() !== '' ? by.trim() : 'local'
}

/** `operate` of `/operate/session/x`. */
const firstPart = (path: string): string => path.replace(/\?.*$/s, '').split('/')[1] ?? ''

/** In AWS the page has an address of its own; here whatever begins as a route does is the operators'. */
const isOfPage = (routes: readonly HttpRoute[], { method = '', url = '' }: IncomingMessage): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) &&
  !routes.some(({ key }) => firstPart(key.split(' ')[1] ?? '') === firstPart(url))

/** Whatever the HTTP API of the template serves, served as API Gateway would; the page, for all else. */
const gateway: Route = async (options, port, request, response) => {
  const routes = await options.routes()
  if (isOfPage(routes, request)) return options.page(request, response)
  const matched = matchedRoute(routes, request.method ?? '', request.url ?? '')
  if (!matched) return json(response, 404, { error: 'there is nothing at this address' })
  const { isSigned } = matched.route
  const denied = isSigned ? deniedCommand(request.headers, port, options.token) : undefined
  if (denied) return json(response, denied.status, { error: denied.error })
  const body = await bodyOf(request, limit)
  if (body === undefined) return json(response, 413, { error: `at most ${limit} bytes` })
  const caller = isSigned ? callerIn(body) : undefined
  const answer = await options.invoke(matched, body, caller, request.headers)
  if (answer.cookies) response.setHeader('set-cookie', answer.cookies)
  response.writeHead(answer.statusCode, answer.headers)
  response.end(answer.body)
}

type Route = (
  options: Options,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>

/** What only a local run has: all of it to be looked at. */
const own: Readonly<Record<string, Route>> = {
  '/api/status': async ({ status }, _, __, response) => json(response, 200, await status()),
}

const serve: Route = async (options, port, request, response) => {
  const denied = deniedHost(request.headers, port)
  if (denied) return json(response, denied.status, { error: denied.error })
  const path = (request.url ?? '').replace(/\?.*$/s, '')
  const route = Object.hasOwn(own, path) ? own[path] : undefined
  if (!route) return gateway(options, port, request, response)
  if (request.method === 'GET' || request.method === 'HEAD') return route(options, port, request, response)
  response.setHeader('allow', 'GET')
  return json(response, 405, { error: 'only GET' })
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Serves the page, the status and the operators' endpoint. Throws RunRefused if the port is taken. */
export const startHttp = async (options: Options): Promise<LocalHttp> => {
  const server = createServer((request, response) => {
    serve(options, portOf(server), request, response).catch(error => {
      options.fault(error)
      if (response.headersSent) response.destroy()
      else json(response, 500, { error: 'it did not work; the run says why' })
    })
  })
  const port = await listen(server, options.port)
  return { url: `http://localhost:${port}`, close: () => end(server) }
}

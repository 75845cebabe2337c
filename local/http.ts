import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { bodyOf, jsonOf } from './body.ts'
import { deniedCommand, deniedHost } from './guard.ts'
import { end, listen } from './listen.ts'

/** Bytes of the longest command. */
const limit = 16 * 1_024

interface Options {
  readonly port: number
  readonly token: string
  /** The status page. */
  readonly page: () => Promise<string>
  /** What `GET /api/status` answers. */
  readonly status: () => Promise<unknown>
  /** An operator's command, as functions/operate takes it. */
  readonly operate: (command: unknown) => Promise<unknown>
  /** Told of an error that was answered with 500. */
  readonly fault: (error: unknown) => void
}

/** What people and the operators' commands talk to, on 127.0.0.1. */
export interface LocalHttp {
  readonly url: string
  close(): Promise<void>
}

/** No script, no frame, nothing from elsewhere: the page needs none. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const send = (response: ServerResponse, status: number, type: string, body: string) => {
  response.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` })
  response.end(body)
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`)

const operate = async (
  options: Options,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  const denied = deniedCommand(request.headers, port, options.token)
  if (denied) return json(response, denied.status, { error: denied.error })
  const body = await bodyOf(request, limit)
  if (body === undefined) return json(response, 413, { error: `a command has at most ${limit} bytes` })
  const command = jsonOf(body)
  if (command === undefined) return json(response, 400, { error: 'the command is no JSON' })
  return json(response, 200, await options.operate(command))
}

type Route = (
  options: Options,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>

const routes: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly serve: Route }>> = {
  '/': {
    method: 'GET',
    serve: async ({ page }, _, __, response) => send(response, 200, 'text/html', await page()),
  },
  '/api/status': {
    method: 'GET',
    serve: async ({ status }, _, __, response) => json(response, 200, await status()),
  },
  '/api/operate': { method: 'POST', serve: operate },
}

const serve: Route = async (options, port, request, response) => {
  const denied = deniedHost(request.headers, port)
  if (denied) return json(response, denied.status, { error: denied.error })
  const route = routes[(request.url ?? '').replace(/\?.*$/, '')]
  if (!route) return json(response, 404, { error: 'there is /, /api/status and /api/operate' })
  const read = request.method === 'HEAD' ? 'GET' : request.method
  if (read !== route.method) {
    response.setHeader('allow', route.method)
    return json(response, 405, { error: `only ${route.method}` })
  }
  return route.serve(options, port, request, response)
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

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { XCredentials } from '../lib/adapters/x-credentials.ts'
import { bodyOf } from './body.ts'
import { end, listen } from './listen.ts'
import type { Account } from './x/api.ts'
import { desk } from './x/desk.ts'
import { type FaultInput, type FaultName, faultOf } from './x/faults.ts'
import { forPeople, type Place } from './x/front.ts'
import { openPosts, type StandInPost } from './x/posts.ts'
import { answer } from './x/wire.ts'

export type { Account } from './x/api.ts'
export type { FaultInput, FaultName } from './x/faults.ts'
export { BadPostsFile, type StandInPost } from './x/posts.ts'

export interface StandInXOptions {
  /** The four values that requests must be signed with. */
  readonly credentials: XCredentials
  /** 0 or absent: any free port. */
  readonly port?: number | undefined
  /** Where posts are kept, as JSON lines; in memory alone, if absent. */
  readonly file?: string | undefined
  readonly account?: Partial<Account> | undefined
  /** Milliseconds for which X refuses the same text; 0 turns it off. */
  readonly duplicates?: number | undefined
  /** Epoch milliseconds, for times, lag and limits. Signatures are held against the machine's own clock. */
  readonly now?: (() => number) | undefined
}

/** A request to the API, without its signature. */
export interface SeenRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly status: number
}

/** An X on 127.0.0.1 that behaves like the real one in what matters. */
export interface StandInX {
  readonly url: string
  readonly port: number
  readonly account: Account
  /** Everything that landed, oldest first, shown or not. */
  posts(): readonly StandInPost[]
  /** The newest thousand requests to the API, oldest first. */
  requests(): readonly SeenRequest[]
  /** Connections that were ever opened. */
  connections(): number
  /** What the next request of its kind meets. Throws v.ValiError for what is no fault. */
  next(fault: FaultName | FaultInput, more?: Pick<FaultInput, 'on' | 'times'>): void
  /** Milliseconds until the timeline shows what is posted from now on. */
  lag(milliseconds: number): void
  close(): Promise<void>
}

const defaultAccount = ({ accessToken }: XCredentials): Account => ({
  id: /^(\d+)-/.exec(accessToken)?.[1] ?? '1000000000000000001',
  username: 'atalaya_local',
  name: 'Atalaya',
})

const hours = 60 * 60_000
const longestBody = 64 * 1_024
const mostSeen = 1_000

/** Starts a stand-in X. Throws BadPostsFile, or RunRefused if the port is taken. */
export const startX = async (options: StandInXOptions): Promise<StandInX> => {
  const { credentials, port: wantedPort = 0, file, duplicates = 6 * hours, now = Date.now } = options
  const account = { ...defaultAccount(credentials), ...options.account }
  const posts = openPosts(file)
  const api = desk({ credentials, account, posts, duplicates, now })
  let seen: readonly SeenRequest[] = []
  let connections = 0
  let port = wantedPort
  const place: Place = { posts, desk: api, account, now, port: () => port }

  const forPrograms = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url: path = '/', headers } = request
    const body = (await bodyOf(request, longestBody)) ?? ''
    const url = new URL(`https://api.x.com${path}`)
    const served = api.serve({ method, url, authorization: headers.authorization, body })
    seen = [...seen, { method, path, status: served.status }].slice(-mostSeen)
    answer(response, served)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      if (!(await forPeople(place, request, response))) await forPrograms(request, response)
    } catch {
      // A request that was cut while it was read, or an address that is none.
      response.destroy()
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  server.on('connection', () => {
    connections += 1
  })
  port = await listen(server, wantedPort)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    account,
    posts: posts.all,
    requests: () => seen,
    connections: () => connections,
    next: (fault, more) => api.expect(faultOf(fault, more)),
    lag: api.lag,
    close: () => end(server),
  }
}

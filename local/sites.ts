import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { type Behaviour, behave } from './sites/behaviour.ts'
import { type PageWords, portalMarker } from './sites/page.ts'

export type { Behaviour } from './sites/behaviour.ts'
export { portalMarker } from './sites/page.ts'

/** One stand-in site. It is healthy until it is told to be otherwise. */
export interface Site {
  readonly url: string
  /** For every visitor, or only for those from one address of this machine, such as 127.0.0.1. */
  be(behaviour: Behaviour, from?: string): void
  /** The newest hundred requests, oldest first. */
  readonly visits: readonly Seen[]
}

export interface Seen {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The visitor's, which tells one connection from another. */
  readonly port: number | undefined
  /** The address that the visitor came from. */
  readonly address: string | undefined
}

export interface Sites {
  /** Adds a site, or begins an earlier one of that name anew. Its page has the title `<name>` unless `words` says another. */
  add(name: string, words?: Partial<PageWords>): Site
  /** Ends the server and every connection to it. */
  close(): Promise<void>
}

export interface SitesOptions {
  /** PEM; the sites are then `https:`. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Any free one, if absent. */
  readonly port?: number
}

const kept = 100
const healthy: Behaviour = { is: 'healthy' }

type Running = {
  readonly words: PageWords
  readonly visits: Seen[]
  behaviours: ReadonlyMap<string, Behaviour>
}

/** Who has no behaviour of its own. */
const anybody = ''

const answer =
  (
    running: ReadonlyMap<string, Running>,
    connections: ReadonlyMap<number | undefined, Socket>,
  ): RequestListener =>
  (request, response) => {
    const path = request.url ?? '/'
    const url = new URL(path, 'http://sites')
    const home = url.pathname.split('/')[1] ?? ''
    const site = running.get(home)
    if (site === undefined) return void response.writeHead(404).end()
    const { remotePort: port, remoteAddress: address } = request.socket
    site.visits.push({ path, headers: request.headers, port, address })
    if (site.visits.length > kept) site.visits.shift()
    // Whoever asks may be gone before the answer is: no reason for a stand-in to fall.
    response.on('error', () => undefined)
    const connection = connections.get(port) ?? request.socket
    const visit = { request, response, connection, home: `/${home}/`, url, words: site.words }
    const behaviour = site.behaviours.get(address ?? anybody) ?? site.behaviours.get(anybody) ?? healthy
    void behave(behaviour, visit).catch(() => response.destroy())
  }

/** Stand-in sites on one server on 127.0.0.1, told apart by the first part of their path. */
export const startSites = async ({ tls, port = 0 }: SitesOptions = {}): Promise<Sites> => {
  const running = new Map<string, Running>()
  const connections = new Map<number | undefined, Socket>()
  const listener = answer(running, connections)
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    connections.set(remotePort, socket)
    socket.once('close', () => connections.delete(remotePort))
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : port

  return {
    add: (name, words = {}) => {
      const site: Running = {
        words: { title: name, marker: portalMarker, ...words },
        visits: [],
        behaviours: new Map(),
      }
      // As addresses write it.
      const home = encodeURIComponent(name)
      running.set(home, site)
      return {
        url: `${tls ? 'https' : 'http'}://127.0.0.1:${taken}/${home}/`,
        visits: site.visits,
        be: (behaviour, from) => {
          // What everybody gets ends what some got before.
          site.behaviours =
            from === undefined
              ? new Map([[anybody, behaviour]])
              : new Map([...site.behaviours, [from, behaviour]])
        },
      }
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

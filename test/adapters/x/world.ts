import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { connect, createServer, type Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach } from 'vitest'
import { xChannel } from '../../../lib/adapters/x.ts'
import { fixedCredentials, standInCredentials } from '../../../lib/adapters/x-credentials.ts'
import type { Channel, Fence } from '../../../lib/ports.ts'
import { type StandInX, type StandInXOptions, startX } from '../../../local/x.ts'
import { certificate, key } from './certificate.ts'

const endings: (() => unknown)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** A fence that is open, with so many milliseconds to go. */
export const open = (milliseconds = 10_000): Fence => ({ mayStart: () => true, killIn: () => milliseconds })
export const shut: Fence = { mayStart: () => false, killIn: () => 10_000 }

export const standIn = async (options: Partial<StandInXOptions> = {}): Promise<StandInX> => {
  const x = await startX({ credentials: standInCredentials, ...options })
  endings.push(x.close)
  return x
}

export const channelTo = (url: string, now?: () => number): Channel =>
  xChannel({ credentials: fixedCredentials(standInCredentials), url, ...(now ? { clock: { now } } : {}) })

const listening = async (server: Server): Promise<string> => {
  const sockets = new Set<Socket>()
  server.on('connection', socket => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endings.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
    return once(server, 'close')
  })
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/** What a raw server saw of one connection. */
export interface Visit {
  readonly socket: Socket
  /** Everything that arrived, once the connection is closed. */
  readonly text: Promise<string>
  /** The error code that it ended with, if any. */
  readonly ended: Promise<string | undefined>
}

const visit = (socket: Socket): Visit => {
  const pieces: Buffer[] = []
  let code: string | undefined
  socket.on('data', piece => pieces.push(piece))
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code
  })
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  return { socket, text: closed.then(() => Buffer.concat(pieces).toString()), ended: closed.then(() => code) }
}

/** A server that speaks no protocol but what `greet` makes of each connection. */
export const rawServer = async (greet: (socket: Socket) => void, scheme = 'http') => {
  const first = Promise.withResolvers<Visit>()
  let count = 0
  const server = createServer(socket => {
    count += 1
    first.resolve(visit(socket))
    greet(socket)
  })
  return { url: `${scheme}://${await listening(server)}`, first: first.promise, count: () => count }
}

/** Writes the same bytes to whoever has asked, then ends. */
export const saying = (bytes: string) =>
  rawServer(socket => {
    socket.once('data', () => socket.end(bytes))
  })

/** An HTTP answer, whole. */
export const http = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): string => {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) })
  return `HTTP/1.1 ${status} Said\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}

/** TLS in front of a plain server. */
export const tlsBefore = async (port: number) => {
  const first = Promise.withResolvers<Visit>()
  const server = createTlsServer({ key, cert: certificate }, inner => {
    first.resolve(visit(inner))
    const outer = connect(port, '127.0.0.1')
    inner.pipe(outer).pipe(inner)
    inner.on('error', () => outer.destroy())
    outer.on('error', () => inner.destroy())
  })
  server.on('tlsClientError', () => undefined)
  return {
    url: `https://${(await listening(server)).replace('127.0.0.1', 'localhost')}`,
    first: first.promise,
  }
}

/** A loopback address at which nobody listens. */
export const nobody = async (): Promise<string> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/** A socket of ours; `closed` once its 'close' event was there. */
interface Opened {
  closed: boolean
}

/** The sockets that are opened to X from here on, as Node itself reports them. */
export const openedSockets = (): readonly Opened[] => {
  const opened: Opened[] = []
  const note = (message: unknown) => {
    const socket = Reflect.get(message as object, 'socket')
    if (!(socket instanceof Socket)) return
    const one: Opened = { closed: false }
    opened.push(one)
    socket.once('close', () => {
      one.closed = true
    })
  }
  subscribe('net.client.socket', note)
  endings.push(() => unsubscribe('net.client.socket', note))
  return opened
}

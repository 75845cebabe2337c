import { Agent, type ClientRequestArgs } from 'node:http'
import { connect, isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as secure } from 'node:tls'
import type { Fence } from '../../ports.ts'
import type { Address } from './address.ts'
import { codeOf } from './code.ts'

/** How far one line came. Not a byte of a request leaves before it is `handed` over. */
export type Reached =
  | { readonly is: 'unopened' }
  | { readonly is: 'late' }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'handed' }

/** One connection for one call, with its end in sight. */
export interface Line {
  readonly agent: Agent
  reached(): Reached
  /** Whether the line was ended before its time: by its deadline, or by cut(). */
  wasCut(): boolean
  cut(): void
  /** Resolves once the deadline has passed and the socket is closed; never, if the line is hung up before. */
  readonly over: Promise<void>
  /** Returns once the socket is closed. */
  hangUp(): Promise<void>
}

class LineFailed extends Error {
  override readonly name = 'LineFailed'
}

type Give = (error: Error | null, socket: Duplex) => void

/**
 * An http.Agent that the library's https.request takes for its own. It hands the socket over only when it is ready
 * to be written to, so that what failed before certainly never left.
 */
class OneCallAgent extends Agent {
  readonly protocol = 'https:'
  readonly defaultPort = 443
  readonly #open: (give: Give) => void

  constructor(open: (give: Give) => void) {
    super({ keepAlive: false })
    this.#open = open
  }

  override createConnection(_options: ClientRequestArgs, give?: Give): undefined {
    if (give) this.#open(give)
  }
}

/** Ends a socket and what the kernel still holds of it: unsent bytes must not leave when the network comes back. */
const reset = (socket: Socket) => {
  if (socket.connecting || socket.destroyed) socket.destroy()
  else socket.resetAndDestroy()
}

const encrypted = (socket: Socket, host: string) =>
  secure({ socket, ALPNProtocols: ['http/1.1'], ...(isIP(host) ? { host } : { servername: host }) })

// Longer, and setTimeout takes it for none at all.
const longestTimer = 2 ** 31 - 1

/** The fence as it stands: milliseconds left, or none if nothing may start. */
const leftOf = (fence: Fence): number => {
  const left = fence.mayStart() ? fence.killIn() : 0
  return left > 0 ? Math.min(left, longestTimer) : 0
}

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

/**
 * A line to `to`, opened when the agent is first asked for a connection. The fence is asked twice: when the socket
 * is opened, and again in the very step that hands it over to be written to.
 */
export const lineTo = (to: Address, fence: Fence): Line => {
  let reached: Reached = { is: 'unopened' }
  let isCut = false
  let raw: Socket | undefined
  let timer: NodeJS.Timeout | undefined
  const closed = Promise.withResolvers<void>()
  const deadline = Promise.withResolvers<void>()

  const cut = () => {
    isCut = true
    if (raw) reset(raw)
  }

  const open = (give: Give) => {
    const left = leftOf(fence)
    if (left === 0) {
      reached = { is: 'late' }
      throw new LineFailed('late')
    }
    const socket = connect({ host: to.host, port: to.port })
    raw = socket
    timer = setTimeout(() => {
      cut()
      deadline.resolve()
    }, left)

    const fail = (next: Reached) => {
      if (reached.is !== 'unopened') return
      reached = next
      socket.destroy()
      give(new LineFailed(next.is), socket)
    }
    const failed = (error: Error) => fail({ is: 'failed', why: codeOf(error) })
    const handOver = (ready: Socket) => {
      if (reached.is !== 'unopened') return
      if (leftOf(fence) === 0) return fail({ is: 'late' })
      reached = { is: 'handed' }
      give(null, ready)
    }
    socket.on('error', failed)
    socket.once('close', () => {
      closed.resolve()
      fail({ is: 'failed', why: isCut ? 'deadline' : 'closed' })
    })
    socket.once('connect', () => {
      if (!to.secure) return handOver(socket)
      const shell = encrypted(socket, to.host)
      shell.on('error', failed)
      shell.once('secureConnect', () => handOver(shell))
    })
  }

  return {
    agent: new OneCallAgent(open),
    reached: () => reached,
    wasCut: () => isCut,
    cut,
    over: deadline.promise.then(() => closed.promise).then(nextTurn),
    hangUp: async () => {
      clearTimeout(timer)
      if (!raw) return
      raw.destroy()
      await closed.promise
    },
  }
}

import { connect as connectTcp, isIP, isIPv4, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import {
  checkServerIdentity,
  connect as connectTls,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { type Attempt, destroyAtEnd, measure } from './attempt.ts'
import { codeOf, isFromSystem, LookFailure, tellingOf } from './failure.ts'
import type { Names } from './names.ts'

/** Milliseconds before the next address is tried beside one that has not answered yet (RFC 8305). */
const headStart = 300

const noteCode = (error: unknown, attempt: Attempt) => {
  if (isFromSystem(error)) attempt.socketCode = codeOf(error)
}

/** What every connection of a prober shares. */
export interface Ways {
  readonly names: Names
  readonly context: SecureContext
  /** Where connections to this very machine leave from; no other place could answer to such an address. */
  readonly localAddress?: string | undefined
}

const isLoopback = (host: string) => isIPv4(host) && host.startsWith('127.')

const leaving = (host: string, { localAddress }: Ways) =>
  localAddress !== undefined && isLoopback(host) ? { localAddress } : {}

/** The first address that takes us wins. None is given up for being slow: a lost first packet costs a whole second. */
const connectAny = (addresses: readonly string[], port: number, attempt: Attempt, ways: Ways) =>
  new Promise<Socket>((resolve, reject) => {
    const waiting = [...addresses]
    const trying = new Set<Socket>()
    const errors: Error[] = []
    let timer: NodeJS.Timeout | undefined
    const stop = () => {
      clearTimeout(timer)
      for (const socket of trying) socket.destroy()
    }
    const done = destroyAtEnd(attempt, stop)

    const tryNext = () => {
      clearTimeout(timer)
      const host = waiting.shift()
      if (host === undefined) {
        if (trying.size === 0) reject(tellingOf(errors))
        return
      }
      const socket = connectTcp({ host, port, noDelay: true, ...leaving(host, ways) })
      trying.add(socket)
      socket.once('connect', () => {
        trying.delete(socket)
        stop()
        destroyAtEnd(attempt, () => socket.destroy())
        done()
        resolve(socket)
      })
      socket.on('error', error => {
        // Once it is connected, whoever reads from it hears of the error too, but in words of its own.
        if (!trying.delete(socket)) return noteCode(error, attempt)
        errors.push(error)
        tryNext()
      })
      if (waiting.length > 0) timer = setTimeout(tryNext, headStart)
    }
    tryNext()
  })

const noteExpiry = ({ valid_to }: Pick<PeerCertificate, 'valid_to'>, attempt: Attempt) => {
  const expires = Date.parse(valid_to)
  if (Number.isFinite(expires)) attempt.certificateExpires = expires
}

/** The code is the same whether the site's own certificate has expired or one above it; what it means is not. */
const expiredWhere = (code: string, { certificateExpires }: Attempt) =>
  code === 'CERT_HAS_EXPIRED' && (certificateExpires ?? Number.POSITIVE_INFINITY) > Date.now()
    ? 'CHAIN_HAS_EXPIRED'
    : code

/**
 * A full handshake, with no session to resume: a resumed one would show no certificate. Node reads the certificate to
 * check its names, and shows it there: to ask for it again would cost a tenth of a look. One whose chain Node refuses is
 * not shown, and a socket that Node destroys knows it no more: so it is we who refuse, once its end has been noted.
 */
const secure = (tcp: Socket, host: string, secureContext: SecureContext, attempt: Attempt) =>
  new Promise<TLSSocket>((resolve, reject) => {
    const socket = connectTls({
      socket: tcp,
      host,
      servername: isIP(host) ? '' : host,
      secureContext,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      checkServerIdentity: (name, certificate) => {
        noteExpiry(certificate, attempt)
        return checkServerIdentity(name, certificate)
      },
    })
    destroyAtEnd(attempt, () => socket.destroy())
    socket.once('secureConnect', () => {
      if (socket.authorized) return resolve(socket)
      noteExpiry(socket.getPeerCertificate(), attempt)
      socket.destroy()
      reject(new LookFailure(expiredWhere(String(socket.authorizationError), attempt)))
    })
    socket.on('error', error => {
      noteCode(error, attempt)
      reject(error)
    })
  })

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

const portOf = (url: URL) => Number(url.port || (url.protocol === 'https:' ? 443 : 80))

/** A fresh connection to a site, each phase measured. Rejects with the error of the phase that `attempt.during` names. */
export const open = async (url: URL, ways: Ways, attempt: Attempt): Promise<Socket> => {
  const host = hostOf(url)
  attempt.during = 'dns'
  const asked = performance.now()
  const addresses = await ways.names.addressesOf(host, attempt)
  measure(attempt, 'dns', asked)
  // The look may have ended while the second family was waited for: then nothing is opened any more.
  if (attempt.over) throw new LookFailure('DEADLINE')

  attempt.during = 'tcp'
  const called = performance.now()
  const tcp = await connectAny(addresses, portOf(url), attempt, ways)
  measure(attempt, 'tcp', called)
  if (url.protocol !== 'https:') return tcp

  attempt.during = 'tls'
  const greeted = performance.now()
  const tls = await secure(tcp, host, ways.context, attempt)
  measure(attempt, 'tls', greeted)
  return tls
}

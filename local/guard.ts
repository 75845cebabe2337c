import type { IncomingHttpHeaders } from 'node:http'
import { sameToken } from './token.ts'

export interface Denied {
  readonly status: number
  readonly error: string
}

const local = ['localhost', '127.0.0.1', '[::1]']

/**
 * A page of another site can make a browser send requests here, under a name of its own that resolves to 127.0.0.1
 * (DNS rebinding). Its Host then is that name, so only our own names are served. Returns what to answer, or nothing.
 */
export const deniedHost = (headers: IncomingHttpHeaders, port: number): Denied | undefined => {
  if (local.some(name => headers.host === `${name}:${port}`)) return undefined
  return { status: 421, error: `only http://localhost:${port} is served here` }
}

/** A command needs the token, comes from no other origin, and is JSON, which no plain form can send. */
export const deniedCommand = (
  headers: IncomingHttpHeaders,
  port: number,
  token: string,
): Denied | undefined => {
  const host = deniedHost(headers, port)
  if (host) return host
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return { status: 403, error: 'commands from other origins are not taken' }
  }
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, error: 'the command must be application/json' }
  }
  const [, given] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? []
  if (given === undefined || !sameToken(given, token)) {
    return { status: 401, error: "the token is missing or wrong: it is in the run's data directory" }
  }
  return undefined
}

import { passLasts } from './pass.ts'

/**
 * On this machine there is no TLS, and not every browser keeps a cookie there that asks for it. API Gateway never
 * sends such a host: it finds its API by it.
 */
const isHere = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host)

const nameAt = (host: string): string => (isHere(host) ? 'atalaya-session' : '__Host-atalaya-session')

const cookie = (host: string, token: string, seconds: number): string =>
  [
    `${nameAt(host)}=${token}`,
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isHere(host) ? [] : ['Secure']),
  ].join('; ')

/** The header that hands a session to a browser: for no script, no other site and no other host. */
export const keepSession = (host: string, token: string): string =>
  cookie(host, token, passLasts.session / 1_000)

export const dropSession = (host: string): string => cookie(host, '', 0)

/** The session among the cookies of a request, each `name=value`. */
export const sessionIn = (cookies: readonly string[], host: string): string | undefined => {
  const start = `${nameAt(host)}=`
  return cookies.find(one => one.startsWith(start))?.slice(start.length) || undefined
}

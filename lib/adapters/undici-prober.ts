import { createSecureContext, getCACertificates } from 'node:tls'
import { CookieJar } from 'tough-cookie'
import type { Sight } from '../check/check.ts'
import type { Prober } from '../ports.ts'
import type { Target } from '../service/service.ts'
import { type Attempt, begin, finish, release, sightOf } from './probe/attempt.ts'
import { codeOf, LookFailure } from './probe/failure.ts'
import { nameService } from './probe/names.ts'
import { type Means, request } from './probe/request.ts'

export interface ProberOptions {
  /** Who looks, with a contact for whoever sees it in a log. */
  readonly userAgent: string
  /** Authorities, as PEM, that are trusted beside the usual ones. */
  readonly ca?: readonly string[]
  /** Name servers, `address` or `address:port`, instead of the machine's own. */
  readonly nameServers?: readonly string[]
  /** Address of this machine that looks at its other addresses leave from. */
  readonly localAddress?: string | undefined
}

const maxRedirects = 5

/** Headers that speak for somebody stay with the origin that they were meant for. */
const personal: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie'])

const headersFor = (target: Target, url: URL, cookies: string, userAgent: string): Record<string, string> => {
  const own = Object.entries(target.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ])
  const home = url.origin === new URL(target.url).origin
  const fitting = Object.fromEntries(own.filter(([name]) => home || !personal.has(name)))
  const cookie = [fitting.cookie, cookies].filter(Boolean).join('; ')
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': 'es',
    ...fitting,
    'accept-encoding': 'identity',
    ...(cookie === '' ? {} : { cookie }),
  }
}

/** @throws LookFailure if it leads to no address of the web. */
const resolveUrl = (to: string, from: URL): URL => {
  const url = URL.parse(to, from.href)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new LookFailure('BAD_REDIRECT')
  return url
}

/** Follows redirects with a cookie jar of this look's own, until the page has been read; `attempt` holds what was seen. */
const follow = async (target: Target, means: Means, attempt: Attempt): Promise<void> => {
  const jar = new CookieJar(undefined, { looseMode: true })
  const visited = new Set<string>()
  let url = new URL(target.url)
  for (;;) {
    // Nothing is in it yet, and to ask costs a look a fiftieth.
    const cookies = visited.size === 0 ? '' : jar.getCookieStringSync(url.href)
    const headers = headersFor(target, url, cookies, means.userAgent)
    const landed = visited.size > 0 ? url.href : undefined
    visited.add(`${url.href} ${cookies}`)
    const response = await request(url, headers, target, means, attempt, landed)
    if (response.is === 'page' || attempt.over) return

    release(attempt)
    attempt.during = 'redirects'
    for (const cookie of response.cookies) jar.setCookieSync(cookie, url.href, { ignoreError: true })
    url = resolveUrl(response.to, url)
    // The same address with the same cookies answers the same; with others it may be a gate that is now open.
    if (visited.has(`${url.href} ${jar.getCookieStringSync(url.href)}`))
      throw new LookFailure('REDIRECT_LOOP')
    if (visited.size > maxRedirects) throw new LookFailure('TOO_MANY_REDIRECTS')
  }
}

/** The deadline is a timer of our own that destroys whatever is open: no timeout of any library bounds a whole look. */
const look = (target: Target, deadline: number, means: Means): Promise<Sight> =>
  new Promise(resolve => {
    const attempt = begin()
    const settle = (code?: string) => {
      if (attempt.over) return
      clearTimeout(timer)
      const sight = sightOf(attempt, code)
      finish(attempt)
      resolve(sight)
    }
    const timer = setTimeout(settle, deadline, 'DEADLINE')
    follow(target, means, attempt).then(
      () => settle(),
      error => settle(attempt.socketCode ?? codeOf(error)),
    )
  })

/** Makes one TLS context for all looks: making one for each costs more than the rest of the look. */
const secureContext = (ca: readonly string[]) =>
  createSecureContext(ca.length > 0 ? { ca: [...getCACertificates('default'), ...ca] } : {})

/** Looks with undici over connections of our own: one for each request, HTTP/1.1, each phase measured. */
export const undiciProber = ({ userAgent, ca = [], nameServers, localAddress }: ProberOptions): Prober => {
  const means: Means = {
    userAgent,
    context: secureContext(ca),
    names: nameService(nameServers),
    localAddress,
  }
  return { look: (target, deadline) => look(target, deadline, means) }
}

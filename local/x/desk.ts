import type { XCredentials } from '../../lib/adapters/x-credentials.ts'
import { type Account, create, me, type Scene, timeline } from './api.ts'
import { type Fault, faulty } from './faults.ts'
import { limits, type Route } from './limits.ts'
import { login } from './login.ts'
import type { Posts } from './posts.ts'
import { problems, type Reply } from './reply.ts'
import { checker } from './signature.ts'

/** A request as it came, read to its end. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly authorization: string | undefined
  readonly body: string
}

export type Served = Reply & { readonly how: Fault['how'] }

/** Answers what X's API is asked, faults first. */
export interface Desk {
  serve(asked: Asked): Served
  /** Faults are met in the order in which they were given. */
  expect(fault: Fault): void
  /** Milliseconds until the timeline shows what is posted from now on. */
  lag(milliseconds: number): void
  /** The PIN of somebody who lets the app in; `undefined` for an unknown request token. */
  pin(token: string): string | undefined
}

interface DeskOptions {
  readonly credentials: XCredentials
  readonly account: Account
  readonly posts: Posts
  readonly duplicates: number
  readonly now: () => number
}

const routeOf = ({ method, url }: Asked): Route | undefined => {
  if (method === 'POST' && url.pathname === '/2/tweets') return 'post'
  if (method !== 'GET') return undefined
  if (url.pathname === '/2/users/me') return 'me'
  return /^\/2\/users\/\d+\/tweets$/.test(url.pathname) ? 'timeline' : undefined
}

const truth = (route: Route, scene: Scene, { url, body }: Asked, lands: boolean): Reply => {
  switch (route) {
    case 'post':
      return create(scene, body, lands)
    case 'timeline':
      return timeline(scene, url.pathname.split('/')[3] ?? '', url.searchParams)
    case 'me':
      return me(scene)
  }
}

/** A scripted 429 says so in its headers too. */
const busyHeaders = ({ status }: Reply) => (status === 429 ? { 'x-rate-limit-remaining': '0' } : {})

export const desk = ({ credentials, account, posts, duplicates, now }: DeskOptions): Desk => {
  const signatures = checker(credentials)
  const allowance = limits()
  const entrance = login({ credentials, account, signatures })
  let queue: readonly Fault[] = []
  let lag = 0

  const nextFault = (route: Route): Fault | undefined => {
    const fault = queue.find(one => one.on === route)
    queue = queue.flatMap(one => {
      if (one !== fault) return [one]
      return one.times > 1 ? [{ ...one, times: one.times - 1 }] : []
    })
    return fault
  }

  const honest = (route: Route, asked: Asked, lands: boolean) =>
    truth(route, { account, posts, now: now(), lag, duplicates }, asked, lands)

  return {
    expect: fault => {
      queue = [...queue, fault]
    },
    lag: milliseconds => {
      lag = milliseconds
    },
    pin: entrance.pin,
    serve: asked => {
      const entered = entrance.serve(asked)
      if (entered) return { ...entered, how: 'whole' }
      const route = routeOf(asked)
      if (!route) return { ...problems.missing, how: 'whole' }
      const { spent, headers } = allowance.count(route, now())
      // The one who signs has the machine's clock, whatever ours is set to.
      if (!signatures.accepts(asked.method, asked.url, asked.authorization, Date.now())) {
        return { ...problems.unauthorized, headers, how: 'whole' }
      }
      const fault = nextFault(route)
      if (!fault) return { ...(spent ? problems.busy : honest(route, asked, true)), headers, how: 'whole' }
      const reply = faulty(
        fault,
        honest(route, asked, fault.landed || (fault.status === undefined && fault.how === 'whole')),
      )
      return { ...reply, headers: { ...headers, ...busyHeaders(reply), ...reply.headers }, how: fault.how }
    },
  }
}

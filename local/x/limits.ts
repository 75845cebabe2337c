const quarter = 15 * 60_000
const day = 24 * 60 * 60_000

/** What X allows one account in 15 minutes. */
const allowed = { post: 100, timeline: 900, me: 75 } as const
export type Route = keyof typeof allowed

const postsADay = 10_000

interface Window {
  readonly from: number
  readonly used: number
}

const counted = (window: Window | undefined, now: number, length: number): Window =>
  window === undefined || now >= window.from + length
    ? { from: now, used: 1 }
    : { ...window, used: window.used + 1 }

const headersOf = (family: string, { from, used }: Window, limit: number, length: number) => ({
  [`${family}-limit`]: String(limit),
  [`${family}-remaining`]: String(Math.max(0, limit - used)),
  [`${family}-reset`]: String(Math.ceil((from + length) / 1_000)),
})

/** What is left of one account's limits. */
export interface Limits {
  /** Counts one request. `spent`: it was one too many. */
  count(
    route: Route,
    now: number,
  ): { readonly spent: boolean; readonly headers: Readonly<Record<string, string>> }
}

export const limits = (): Limits => {
  const windows = new Map<string, Window>()
  const count = (key: string, now: number, length: number): Window => {
    const window = counted(windows.get(key), now, length)
    windows.set(key, window)
    return window
  }
  return {
    count: (route, now) => {
      const short = count(route, now, quarter)
      const headers = headersOf('x-rate-limit', short, allowed[route], quarter)
      if (route !== 'post') return { spent: short.used > allowed[route], headers }
      const long = count('day', now, day)
      return {
        spent: short.used > allowed[route] || long.used > postsADay,
        headers: { ...headers, ...headersOf('x-app-limit-24hour', long, postsADay, day) },
      }
    },
  }
}

import type { Route } from '../ports.ts'
import type { Alert } from './alert.ts'
import type { AlertBook, Failing, Pending } from './book.ts'

/** What a digest may hold: more than this nobody reads, and some makers do not take. */
const mostInOne = 20

/** What one route has yet to take, in digests. */
export interface Parcel {
  readonly route: Route
  readonly digests: readonly (readonly Alert[])[]
}

/** What came of one route. */
export interface Sent {
  readonly route: string
  /** Keys that it took. */
  readonly took: readonly string[]
  readonly failed?: string
}

/** Who has to take an alert: its list's routes, or the first list's where the second has none. */
export const routesFor = ({ list }: Alert, routes: readonly Route[]): readonly Route[] => {
  const own = routes.filter(route => route.list === list)
  return own.length > 0 ? own : routes.filter(route => route.list === 'first')
}

const inDigests = (alerts: readonly Alert[]): readonly (readonly Alert[])[] =>
  Array.from({ length: Math.ceil(alerts.length / mostInOne) }, (_, n) =>
    alerts.slice(n * mostInOne, (n + 1) * mostInOne),
  )

/** What each route has to be given. `tired`: routes that are left alone for now. */
export const parcels = (
  { pending }: AlertBook,
  routes: readonly Route[],
  tired: ReadonlySet<string>,
): readonly Parcel[] =>
  routes
    .filter(({ id }) => !tired.has(id))
    .map(route => {
      const isWanted = ({ alert, taken }: Pending) =>
        !taken.includes(route.id) && routesFor(alert, routes).includes(route)
      return { route, digests: inDigests(pending.filter(isWanted).map(({ alert }) => alert)) }
    })
    .filter(({ digests }) => digests.length > 0)

const isSettled = ({ alert, taken }: Pending, routes: readonly Route[]): boolean => {
  const all = routesFor(alert, routes)
  return all.length > 0 && all.every(({ id }) => taken.includes(id))
}

/** What every route of its list took is told. The same book, if there is none such. */
export const settled = (book: AlertBook, routes: readonly Route[], now: number): AlertBook => {
  const done = book.pending.filter(one => isSettled(one, routes))
  if (done.length === 0) return book
  return {
    ...book,
    pending: book.pending.filter(one => !done.includes(one)),
    told: { ...book.told, ...Object.fromEntries(done.map(({ alert }) => [alert.key, now])) },
  }
}

const failingAfter = (before: AlertBook['failing'], sent: readonly Sent[], now: number) => {
  const after: Record<string, Failing> = { ...before }
  for (const { route, failed } of sent) {
    if (failed === undefined) delete after[route]
    else after[route] = { since: after[route]?.since ?? now, times: (after[route]?.times ?? 0) + 1 }
  }
  return after
}

/** The book with what came of the routes. What was taken is a fact, whoever sends by now. */
export const marked = (book: AlertBook, sent: readonly Sent[], now: number): AlertBook => ({
  ...book,
  pending: book.pending.map(one => {
    const more = sent
      .filter(({ took, route }) => took.includes(one.alert.key) && !one.taken.includes(route))
      .map(({ route }) => route)
    return more.length > 0 ? { ...one, taken: [...one.taken, ...more] } : one
  }),
  failing: failingAfter(book.failing, sent, now),
})

/** Nobody sends any more, if it was `by`. */
export const released = (book: AlertBook, by: string): AlertBook => {
  const { sender, ...free } = book
  return sender?.by === by ? free : book
}

import { type Instant, passed } from '../incident/instant.ts'
import type { Clock, Journal, Route, Store } from '../ports.ts'
import type { List } from './alert.ts'
import { sayFailing, saySent } from './alert-journal.ts'
import { type AlertBook, next } from './book.ts'
import { type Binding, messageOf } from './message.ts'
import { marked, type Parcel, released, type Sent, settled } from './sending.ts'

export interface DeliveryPorts {
  readonly store: Pick<Store, 'readAlerts' | 'writeAlerts'>
  readonly clock: Clock
  readonly journal: Journal
}

/** Milliseconds that one send may take. */
const deadline = 8_000
/** No send begins later than this after the call; the function ends well before the lease. */
const busyFor = 12_000
/** Nobody else sends for so long: longer than the function may run. */
const lease = 45_000
const recordings = 4

export type BindingOf = (list: List) => Binding

export const isLate = (clock: Clock, start: Instant): boolean => passed(clock, start) > busyFor

/** Whether somebody sends now. A lease that ends too far ahead is the work of a wrong clock. */
export const isBusy = ({ sender }: AlertBook, now: number): boolean =>
  sender !== undefined && sender.until > now && sender.until <= now + lease

/** The book could not be written after the sends: they are repeated, as nobody knows of them. */
export class AlertsUnrecorded extends Error {
  override readonly name = 'AlertsUnrecorded'
  readonly service: string
  constructor(service: string, cause: unknown) {
    super(`what operators of ${service} were told could not be recorded`, { cause })
    this.service = service
  }
}

/** Claims the sending until the lease is over; `false`: somebody else was quicker. */
export const claim = async (
  { store }: DeliveryPorts,
  book: AlertBook,
  by: string,
  now: number,
): Promise<boolean> => {
  const mine = next({ ...book, sender: { by, until: now + lease } })
  if ((await store.writeAlerts(mine)) === 'written') return true
  // Refused: by another sender, or because our own first answer was lost.
  return (await store.readAlerts(book.service))?.sender?.by === by
}

/** Gives one route its digests, until one fails or time is over. */
export const deliver = async (
  ports: DeliveryPorts,
  { route, digests }: Parcel,
  bindingOf: BindingOf,
  start: Instant,
): Promise<Sent> => {
  const took: string[] = []
  for (const alerts of digests) {
    if (isLate(ports.clock, start)) break
    const message = messageOf(route.list, alerts, bindingOf(route.list))
    const answer = await route.send(message, deadline)
    const failed = answer === 'sent' ? undefined : answer.failed
    saySent(ports, route.id, message, failed)
    if (failed !== undefined) return { route: route.id, took, failed }
    took.push(...alerts.map(({ key }) => key))
  }
  return { route: route.id, took }
}

/** Marks what was taken and gives the claim back. `undefined`: somebody has written since, or our own answer was lost. */
const recordOnce = async (
  { store, clock }: DeliveryPorts,
  service: string,
  by: string,
  sent: readonly Sent[],
  routes: readonly Route[],
): Promise<AlertBook | undefined> => {
  const stored = await store.readAlerts(service)
  if (!stored) return undefined
  const now = clock.now()
  const after = next(settled(released(marked(stored, sent, now), by), routes, now))
  return (await store.writeAlerts(after)) === 'written' ? after : undefined
}

/** Records what came of the sends. Throws AlertsUnrecorded. */
export const record = async (
  ports: DeliveryPorts,
  service: string,
  by: string,
  sent: readonly Sent[],
  routes: readonly Route[],
): Promise<void> => {
  let fault: unknown
  for (let tries = 0; tries < recordings; tries++) {
    try {
      const after = await recordOnce(ports, service, by, sent, routes)
      if (after) return sayFailing(ports, after, sent)
    } catch (failed) {
      fault = failed
    }
  }
  throw new AlertsUnrecorded(service, fault)
}

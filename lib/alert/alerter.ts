import { inForce } from '../incident/in-force.ts'
import { type Instant, instant } from '../incident/instant.ts'
import type { Route, Store, UniqueId } from '../ports.ts'
import { ledgerName, type Progress } from '../publish/turn.ts'
import type { Service } from '../service/service.ts'
import { sayDropped } from './alert-journal.ts'
import { type AlertBook, emptyBook, next, noted } from './book.ts'
import { type BindingOf, claim, type DeliveryPorts, deliver, isBusy, isLate, record } from './delivery.ts'
import { due } from './due.ts'
import type { Look } from './look.ts'
import { parcels, settled } from './sending.ts'

/** What telling operators needs of the outside world. */
export interface AlertPorts extends DeliveryPorts {
  readonly store: Pick<Store, 'readRecord' | 'readLedger' | 'readAlerts' | 'writeAlerts'>
  /** Asked only where something is to be sent. */
  readonly routes: () => Promise<readonly Route[]>
  readonly uniqueId: UniqueId
  /** Address of the runbook. */
  readonly guide: string
  /** Makes links that acknowledge an incident with one tap. An alert goes out without one rather than not at all. */
  readonly ackLinks?: () => Promise<AckLink>
}

/** Enough for what comes up meanwhile; the next tick goes on. */
const turnsPerCall = 6

/** `list`: whom it is sent to. */
export type AckLink = (service: string, incident: string, list: string) => string | undefined

type Seen = Look & { readonly book: AlertBook }

const ledgerNames = ({ channels }: Service): readonly string[] =>
  channels.x ? [ledgerName('x', channels.x)] : []

/** The book before the rest: what it knows is never newer than what is looked at. */
const look = async ({ store, clock }: AlertPorts, service: Service): Promise<Seen | undefined> => {
  const book = (await store.readAlerts(service.id)) ?? emptyBook(service.id)
  const seen = await store.readRecord(service.id)
  if (!seen) return undefined
  const its = inForce(service, seen)
  const found = await Promise.all(ledgerNames(its).map(name => store.readLedger(service.id, name)))
  const ledgers = found.filter(ledger => ledger !== undefined)
  return { service: its, policy: its.alerts, record: seen, ledgers, book, now: clock.now() }
}

const noLink: AckLink = () => undefined

const linksOf = async ({ ackLinks, clock, journal }: AlertPorts): Promise<AckLink> => {
  try {
    return (await ackLinks?.()) ?? noLink
  } catch {
    // What was thrown may quote a secret.
    const text = 'the keys of links could not be read: alerts go out without a link'
    journal.say({ at: clock.now(), kind: 'alarm', alarm: 'no-links', text, metrics: { Alarms: 1 } })
    return noLink
  }
}

const bindingOf = async (ports: AlertPorts, { service, now }: Look): Promise<BindingOf> => {
  const link = await linksOf(ports)
  const { id, code } = service
  return list => ({
    service: id,
    code,
    at: now,
    guide: ports.guide,
    ackLink: incident => link(id, incident, list),
  })
}

/** `tired`: routes that failed in this call; they rest until the next one. */
const turn = async (
  ports: AlertPorts,
  service: Service,
  start: Instant,
  tired: Set<string>,
): Promise<Progress> => {
  const seen = await look(ports, service)
  if (!seen) return 'rest'
  const { book, dropped } = noted(seen.book, due(seen), seen.now)
  const routes = book.pending.length > 0 ? await ports.routes() : []
  const isForMe = !isBusy(book, seen.now) && !isLate(ports.clock, start)
  const todo = isForMe ? parcels(book, routes, tired) : []
  if (todo.length === 0) {
    const rest = settled(book, routes, seen.now)
    // Whoever sends now finds in the book what was seen here.
    if (rest !== seen.book && (await ports.store.writeAlerts(next(rest))) === 'conflict') return 'again'
    sayDropped(ports, dropped)
    return 'rest'
  }
  const by = ports.uniqueId()
  if (!(await claim(ports, book, by, seen.now))) return 'again'
  sayDropped(ports, dropped)
  const binding = await bindingOf(ports, seen)
  const sent = await Promise.all(todo.map(parcel => deliver(ports, parcel, binding, start)))
  for (const { route, failed } of sent) if (failed !== undefined) tired.add(route)
  await record(ports, service.id, by, sent, routes)
  return 'again'
}

/** Tells operators what they should know of one service and do not yet. Safe to call at any time, any number of times. */
export const tellOperators = async (ports: AlertPorts, service: Service): Promise<void> => {
  const start = instant(ports.clock)
  const tired = new Set<string>()
  for (let turns = 0; turns < turnsPerCall; turns++)
    if ((await turn(ports, service, start, tired)) === 'rest') return
}

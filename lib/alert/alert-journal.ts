import type { Clock, Journal } from '../ports.ts'
import type { Alert } from './alert.ts'
import type { AlertBook } from './book.ts'
import type { AlertMessage } from './message.ts'
import type { Sent } from './sending.ts'

interface Ports {
  readonly clock: Clock
  readonly journal: Journal
}

/** One line for each message that a route took, or did not. Links stay out: whoever reads them may use them. */
export const saySent = (
  { clock, journal }: Ports,
  route: string,
  { service, list, severity, title, alerts }: AlertMessage,
  failed: string | undefined,
): void =>
  journal.say({
    at: clock.now(),
    kind: 'alert',
    service,
    route,
    list,
    severity,
    title,
    keys: alerts.map(({ key }) => key),
    ...(failed !== undefined && { failed }),
  })

const sayAlarm = ({ clock, journal }: Ports, service: string, alarm: string, text: string): void =>
  journal.say({ at: clock.now(), kind: 'alarm', service, alarm, text, metrics: { Alarms: 1 } })

/** Given up. */
export const sayDropped = (ports: Ports, dropped: readonly Alert[]): void => {
  for (const { service, key, title } of dropped)
    sayAlarm(ports, service, 'alert-dropped', `${key} was not taken by every route and is given up: ${title}`)
}

/** A route that fails so often in a row is a person's business, and again every hour of ticks. */
const isTooOften = (times: number): boolean => times === 3 || (times > 0 && times % 60 === 0)

/** Routes that have just failed too often. */
export const sayFailing = (
  ports: Ports,
  { service, failing }: Pick<AlertBook, 'service' | 'failing'>,
  sent: readonly Sent[],
): void => {
  for (const { route, failed } of sent) {
    const times = failing[route]?.times ?? 0
    if (failed !== undefined && isTooOften(times))
      sayAlarm(ports, service, 'route-failing', `${route} failed ${times} times in a row (${failed})`)
  }
}

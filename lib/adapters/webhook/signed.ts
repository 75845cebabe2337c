import { createHmac } from 'node:crypto'
import { runbook } from '../../alert/alert.ts'
import type { AlertMessage } from '../../alert/message.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** The body of the plain webhook. `alerts` have what people read in `title` and `text`; instants are ISO 8601, UTC. */
export const plainBody = ({ service, at, list, severity, title, alerts, sections }: AlertMessage): string =>
  JSON.stringify({
    schema: 1,
    service,
    at: iso(at),
    list,
    severity,
    title,
    alerts: alerts.map(alert => {
      const ack = sections.find(section => section.ack?.incident === alert.incident)?.ack?.link
      return { ...alert, at: iso(alert.at), runbook: runbook[alert.kind], ...(ack && { ack }) }
    }),
  })

/**
 * The header `x-atalaya-signature`: `t=<epoch seconds>,v1=<hex>`, where v1 is HMAC-SHA256 of `<t>.<body>` under the key.
 * Whoever receives it computes v1 over the body's bytes as they came, compares in constant time, and refuses a `t` that is
 * more than some minutes away.
 */
export const signature = (key: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`

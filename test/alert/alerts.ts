import type { Alert } from '../../lib/alert/alert.ts'
import type { AlertMessage } from '../../lib/alert/message.ts'
import { messageOf } from '../../lib/alert/message.ts'

/** An alert about an incident of the Sede. */
export const anAlert = (key: string, at: number, over: Partial<Alert> = {}): Alert => ({
  key,
  kind: 'incident-opened',
  severity: 'critical',
  list: 'first',
  service: 'seguridad-social',
  components: ['sede'],
  departments: ['GISS'],
  incident: 'SS-0001',
  at,
  title: 'SS-0001: no funciona la Sede Electrónica',
  text: 'La Sede Electrónica. Responsable: GISS.\nPasa desde las 11:00.',
  ...over,
})

export const ackLink = 'https://atalaya.example/ack/a-token'
const at = Date.parse('2026-11-21T10:03:05Z')

/** The message about some alerts, as a route gets it. */
export const aMessage = (alerts: readonly Alert[] = [anAlert('SS-0001/1', at)], over = {}): AlertMessage =>
  messageOf('first', alerts, {
    service: 'seguridad-social',
    code: 'SS',
    at,
    guide: 'https://example.org/runbook.md',
    ackLink: () => ackLink,
    ...over,
  })

/** What operators are told, in the order in which a digest names it. */
export const alertKinds = [
  'incident-opened',
  'incident-worsened',
  'escalated',
  'unacknowledged',
  'acknowledgement-lapsed',
  'component-bad',
  'maintenance-overrun',
  'component-blind',
  'post-unclear',
  'post-refused',
  'post-waiting',
  'credits-out',
  'credits-low',
  'posting-held',
  'certificate-expiring',
  'incident-ended',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** `critical`: citizens are hurt now; `warning`: they soon may be; `info`: nothing to do. */
export const urgencies = ['critical', 'warning', 'info'] as const
export type Urgency = (typeof urgencies)[number]

/** Who is told: the team on call, or those behind them. */
export const lists = ['first', 'second'] as const
export type List = (typeof lists)[number]

/** One thing to tell operators, once. Its words are in Spanish and frozen when it is first seen. */
export interface Alert {
  /** The same for the same fact, whenever it is looked at. */
  readonly key: string
  readonly kind: AlertKind
  readonly severity: Urgency
  readonly list: List
  readonly service: string
  /** Ids, the worst first. */
  readonly components: readonly string[]
  /** Who owns the components, each once. */
  readonly departments: readonly string[]
  readonly incident?: string
  /** Epoch milliseconds: when it came to be so. */
  readonly at: number
  /** 70 characters at most: one SMS. */
  readonly title: string
  /** Lines. */
  readonly text: string
}

/** Headings of docs/runbook.md, as their anchors. Where an alarm says the same, they share one. */
export const runbook: Readonly<Record<AlertKind, string>> = {
  'incident-opened': 'incident-opened',
  'incident-worsened': 'incident-worsened',
  'incident-ended': 'incident-ended',
  escalated: 'not-acknowledged',
  unacknowledged: 'not-acknowledged',
  'acknowledgement-lapsed': 'not-acknowledged',
  'component-bad': 'component-bad',
  'component-blind': 'component-blind',
  'maintenance-overrun': 'maintenance-overrun',
  'certificate-expiring': 'certificate-expiring',
  'post-unclear': 'post-unclear',
  'post-refused': 'post-refused',
  'post-waiting': 'post-waiting',
  'credits-low': 'credits-low',
  'credits-out': 'channel-unpaid',
  'posting-held': 'posting-held',
}

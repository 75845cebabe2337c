import * as v from 'valibot'

/** What infra/ and the functions agree on: names of events, environment, keys and metrics. */

export const source = 'atalaya'
export const schemaVersion = 1

export const detailTypes = [
  'incident.opened',
  'incident.updated',
  'incident.acknowledged',
  'incident.noted',
  'incident.resolved',
  'maintenance.planned',
  'maintenance.started',
  'maintenance.ended',
  'maintenance.overrun',
  'maintenance.cancelled',
  'notice.published',
  'component.changed',
  'certificate.expiring',
  'posting.changed',
] as const
export type DetailType = (typeof detailTypes)[number]

/** The detail of every event. `id` is ours and the same on every repeat; EventBridge's own id is not. */
export const detailSchema = v.object({
  schema: v.literal(schemaVersion),
  /** `<incident>/<step>`, `<component>/<health>/<epoch milliseconds>`, or `@<channel>/<what>/<epoch milliseconds>`. */
  id: v.string(),
  service: v.string(),
  /** ISO 8601, UTC. */
  at: v.string(),
  components: v.array(v.string()),
  incident: v.optional(v.string()),
  step: v.optional(v.number()),
  /** What the step or change is about, such as `outage`, `worse`, `recovered`, `down`. */
  what: v.string(),
})

export interface BusEvent {
  readonly type: DetailType
  readonly detail: v.InferOutput<typeof detailSchema>
}

/** The functions: functions/<name>.ts exports `wire` and `handler`; infra/ makes one Lambda of each (publish: one per channel; vantage: one per region). */
export const functionNames = ['probe', 'publish', 'page', 'operate', 'alert', 'vantage'] as const
export type FunctionName = (typeof functionNames)[number]

/** Environment of the functions. AWS_REGION and AWS_ENDPOINT_URL_<SERVICE> are the SDK's own names. */
export const environment = {
  table: 'TABLE_NAME',
  bus: 'BUS_NAME',
  /** JSON: an array of services as in their files, absolute or beside the code. */
  services: 'SERVICES_FILE',
  /** JSON: ARNs of the functions in other regions that look for the probe, by region. */
  vantages: 'VANTAGES',
  /** The address of this machine that looks at other addresses of it leave from. Only for a local run. */
  localAddress: 'LOCAL_ADDRESS',
  /** The round's length as a duration, `60s`. */
  round: 'ROUND',
  /** CloudWatch namespace of the metrics; one per stack. */
  metrics: 'METRICS_NAMESPACE',
  /** The bucket that the page's files lie in. */
  bucket: 'PAGE_BUCKET',
  /** Where the public reads them, without a slash at its end. */
  pageUrl: 'PAGE_URL',
  /** The channel of a publisher, `x`. */
  channel: 'CHANNEL',
  /** The secret that holds X's four values. */
  secret: 'X_SECRET_ID',
  /** Topics of the team on call and of those behind it; `journal` in a local run, where the line is the message. */
  firstTopic: 'FIRST_TOPIC_ARN',
  secondTopic: 'SECOND_TOPIC_ARN',
  /** JSON: the webhooks of the operators, instead of the secret's. Only for a local run. */
  webhooks: 'ATALAYA_WEBHOOKS',
  /** Where operators read the runbook, without a heading. */
  runbook: 'RUNBOOK_URL',
  /** Another address than https://api.x.com, for a stand-in. */
  xUrl: 'X_URL',
  /** Told once a minute that rounds were taken in: a dead-man's switch of somebody else's. Its path is a secret. */
  heartbeat: 'HEARTBEAT_URL',
  /** The mode that a service's channels begin with; that of its file, if unset, as in a local run. */
  firstMode: 'FIRST_MODE',
  /** The stack's name, which its alarms begin with; unset in a local run. */
  stack: 'STACK_NAME',
  /** A JSON array of the keys of links, for a run without the secret. */
  linkKeys: 'LINK_KEYS',
  /** The address that links begin with. */
  operateUrl: 'OPERATE_URL',
} as const

/** One table: `pk` = `service#<id>`, `sk` = `record`, `alerts`, `ledger#<channel>`, `incident#<id>`, `day#<date>`, `hour#<hour>`, `audit#<chain>#<n>#<hash>`, `broken#<item>#<hash>`. */
export const table = {
  pk: 'pk',
  sk: 'sk',
  ttl: 'expires',
  index: { name: 'live', pk: 'live', sk: 'pk' },
} as const

/** Metrics in the embedded format, written as log lines by the functions; an alarm in infra/ watches each. No dimensions. */
export const metrics = {
  /** One for each round of a service that was taken in. */
  rounds: 'Rounds',
  /** 1 for a round in which nothing could be told of any component, else 0. */
  blind: 'Blind',
  /** 1 for a post that is refused, unclear, unpaid, or in doubt for ten minutes: its line says which. */
  postTrouble: 'PostTrouble',
  /** Anything else that somebody must look at: clock faults, another account, an outbox that stays full. */
  alarms: 'Alarms',
} as const
export type Metric = (typeof metrics)[keyof typeof metrics]

/** What EventBridge Scheduler sends to a probe. One schedule of all `beats`: see HEARTBEAT_URL. */
export const probeEventSchema = v.object({
  services: v.array(v.string()),
  scheduledTime: v.string(),
  beats: v.optional(v.boolean(), false),
})
/** What EventBridge Scheduler sends to a publisher; events of the bus come as EventBridge sends them. */
export const tickEventSchema = v.object({ tick: v.literal(true) })

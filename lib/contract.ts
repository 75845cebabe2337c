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

/** The functions: functions/<name>.ts exports `wire` and `handler`; infra/ makes one Lambda of each (publish: one per channel). */
export const functionNames = ['probe', 'publish', 'operate', 'alert'] as const
export type FunctionName = (typeof functionNames)[number]

/** Environment of the functions. AWS_REGION and AWS_ENDPOINT_URL_<SERVICE> are the SDK's own names. */
export const environment = {
  table: 'TABLE_NAME',
  bus: 'BUS_NAME',
  /** JSON: an array of services as in their files, absolute or beside the code. */
  services: 'SERVICES_FILE',
  /** The round's length as a duration, `60s`. */
  round: 'ROUND',
  /** CloudWatch namespace of the metrics; one per stack. */
  metrics: 'METRICS_NAMESPACE',
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

/** Metrics in the embedded format, written as log lines by the functions; alarms in infra/ watch them. No dimensions. */
export const metrics = {
  /** One for each round of a service that was taken in. */
  rounds: 'Rounds',
  /** 1 for a round in which nothing could be told of any component, else 0. */
  blind: 'Blind',
  /** Seconds since the oldest event in an outbox that the bus has not taken. */
  outboxAge: 'OutboxAge',
  /** Seconds that a post has been `unknown`. */
  unknownAge: 'PostUnknownAge',
  /** Posts that became `unclear`: a person must look. */
  unclear: 'PostsUnclear',
  refused: 'PostsRefused',
  /** A channel answered 402: no credits. */
  unpaid: 'ChannelUnpaid',
  /** Anything else that somebody must look at: clock faults, another account, a channel that owes an end. */
  alarms: 'Alarms',
} as const
export type Metric = (typeof metrics)[keyof typeof metrics]

/** What EventBridge Scheduler sends to a probe. */
export const probeEventSchema = v.object({ services: v.array(v.string()), scheduledTime: v.string() })
/** What EventBridge Scheduler sends to a publisher; events of the bus come as EventBridge sends them. */
export const tickEventSchema = v.object({ tick: v.literal(true) })

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
  'component.changed',
  'certificate.expiring',
] as const
export type DetailType = (typeof detailTypes)[number]

/** The detail of every event. `id` is ours and the same on every repeat; EventBridge's own id is not. */
export const detailSchema = v.object({
  schema: v.literal(schemaVersion),
  /** `<incident>/<step>`, or `<component>/<health>/<epoch milliseconds>` for a component. */
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

import type { Incident, ServiceRecord, Tally } from '../incident/record.ts'
import type { Service } from '../service/service.ts'

/** All that the public page of one service is made of; nothing else decides a byte of it. */
export interface PageFacts {
  /** With the modes that are in force. */
  readonly service: Service
  /** Absent before the first round. */
  readonly record: ServiceRecord | undefined
  /** Incidents that left the record, in any order. */
  readonly archived: readonly Incident[]
  /** Finished local days, in any order; today's is in the record. */
  readonly days: readonly Tally[]
  /** Finished hours of the last day and a half, in any order; the one that runs is in the record. */
  readonly hours: readonly Tally[]
  /** Nobody has looked for so long that nothing can be said of now. */
  readonly isStale: boolean
  /** Where the page is read, without a slash at its end, such as `https://estado.example.org`; for feeds and permanent addresses. */
  readonly base: string
}

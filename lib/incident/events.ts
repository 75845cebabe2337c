import type { Outcome } from '../check/check.ts'
import type { Names } from '../service/service.ts'
import type { Approval, Begin, End, Health, IncidentStatus, Member, Update } from './record.ts'

/** What a decision says has happened; `evolve` folds it into the record. Times are epoch milliseconds. */
export type RecordEvent =
  | {
      /** One round was taken in. */
      readonly is: 'looked'
      readonly round: number
      readonly at: number
      readonly components: Readonly<Record<string, Health>>
      readonly muted: Readonly<Record<string, number>>
      readonly outcomes: Readonly<Record<string, { readonly outcome: Outcome; readonly latency?: number }>>
      readonly day: string
      readonly hour: string
    }
  | {
      readonly is: 'changed'
      readonly component: string
      readonly from: Health['is']
      readonly to: Health['is']
      readonly at: number
    }
  | {
      readonly is: 'opened'
      readonly incident: string
      readonly step: Begin
      readonly names: Readonly<Record<string, Names>>
    }
  | { readonly is: 'stepped'; readonly incident: string; readonly step: Begin | Update | End }
  | {
      /** Who is in the incident now, and the names of those who were not before. */
      readonly is: 'joined'
      readonly incident: string
      readonly members: Readonly<Record<string, Member>>
      readonly names: Readonly<Record<string, Names>>
    }
  | { readonly is: 'settled'; readonly incident: string; readonly status: IncidentStatus }
  | { readonly is: 'unsettled'; readonly incident: string; readonly since: number; readonly changed: number }
  | { readonly is: 'steadied'; readonly incident: string }
  | { readonly is: 'muted'; readonly components: readonly string[] }
  | { readonly is: 'expiring'; readonly component: string; readonly expires: number; readonly days: number }
  | { readonly is: 'left'; readonly incident: string }
  | { readonly is: 'requested'; readonly request: string; readonly at: number }
  | { readonly is: 'approved'; readonly approval: Approval }
  | { readonly is: 'published'; readonly ids: readonly string[] }

/** Why a command was not taken: a sentence for the operator. */
export interface Refusal {
  readonly refused: string
}

export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer

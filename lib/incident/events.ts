import type { Names } from '../service/service.ts'
import type { Command } from './command.ts'

import type {
  Approval,
  Begin,
  End,
  Health,
  Hold,
  IncidentStatus,
  Member,
  ModeSwitch,
  Note,
  Origin,
  Ruling,
  Update,
} from './record.ts'
import type { Seen } from './settle.ts'

/** What a decision says has happened; `evolve` folds it into the record. Times are epoch milliseconds. */
export type RecordEvent =
  | {
      /** One round was taken in. */
      readonly is: 'looked'
      readonly round: number
      /** Milliseconds from one round to the next. */
      readonly length: number
      readonly at: number
      /** Where the looks were made from. */
      readonly vantage: string
      readonly components: Readonly<Record<string, Health>>
      readonly muted: Readonly<Record<string, number>>
      readonly outcomes: Readonly<Record<string, Seen>>
      /** Components that a maintenance window covers; absent: none. */
      readonly covered?: readonly string[]
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
      /** A window far ahead has none yet. */
      readonly step?: Begin | End
      readonly names: Readonly<Record<string, Names>>
      readonly origin?: Origin
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
  | { readonly is: 'noted'; readonly incident: string; readonly note: Note }
  | { readonly is: 'muted'; readonly components: readonly string[] }
  | { readonly is: 'lifted'; readonly component: string }
  | { readonly is: 'expiring'; readonly component: string; readonly expires: number; readonly days: number }
  | { readonly is: 'left'; readonly incident: string }
  /** An operator's command was taken in. */
  | { readonly is: 'requested'; readonly command: Command; readonly at: number }
  | { readonly is: 'approved'; readonly approval: Approval }
  /** `channel`: `all` for every one. */
  | { readonly is: 'held'; readonly channel: string; readonly hold: Hold }
  | { readonly is: 'released'; readonly channel: string; readonly at: number }
  /** A channel is put into a mode. */
  | { readonly is: 'switched'; readonly channel: string; readonly mode: ModeSwitch }
  | { readonly is: 'ruled'; readonly ruling: Ruling }
  | { readonly is: 'published'; readonly ids: readonly string[] }

/** Why a command was not taken: a sentence for the operator. */
export interface Refusal {
  readonly refused: string
}

export const refuse = (refused: string): Refusal => ({ refused })

export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer

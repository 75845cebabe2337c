import type { ServiceRecord } from '../incident/record.ts'
import type { Ledger } from '../publish/ledger.ts'
import type { Alerts, Service } from '../service/service.ts'
import type { AlertBook } from './book.ts'

/** All that the rules of alerts read of one service. */
export interface Look {
  readonly service: Service
  readonly policy: Alerts
  readonly record: ServiceRecord
  /** Of the channels in the service's file, in the mode that is in force. */
  readonly ledgers: readonly Ledger[]
  readonly book: Pick<AlertBook, 'told' | 'pending'>
  /** Epoch milliseconds. */
  readonly now: number
}

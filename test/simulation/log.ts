import { type Broken, verify } from '../../lib/audit/chain.ts'
import type { Entry } from '../../lib/audit/entry.ts'
import { logOf } from '../../lib/audit/slice.ts'
import type { ServiceRecord } from '../../lib/incident/record.ts'
import type { Store } from '../../lib/ports.ts'
import type { Ledger } from '../../lib/publish/ledger.ts'

/** The whole log of a day, and where it breaks. */
export interface DayLog {
  readonly record: readonly Entry[]
  readonly ledger: readonly Entry[]
  readonly breaks: readonly Broken[]
}

const nothing = { entries: [], breaks: [] }

const wholeLog = async (store: Store, chain: string, item: ServiceRecord | Ledger | undefined) => {
  if (!item?.trail) return nothing
  const { service, trail } = item
  const entries = await logOf(store, { service, chain }, trail).read(1, trail.n)
  const { n, hash } = trail
  const broken = verify(service, { chain, from: 1, to: n, entries, head: { n, hash } })
  return { entries, breaks: broken ? [broken] : [] }
}

export const dayLog = async (
  store: Store,
  record: ServiceRecord | undefined,
  ledger: Ledger | undefined,
): Promise<DayLog> => {
  const ofRecord = await wholeLog(store, 'record', record)
  const ofLedger = await wholeLog(store, 'x', ledger)
  return {
    record: ofRecord.entries,
    ledger: ofLedger.entries,
    breaks: [...ofRecord.breaks, ...ofLedger.breaks],
  }
}

/** What is wrong with a day's log: a break, a command that is not in it once, a public text that is not in it. */
export const wrongWith = (
  log: DayLog,
  applied: readonly string[],
  texts: readonly string[],
): readonly string[] => {
  const requests = log.record.flatMap(entry => (entry.kind === 'command' ? [entry.request] : []))
  const told = new Set(log.ledger.flatMap(entry => (entry.kind === 'post' ? [entry.text] : [])))
  return [
    ...log.breaks.map(({ chain, why }) => `the log of ${chain} breaks: ${why}`),
    ...applied.filter(one => !requests.includes(one)).map(one => `${one} is not in the log`),
    ...requests.filter((one, n) => requests.indexOf(one) !== n).map(one => `${one} is twice in the log`),
    ...texts.filter(text => !told.has(text)).map(text => `"${text}" is public and not in the log`),
  ]
}

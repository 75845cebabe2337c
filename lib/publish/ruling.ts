import { findIncident } from '../incident/incident.ts'
import type { Ruling, ServiceRecord } from '../incident/record.ts'
import { spend } from './budget.ts'
import type { Entry, Ledger, Told } from './ledger.ts'

/** News that asks anew for a yes to what a person said no to. */
const asksAnew: readonly string[] = ['joined', 'worse', 'note']

/** The no to a notice: it holds until there is more to say of its incident. */
export const skipOf = (record: ServiceRecord, channel: string, notice: string): Ruling | undefined => {
  const [id = ''] = notice.split('/')
  const news = findIncident(record, id)?.steps.findLast(({ facts }) => asksAnew.includes(facts.what))?.at ?? 0
  return record.rulings.findLast(
    one => one.is === 'skip' && one.channel === channel && one.notice === notice && one.at >= news,
  )
}

/** A post in doubt, and what an operator said of it after it became so. */
export interface Ruled {
  readonly entry: Entry
  readonly ruling: Ruling
}

/** The unclear posts of a ledger that an operator has ruled on, by the newest word. */
export const ruledPosts = ({ channel, log }: Ledger, rulings: readonly Ruling[]): readonly Ruled[] =>
  log.flatMap(entry => {
    const ruling = rulings.findLast(
      one => one.channel === channel && one.notice === entry.notice && one.is !== 'skip',
    )
    return entry.state === 'unclear' && ruling && ruling.at > entry.at ? [{ entry, ruling }] : []
  })

const isDown = ({ doubt }: Entry): boolean => doubt?.kind === 'begin'

/** What the public believes by the operator's word; the claim is as if it had never been, if nothing landed. */
const believed = ({ entry, ruling }: Ruled, told: Told): Told | undefined => {
  switch (ruling.is) {
    case 'landed':
      return { ...told, is: isDown(entry) ? 'down' : 'up' }
    case 'absent':
      return entry.doubt?.before
    case 'drop':
    case 'skip':
      return { ...told, is: 'up', silent: true }
    default:
      return ruling.is satisfies never
  }
}

/** Only what that very post left in doubt is settled: what was told since stands. */
const settled = (ledger: Ledger, ruled: Ruled): Ledger['told'] => {
  const [incident = ''] = ruled.entry.notice.split('/')
  const { [incident]: told, ...others } = ledger.told
  if (told?.is !== 'maybe' || told.step !== ruled.entry.doubt?.step) return ledger.told
  const belief = believed(ruled, told)
  return belief ? { ...others, [incident]: belief } : others
}

const words: Readonly<Record<Ruling['is'], string>> = {
  landed: 'it is public',
  absent: 'it is not public',
  drop: 'no more is said of it',
  skip: 'it is not said',
}

/** unclear -> sent, pending or skipped: as an operator says. */
export const asRuled = (ledger: Ledger, ruled: Ruled): Ledger => {
  const { entry, ruling } = ruled
  const { doubt: _, ...post } = entry
  const state = ruling.is === 'landed' ? ('sent' as const) : ('skipped' as const)
  const line: Entry = { ...post, state, why: `${words[ruling.is]}, says ${ruling.by}` }
  return {
    ...ledger,
    version: ledger.version + 1,
    told: settled(ledger, ruled),
    ...(ruling.is === 'absent' && { spent: spend(ledger.spent, -1) }),
    log: ledger.log.map(one => (one === entry ? line : one)),
  }
}

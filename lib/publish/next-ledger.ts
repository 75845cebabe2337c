import type { Draft, Entry, Ledger } from './ledger.ts'

/** What every step of a post is written with. Times are epoch milliseconds. */

const keptEntries = 50

/** The next version of a ledger. */
export const next = (ledger: Ledger, change: Partial<Ledger>): Ledger => ({
  ...ledger,
  ...change,
  version: ledger.version + 1,
})

/** A post that is refused again and again has one line, the newest. */
const isSuperseded = (old: Entry, entry: Entry): boolean =>
  old.state === 'refused' && entry.state === 'refused' && old.notice === entry.notice

/** The log with one more line: the newest, and all that are unclear. */
export const logged = (ledger: Ledger, entry: Entry): readonly Entry[] => {
  const log = [...ledger.log.filter(old => !isSuperseded(old, entry)), entry]
  const fresh = log.length - keptEntries
  return log.filter((one, index) => index >= fresh || one.state === 'unclear')
}

export const entry = (
  draft: Draft,
  state: Entry['state'],
  at: number,
  more: Pick<Entry, 'id' | 'why' | 'doubt' | 'unsent'> = {},
): Entry => ({
  notice: draft.notice,
  state,
  at,
  text: draft.text,
  ...more,
})

import type { Shown } from './entry.ts'

/** Which entries are about one incident: told by what stands outside, so that it is the same of stubs. */

const isNoticeOf = (id: string, notice: string | undefined): boolean => notice?.startsWith(`${id}/`) === true

/** Whether an entry names the incident, whenever it was written down. */
export const concerns = (id: string, entry: Shown): boolean => {
  switch (entry.kind) {
    case 'decision':
      return entry.about === id
    case 'post':
      return isNoticeOf(id, entry.notice)
    case 'command':
      return entry.about === id || isNoticeOf(id, entry.about)
    case 'round':
      return false
    default:
      return entry satisfies never
  }
}

/** Ordinals of the commands that decided something about it: what came of a command follows it, in the same write. */
export const causesOf = (id: string, entries: readonly Shown[]): ReadonlySet<number> => {
  const causes = new Set<number>()
  let command: Shown | undefined
  for (const entry of entries) {
    if (entry.kind === 'command') command = entry
    else if (entry.kind !== 'decision' || entry.at !== command?.at) command = undefined
    else if (entry.about === id) causes.add(command.n)
  }
  return causes
}

/** A stretch of time, epoch milliseconds. */
export interface Spell {
  readonly from: number
  readonly to: number
}

export const isIn = ({ from, to }: Spell, { at }: Pick<Shown, 'at'>): boolean =>
  Date.parse(at) >= from && Date.parse(at) <= to

/** Entries of one chain that are about it: those that name it, what decided it, and what stopped its posts meanwhile. */
export const ownIn = (id: string, entries: readonly Shown[], spell: Spell): readonly Shown[] => {
  const causes = causesOf(id, entries)
  const stops = (entry: Shown): boolean =>
    entry.kind === 'command' &&
    ['hold', 'release', 'mode'].includes(entry.command ?? '') &&
    isIn(spell, entry)
  return entries.filter(entry => concerns(id, entry) || causes.has(entry.n) || stops(entry))
}

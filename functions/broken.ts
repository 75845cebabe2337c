import { ItemSetAside } from '../lib/adapters/set-aside.ts'
import { BrokenItem } from '../lib/incident/schema.ts'
import type { JournalLine } from '../lib/ports.ts'

type BrokenAlarm = JournalLine & { readonly text: string }

const brokenIn = (fault: unknown): BrokenItem | undefined => {
  if (fault instanceof BrokenItem) return fault
  return fault instanceof Error && fault.cause !== undefined ? brokenIn(fault.cause) : undefined
}

const placeOf = (broken: BrokenItem) => {
  if (!(broken instanceof ItemSetAside)) return {}
  const { service, item, kept } = broken
  return { service, item, ...(kept !== undefined && { kept }) }
}

/** The alarm about an item that is not what we write, if a fault is due to one. `kept`: where its copy lies. */
export const brokenAlarm = (fault: unknown, at: number): BrokenAlarm | undefined => {
  const broken = brokenIn(fault)
  return (
    broken && {
      at,
      kind: 'alarm',
      alarm: 'broken-item',
      ...placeOf(broken),
      text: `${broken.message}: nothing is decided or told from it until a person mends it`,
      metrics: { Alarms: 1 },
    }
  )
}

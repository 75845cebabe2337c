import { inForce } from '../incident/in-force.ts'
import type { PageFacts } from '../page/facts.ts'
import type { Making } from '../page/site.ts'
import type { Store } from '../ports.ts'
import type { Service } from '../service/service.ts'
import { type LayPorts, lay } from './lay.ts'
import { type Past, pastKey, readPast } from './past.ts'
import { isStale, shownOf } from './shown.ts'

export interface SitePorts extends LayPorts {
  readonly store: Pick<Store, 'readRecord' | 'readSpan'>
}

/** What makes the files of a site; `siteOf`, but for tests. */
export type Render = (facts: PageFacts) => readonly Making[]

export interface Site {
  readonly service: Service
  /** Of the shelf: '', or a folder that ends in a slash. */
  readonly folder: string
  /** Where it is read, without a slash at its end. */
  readonly base: string
  /** Of a round, milliseconds. */
  readonly length: number
  readonly render: Render
}

/** What a process remembers of a site that it wrote. Without it nothing goes wrong: more is read. */
export interface Memory {
  /** What was shown of it. */
  readonly shown: string
  readonly past: Past | undefined
  /** Absent once they have been trusted for an hour: the next call reads them. */
  readonly marks: ReadonlyMap<string, string> | undefined
}

export interface Kept {
  /** Absent where others kept writing: the next call begins from nothing. */
  readonly memory: Memory | undefined
  /** Paths of the files that were written, below its folder. */
  readonly written: readonly string[]
}

/** Others who write at the same time are few, and want the same. */
const attempts = 3

const sayBroken = ({ clock, journal }: LayPorts, service: string, { broken }: Past) => {
  if (broken.length === 0) return
  const text = `${broken.length} archived items cannot be read: the page goes without them`
  const line = { service, alarm: 'archive-broken', text, error: broken[0], metrics: { Alarms: 1 } }
  journal.say({ at: clock.now(), kind: 'alarm', ...line })
}

const nothing = { days: [], hours: [], archived: [] }

/**
 * Marks first, then the record: whoever wrote until the marks were read knew no newer one, and whoever writes after
 * changes a mark.
 */
const lookAt = async ({ shelf, store }: SitePorts, { service, folder }: Site) => {
  const marks = await shelf.marks(folder)
  return { marks, record: await store.readRecord(service.id) }
}

/** Without a memory, if somebody else wrote meanwhile. */
const once = async (ports: SitePorts, site: Site, memory: Memory | undefined): Promise<Kept> => {
  const { service, folder, base, length } = site
  const newest = memory && (await ports.store.readRecord(service.id))
  if (memory?.shown === shownOf(newest, ports.clock.now(), length)) return { memory, written: [] }
  const { marks, record } = memory?.marks
    ? { marks: memory.marks, record: newest }
    : await lookAt(ports, site)
  const now = ports.clock.now()
  const isSamePast = record !== undefined && memory?.past?.key === pastKey(record)
  const past = isSamePast ? memory?.past : record && (await readPast(ports.store, record))
  if (past && !isSamePast) sayBroken(ports, service.id, past)
  const files = site.render({
    ...(past ?? nothing),
    service: inForce(service, record),
    record,
    isStale: isStale(record, now, length),
    base,
  })
  const laid = await lay(ports, { service: service.id, folder }, files, marks)
  if (!laid.marks) return { memory: undefined, written: laid.written }
  const areOld = memory?.marks !== undefined && !isSamePast
  const shown = shownOf(record, now, length)
  return { memory: { shown, past, marks: areOld ? undefined : laid.marks }, written: laid.written }
}

/**
 * Brings the public files of a service up to its record. Any number may do so at once: an older record's files never
 * cover a newer one's, and what is as it should be is not written. Throws what the store and the shelf throw.
 */
export const keepSite = async (ports: SitePorts, site: Site, memory?: Memory): Promise<Kept> => {
  const written: string[] = []
  let known = memory
  for (let attempt = 0; attempt < attempts; attempt++) {
    const kept = await once(ports, site, known)
    written.push(...kept.written)
    known = kept.memory
    if (known) break
  }
  return { memory: known, written }
}

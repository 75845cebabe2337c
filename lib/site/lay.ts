import type { Making } from '../page/site.ts'
import type { Clock, Journal, Shelf } from '../ports.ts'

export interface LayPorts {
  readonly shelf: Shelf
  readonly clock: Pick<Clock, 'now'>
  readonly journal: Journal
}

export interface Laid {
  /** Absent: another has written since the marks were read, and may know better. */
  readonly marks?: ReadonlyMap<string, string>
  /** Paths of the files that were written, in order. */
  readonly written: readonly string[]
}

/** Whose files: below which folder of the shelf. */
export interface Plot {
  readonly service: string
  /** '', or a folder that ends in a slash. */
  readonly folder: string
}

const describe = (fault: unknown): string => (fault instanceof Error ? `${fault.name}: ${fault.message}` : '')

/** A page that cannot be made stays as it was, and takes no other with it. */
const made = ({ clock, journal }: LayPorts, service: string, { path, make }: Making) => {
  try {
    return make()
  } catch (fault) {
    const text = `${path} could not be made: readers see it as it was`
    const line = { service, alarm: 'page-not-made', text, error: describe(fault), metrics: { Alarms: 1 } }
    journal.say({ at: clock.now(), kind: 'alarm', ...line })
    return undefined
  }
}

/**
 * Writes the files whose bytes are others than those that lie there, one after another, so that whoever reads one finds
 * what it links to. Ends where it meets what another has written meanwhile. Throws what the shelf throws: what was
 * written until then is whole.
 */
export const lay = async (
  ports: LayPorts,
  { service, folder }: Plot,
  files: readonly Making[],
  marks: ReadonlyMap<string, string>,
): Promise<Laid> => {
  const now = new Map(marks)
  const written: string[] = []
  for (const making of files) {
    const file = made(ports, service, making)
    if (!file) continue
    const path = `${folder}${file.path}`
    const mark = ports.shelf.markOf(file.body)
    if (now.get(path) === mark) continue
    if ((await ports.shelf.put({ ...file, path }, now.get(path))) === 'conflict') return { written }
    now.set(path, mark)
    written.push(file.path)
  }
  return { marks: now, written }
}

import { publishToHub } from '../lib/adapters/websub.ts'
import { hubOf, topicsOf } from '../lib/feed/links.ts'
import type { Clock, Journal } from '../lib/ports.ts'
import type { Service } from '../lib/service/service.ts'

/** Milliseconds that a hub may take: the function is ended long after, and whoever subscribed looks again by itself. */
const patience = 3_000
/** For so long the network may show the copy before (see cacheControl): a hub that looks at once may find nothing new. */
const copiesLast = 60_000

interface Ports {
  readonly clock: Pick<Clock, 'now'>
  readonly journal: Journal
}

interface Told {
  readonly topics: readonly string[]
  readonly at: number
}

export type TellHub = (service: Service, base: string, written: readonly string[]) => Promise<void>

/**
 * Tells a service's hub, if it has one, which feeds below `base` were written: at once, and again by the first call after
 * old copies have run out. Nothing depends on it: it never fails, and a hub that did not hear is a line of the journal.
 */
export const hubTeller = ({ clock, journal }: Ports): TellHub => {
  const lately = new Map<string, Told>()
  const dueOf = (id: string, topics: readonly string[]): readonly string[] => {
    const at = clock.now()
    const before = lately.get(id)
    const again = before && at - before.at >= copiesLast ? before.topics : []
    if (again.length > 0) lately.delete(id)
    const kept = lately.get(id)?.topics ?? []
    if (topics.length > 0) lately.set(id, { topics: [...new Set([...kept, ...topics])], at })
    return [...new Set([...again, ...topics])]
  }
  return async (service, base, written) => {
    const hub = hubOf(service, base)
    if (hub === undefined) return
    const asked = await publishToHub(hub, dueOf(service.id, topicsOf(written, base)), patience)
    if (typeof asked === 'string') return
    journal.say({ at: clock.now(), kind: 'fault', service: service.id, where: 'hub', error: asked.failed })
  }
}

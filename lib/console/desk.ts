import type { FactStore } from '../operate/facts.ts'
import type { Reply } from '../operate/operate.ts'
import type { Seal } from '../operate/sealed.ts'
import type { Clock } from '../ports.ts'
import type { Service } from '../service/service.ts'
import type { FromBrowser } from './own-page.ts'

/** What the operators' view needs of the world. */
export interface Desk {
  readonly services: ReadonlyMap<string, Service>
  readonly store: FactStore
  readonly clock: Pick<Clock, 'now'>
  readonly seal: Seal
  /** Newest first. */
  readonly linkKeys: () => Promise<readonly string[]>
  /** Takes a command as it came in. */
  readonly operate: (request: unknown) => Promise<Reply>
}

/** What came in from a browser. */
export interface Visit {
  /** What stands in the path for the names in braces. */
  readonly path: Readonly<Record<string, string>>
  readonly body: string
  readonly headers: FromBrowser
  /** Each `name=value`. */
  readonly cookies: readonly string[]
}

/** Who is there, in a session that holds. */
export interface Sitting {
  readonly desk: Desk
  readonly keys: readonly string[]
  readonly who: string
  /** The code that forms of this session carry. */
  readonly code: string
  readonly host: string
  /** As the browser keeps it. */
  readonly session: string
}

import type { Outcome, Phases } from '../lib/check/check.ts'
import type { BusEvent } from '../lib/contract.ts'
import type { Bus, Clock, Journal, JournalLine, Prober } from '../lib/ports.ts'

/** Hand-written stand-ins of ports: they do what they are told, and remember. */

export interface FakeJournal extends Journal {
  readonly lines: readonly JournalLine[]
  /** Lines of one kind. */
  of(kind: JournalLine['kind']): readonly JournalLine[]
}

export const fakeJournal = (): FakeJournal => {
  const lines: JournalLine[] = []
  return {
    lines,
    say: line => {
      lines.push(line)
    },
    of: kind => lines.filter(line => line.kind === kind),
  }
}

export interface FakeClock extends Clock {
  /** The wall clock shows this from now on; the other clock does not notice. */
  set(now: number): void
}

/** A clock on which time passes only by sleeping, and at once. */
export const fakeClock = (start: number): FakeClock => {
  let wall = start
  let passed = 0
  return {
    now: () => wall,
    monotonic: () => passed,
    sleep: async milliseconds => {
      wall += milliseconds
      passed += milliseconds
    },
    set: now => {
      wall = now
    },
  }
}

export interface FakeBus extends Bus {
  readonly events: readonly BusEvent[]
  /** Ids of the events, in the order in which they were taken. */
  ids(): readonly string[]
  /** What the bus does from now on with what is put into it: returns the ids that it takes. */
  takes(some: Bus['put']): void
}

/** A bus that takes everything, unless told otherwise. */
export const fakeBus = (): FakeBus => {
  const events: BusEvent[] = []
  let take: Bus['put'] = async all => all.map(({ detail }) => detail.id)
  return {
    events,
    ids: () => events.map(({ detail }) => detail.id),
    takes: some => {
      take = some
    },
    put: async all => {
      const taken = await take(all)
      events.push(...all.filter(({ detail }) => taken.includes(detail.id)))
      return taken
    },
  }
}

const status: Readonly<Record<Outcome, number>> = { up: 200, slow: 200, down: 503, blind: 403 }

export interface FakeProber extends Prober {
  /** What looks at this target see from now on. */
  see(url: string, outcome: Outcome): void
}

/** A prober that sees every site up after 120 ms, unless told otherwise. */
export const fakeProber = (phases: () => Phases = () => ({ total: 120 })): FakeProber => {
  const seen = new Map<string, Outcome>()
  return {
    see: (url, outcome) => {
      seen.set(url, outcome)
    },
    look: async target => {
      const outcome = seen.get(target.url) ?? 'up'
      const marker = target.expect.contains[0]
      return {
        is: 'answered',
        status: status[outcome],
        phases: outcome === 'slow' ? { total: target.slow + 1 } : phases(),
        ...(marker !== undefined && { marker }),
        ...(target.expect.title !== undefined && { title: target.expect.title }),
      }
    },
  }
}

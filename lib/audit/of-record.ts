import type { RecordEvent } from '../incident/events.ts'
import type { Names } from '../service/service.ts'
import { append, type Dated, type Trail } from './chain.ts'
import type { CommandFact, Fact, Sighting } from './entry.ts'
import { legible } from './legible.ts'

type Looked = Extract<RecordEvent, { is: 'looked' }>

const sightings = ({ outcomes }: Looked): readonly (readonly [string, Sighting])[] =>
  Object.entries(outcomes).flatMap(([component, { outcome, at, reasons }]) =>
    outcome === 'up'
      ? []
      : [[component, { outcome, at: new Date(at).toISOString(), ...(reasons && { reasons }) }] as const],
  )

const ofRound = (looked: Looked): readonly Fact[] => {
  const seen = sightings(looked)
  if (seen.length === 0) return []
  const { round, length, vantage } = looked
  return [
    {
      kind: 'round',
      round: new Date(round).toISOString(),
      every: length / 1_000,
      vantage,
      seen: Object.fromEntries(seen),
    },
  ]
}

type Requested = Extract<RecordEvent, { is: 'requested' }>

const aboutOf = ({ command }: Requested): Pick<CommandFact, 'about'> => {
  if ('incident' in command) return { about: command.incident }
  return 'notice' in command ? { about: command.notice } : {}
}

const ofCommand = (event: Requested): Fact => {
  const { command: name, by, request, ...asked } = event.command
  return { kind: 'command', command: name, ...aboutOf(event), by, request, asked: legible(asked) }
}

const decision = (decided: string, about: string, facts: object): readonly Fact[] => [
  { kind: 'decision', decided, about, facts: legible(facts) },
]

const inSpanish = (names: Readonly<Record<string, Names>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([id, { es }]) => [id, es]))

/** What is written down of one event. What only follows from a command is in the command. */
const ofEvent = (event: RecordEvent): readonly Fact[] => {
  switch (event.is) {
    case 'looked':
      return ofRound(event)
    case 'requested':
      return [ofCommand(event)]
    case 'changed': {
      const { component, from, to, at } = event
      return decision('changed', component, { from, to, since: at })
    }
    case 'opened': {
      const { incident, step, origin, names } = event
      return decision('opened', incident, { step, origin, names: inSpanish(names) })
    }
    case 'stepped':
      return decision('stepped', event.incident, { step: event.step })
    case 'settled':
      return decision('settled', event.incident, { status: event.status })
    case 'unsettled':
      return decision('unsettled', event.incident, { since: event.since, changed: event.changed })
    case 'steadied':
      return decision('steadied', event.incident, {})
    case 'joined':
    case 'noted':
    case 'muted':
    case 'lifted':
    case 'expiring':
    case 'left':
    case 'approved':
    case 'held':
    case 'released':
    case 'switched':
    case 'ruled':
    case 'published':
      return []
    default:
      return event satisfies never
  }
}

/** When all of this was decided, in one write. */
const momentOf = (events: readonly RecordEvent[]): number => {
  const whole = events.find(event => event.is === 'looked' || event.is === 'requested')
  if (whole) return whole.at
  const steps = events.map(event => (event.is === 'stepped' || event.is === 'opened' ? event.step?.at : 0))
  return Math.max(0, ...steps.map(at => at ?? 0))
}

const isAsked = ({ is }: RecordEvent): boolean => is === 'requested'

/** The trail of a record's next version, after `events`. */
export const recordTrail = (
  service: string,
  trail: Trail | undefined,
  events: readonly RecordEvent[],
): Trail | undefined => {
  const at = momentOf(events)
  // What was asked comes before what came of it.
  const facts = [...events.filter(isAsked), ...events.filter(event => !isAsked(event))]
    .flatMap(ofEvent)
    .map((fact): Dated => ({ at, fact }))
  return append({ service, chain: 'record' }, trail, facts)
}

import type { Journal } from '../ports.ts'
import type { Changed } from './change.ts'
import type { RecordEvent } from './events.ts'
import type { Step } from './record.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Instants of the facts as every other line has them. */
const inIso = (facts: Step['facts']) => ({
  ...facts,
  ...('since' in facts && { since: iso(facts.since) }),
  ...('back' in facts && { back: iso(facts.back) }),
})

const ofStep = (incident: string, step: Step) => ({
  incident,
  step: step.n,
  notice: `${incident}/${step.n}`,
  phase: step.kind,
  ...inIso(step.facts),
})

const line = (event: RecordEvent) => {
  switch (event.is) {
    case 'changed': {
      const { component, from, to, at } = event
      return { kind: 'component' as const, component, from, to, since: iso(at) }
    }
    case 'opened':
      return event.step && { kind: 'incident' as const, ...ofStep(event.incident, event.step) }
    case 'stepped':
      return { kind: 'incident' as const, ...ofStep(event.incident, event.step) }
    case 'expiring':
      return {
        kind: 'alarm' as const,
        alarm: 'certificate',
        component: event.component,
        days: event.days,
        text: `the certificate of ${event.component} ends within ${event.days} days`,
        metrics: { Alarms: 1 },
      }
    case 'requested':
      return { kind: 'command' as const, ...event.command }
    // A command's own line says it.
    case 'approved':
    case 'held':
    case 'released':
    case 'switched':
    case 'ruled':
    case 'noted':
    case 'lifted':
    case 'looked':
    case 'joined':
    case 'settled':
    case 'unsettled':
    case 'steadied':
    case 'muted':
    case 'left':
    case 'published':
      return undefined
    default:
      return event satisfies never
  }
}

/** One line for each thing in a change that people or alarms want to hear of. */
export const tell = (journal: Journal, { record, events }: Changed, now: number): void => {
  for (const event of events) {
    const told = line(event)
    if (told) journal.say({ ...told, at: now, service: record.service })
  }
}

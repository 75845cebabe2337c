import { isWindow, lastBegin, lastEnd, type Window } from '../lib/incident/incident.ts'
import type { Incident } from '../lib/incident/record.ts'
import { onOneLine } from './escaped.ts'
import type { Say } from './local-words.ts'

const aboutOf = ({ names }: Incident): string => {
  const about = Object.keys(names).join(', ')
  return about === '' ? '' : `: ${about}`
}

/** A step of its own time says that it has begun; before, there is only its announcement. */
const hasBegun = ({ steps, origin }: Window): boolean => steps.some(({ at }) => at >= origin.from)

const windowWords = (window: Window, say: Say): string => {
  const { id, status, origin } = window
  const span = `${say(origin.from)} to ${say(origin.to)}`
  const by = `, by ${onOneLine(origin.by)}`
  if (status.is === 'resolved') return `${id} ${status.how}${aboutOf(window)}, planned for ${span}${by}`
  return hasBegun(window)
    ? `${id} running, from ${span}${aboutOf(window)}${by}`
    : `${id} planned for ${span}${aboutOf(window)}${by}`
}

const originWords = ({ origin }: Incident): string => {
  if (origin?.is === 'declared') return `, declared by ${onOneLine(origin.by)} (${origin.what})`
  return origin?.is === 'notice' ? `, a notice by ${onOneLine(origin.by)}` : ''
}

const statusWords = ({ status }: Incident, say: Say): string => {
  switch (status.is) {
    case 'open':
      return 'open'
    case 'acknowledged':
      return `acknowledged by ${onOneLine(status.by)}`
    case 'resolved':
      return status.how === 'told' ? `told ${say(status.at)}` : `resolved (${status.how})`
    default:
      return status satisfies never
  }
}

/** `begun` and `over` are what citizens read, not when it was decided. */
const spellWords = (incident: Incident, say: Say): string => {
  const begin = lastBegin(incident)
  const end = lastEnd(incident)
  if (!begin) return ''
  const isOver = incident.status.is === 'resolved' && end
  return `, begun ${say(begin.facts.since)}${isOver ? `, over ${say(end.facts.back)}` : ''}`
}

/** One incident, window or notice in one line. */
export const incidentWords = (incident: Incident, say: Say): string =>
  isWindow(incident)
    ? `  ${windowWords(incident, say)}`
    : `  ${incident.id} ${statusWords(incident, say)}${aboutOf(incident)}${originWords(incident)}${spellWords(incident, say)}`

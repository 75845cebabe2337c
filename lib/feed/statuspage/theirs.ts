import type { Incident, Member } from '../../incident/record.ts'
import { type ComponentSight, type Mood, moods, type Sight } from '../../page/sight.ts'
import { aboutOf } from '../../page/told.ts'
import type { ComponentStatus, Indicator } from './shapes.ts'

/** Our words in theirs. They have none for not knowing: `before` says what was seen last, and `atalaya.blind` the rest. */
const bySight: Readonly<Record<Sight['is'], ComponentStatus | 'before'>> = {
  never: 'before',
  good: 'operational',
  quiet: 'operational',
  unsure: 'operational',
  checking: 'operational',
  slow: 'degraded_performance',
  flickers: 'partial_outage',
  down: 'major_outage',
  closed: 'under_maintenance',
  blind: 'before',
  stale: 'before',
}

const byHealth = {
  operational: 'operational',
  degraded: 'degraded_performance',
  down: 'major_outage',
} as const satisfies Record<string, ComponentStatus>

/** A component that was never seen is what Statuspage calls a new one: operational. */
export const statusOf = (sight: Sight): ComponentStatus => {
  const status = bySight[sight.is]
  if (status !== 'before') return status
  return 'before' in sight && sight.before ? byHealth[sight.before.is] : 'operational'
}

/** Nobody can tell how it is now. */
export const isBlind = ({ is }: Sight): boolean => moods[is] === 'unknown' && is !== 'checking'

/** What a member of an incident was at one of its steps. */
export const memberStatus = (member: Member | undefined): ComponentStatus =>
  member === undefined || member.is === 'back' ? 'operational' : byHealth[member.is]

/** How bad one incident is, or was at its worst. What never was has no impact. */
export const impactOf = (incident: Incident): Indicator => {
  const { status, members } = incident
  if (aboutOf(incident) === 'window') return 'maintenance'
  if (aboutOf(incident) === 'notice') return 'none'
  if (status.is === 'resolved' && status.how === 'false-alarm') return 'none'
  return Object.values(members).some(({ worst }) => worst === 'down') ? 'major' : 'minor'
}

/**
 * The whole in one word. Where nobody can tell of anything it is `minor`: a watcher that is dead or blind must not read
 * as if all were well, and neither as an outage.
 */
export const indicatorOf = (all: readonly ComponentSight[]): Indicator => {
  const has = (mood: Mood) => all.some(({ sight }) => moods[sight.is] === mood)
  const probed = all.filter(({ isProbed }) => isProbed)
  if (probed.length > 0 && probed.every(({ sight }) => sight.is === 'down')) return 'critical'
  if (has('bad')) return 'major'
  if (has('slow') || isAllBlind(all)) return 'minor'
  return has('closed') ? 'maintenance' : 'none'
}

/** Nothing that looks could tell of can be seen. */
export const isAllBlind = (all: readonly ComponentSight[]): boolean => {
  const probed = all.filter(({ isProbed }) => isProbed)
  return probed.length === 0
    ? all.every(({ sight }) => isBlind(sight))
    : probed.every(({ sight }) => isBlind(sight))
}

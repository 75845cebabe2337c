import type { Observation } from './decide-round.ts'
import { isBad } from './incident.ts'
import type { Bad, Health, Member } from './record.ts'

/** One round's settled beliefs beside what it saw. */
export interface Settled extends Omit<Observation, 'vantage'> {
  readonly healths: Readonly<Record<string, Health>>
  readonly muted: Readonly<Record<string, number>>
  /** Components in a maintenance window: what fails of them opens and joins nothing. */
  readonly covered: ReadonlySet<string>
}

export type Ill = Extract<Health, { is: Bad }>
export type Members = Readonly<Record<string, Member>>

/** Who is bad now and may open something: not what nobody can see at this moment, or what is coming back. */
export const illNow = ({ healths, muted, covered }: Settled): ReadonlyMap<string, Ill> => {
  const ill = new Map<string, Ill>()
  for (const [id, health] of Object.entries(healths)) {
    const isSure = health.blind === undefined && health.against === undefined
    const mayOpen = isSure && muted[id] === undefined && !covered.has(id)
    if (isBad(health) && mayOpen) ill.set(id, health)
  }
  return ill
}

const worse = (a: Bad, b: Bad): Bad => (a === 'down' || b === 'down' ? 'down' : 'degraded')

/** Who is in the incident after this round. A component that the config no longer names leaves without a word. */
export const membersNow = (members: Members, settled: Settled): Members => {
  const next: Record<string, Member> = {}
  for (const [id, member] of Object.entries(members)) {
    const health = settled.healths[id]
    if (!health) continue
    // What was back before its window, and fails in it, stays back for the public.
    if (isBad(health) && member.is === 'back' && settled.covered.has(id)) next[id] = member
    else if (isBad(health))
      next[id] = {
        is: health.is,
        since: member.is === 'back' ? health.since : member.since,
        worst: member.is === 'back' ? health.is : worse(member.worst, health.is),
      }
    else if (member.is === 'back') next[id] = member
    else next[id] = { ...member, is: 'back', at: health.since, late: health.late ?? false }
  }
  for (const [id, health] of illNow(settled))
    next[id] ??= { is: health.is, since: health.since, worst: health.is }
  return next
}

export const isBadMember = (member: Member | undefined): boolean =>
  member !== undefined && member.is !== 'back'

export const isAllBack = (members: Members): boolean => !Object.values(members).some(isBadMember)

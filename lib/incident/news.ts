import type { Service } from '../service/service.ts'
import { nextOrdinal } from './incident.ts'
import { isBadMember, type Members, type Settled } from './members.ts'
import type { Incident, Member, Update } from './record.ts'

/** Beginnings, ends, joins and leaves in the policy's window. */
const turns = (incident: Incident, from: number): number =>
  incident.steps.filter(
    ({ at, kind, facts }) =>
      at >= from && (kind !== 'update' || facts.what === 'joined' || facts.what === 'left'),
  ).length

/** Whether `more` turns now make too many of them. */
export const isFlapping = (incident: Incident, service: Service, at: number, more: number): boolean => {
  const { changes, within } = service.policy.flapping
  return changes > 0 && turns(incident, at - within) + more >= changes
}

const idsWhere = (before: Members, after: Members, test: (was: Member | undefined, now: Member) => boolean) =>
  Object.entries(after)
    .filter(([id, now]) => test(before[id], now))
    .map(([id]) => id)

/** Updates of one round: who left, who joined, who got worse. */
export const news = (incident: Incident, members: Members, { at, healths }: Settled): readonly Update[] => {
  const left = idsWhere(incident.members, members, (was, now) => isBadMember(was) && now.is === 'back')
  const fallen = idsWhere(incident.members, members, (was, now) => !isBadMember(was) && now.is !== 'back')
  const worsened = idsWhere(
    incident.members,
    members,
    (was, now) => was?.is === 'degraded' && now.is === 'down',
  )
  const told = [
    { what: 'left' as const, components: left },
    { what: 'joined' as const, components: fallen },
    { what: 'worse' as const, components: worsened },
  ].filter(({ components }) => components.length > 0)
  const first = nextOrdinal(incident)
  return told.map(({ what, components }, index) => {
    const times = components.map(id => {
      const member = members[id]
      // A member fails since it was slow; it is down since its health is.
      if (what === 'worse') return healths[id]?.since
      return member?.is === 'back' ? member.at : member?.since
    })
    const known = times.filter(time => time !== undefined)
    return { n: first + index, kind: 'update', at, facts: { what, components, since: Math.min(...known) } }
  })
}

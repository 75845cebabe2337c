import { isEnd } from '../incident/incident.ts'
import type { Bad, Incident, Member, Step } from '../incident/record.ts'

type Members = Readonly<Record<string, Member>>

/** How bad a component was as it joined: a later step that says worse means that it was only slow before. */
const fellAs = (id: string, step: Step, { members, steps }: Incident): Bad => {
  if (step.facts.what === 'degraded' || members[id]?.worst === 'degraded') return 'degraded'
  const next = steps.find(
    later =>
      later.n > step.n &&
      (later.kind !== 'update' || ('components' in later.facts && later.facts.components.includes(id))),
  )
  return next?.facts.what === 'worse' ? 'degraded' : 'down'
}

const worst = (before: Member | undefined, is: Bad): Bad =>
  before !== undefined && before.is !== 'back' && before.worst === 'down' ? 'down' : is

const back = (member: Member, at: number, late: boolean): Member =>
  member.is === 'back' ? member : { is: 'back', since: member.since, worst: member.worst, at, late }

const bad = (before: Member | undefined, is: Bad, since: number): Member => ({
  is,
  since: before !== undefined && before.is !== 'back' ? before.since : since,
  worst: worst(before, is),
})

const changed = (members: Members, step: Step, incident: Incident): Members => {
  if (step.facts.what === 'recovery') {
    const { back: at, late } = step.facts
    return Object.fromEntries(Object.entries(members).map(([id, one]) => [id, back(one, at, late)]))
  }
  if (!('components' in step.facts) || step.facts.what === 'planned') return members
  const { what, components, since } = step.facts
  const next = components.map((id): [string, Member] => {
    const before = members[id]
    if (what === 'left' && before) return [id, back(before, since, false)]
    return [id, bad(before, what === 'worse' ? 'down' : fellAs(id, step, incident), since)]
  })
  return { ...members, ...Object.fromEntries(next) }
}

const namesUntil = ({ names, origin }: Incident, members: Members): Incident['names'] =>
  origin !== undefined
    ? names
    : Object.fromEntries(Object.entries(names).filter(([id]) => Object.hasOwn(members, id)))

/**
 * An incident as it was when one of its steps came, from the steps alone: what is told of a step stays as it was,
 * whatever came later.
 */
export const asOf = (incident: Incident, step: Step): Incident => {
  const steps = incident.steps.filter(({ n }) => n <= step.n)
  const members = steps.reduce<Members>((so, one) => changed(so, one, incident), {})
  return {
    ...incident,
    status: isEnd(step) ? incident.status : { is: 'open' },
    members,
    names: namesUntil(incident, members),
    steps,
  }
}

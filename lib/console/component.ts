import { isOpen } from '../incident/incident.ts'
import type { Bad, Health, Incident, ServiceRecord } from '../incident/record.ts'
import type { Freshness } from '../page/freshness.ts'
import { type Calendar, saidAt, saidSince } from '../page/moment.ts'
import { capital } from '../page/speech.ts'
import { declaredWords } from '../page/step.ts'
import { type Component, nameIn, targetsOf } from '../service/service.ts'

/** What a state means to a reader; never told by its colour alone. `quiet`: nobody looks, and nobody has said a word. */
export type Tone = 'good' | 'slow' | 'bad' | 'unknown' | 'quiet'

export interface ComponentView {
  readonly id: string
  readonly name: string
  readonly tone: Tone
  /** Such as `No funciona`. */
  readonly state: string
  /** Such as `desde las 10:41`; absent if there is nothing to add. */
  readonly detail?: string
}

type Said = Pick<ComponentView, 'tone' | 'state' | 'detail'>

const states = {
  operational: { tone: 'good', state: 'Funciona', before: 'funcionaba' },
  degraded: { tone: 'slow', state: 'Va mal o muy lento', before: 'iba mal o muy lento' },
  down: { tone: 'bad', state: 'No funciona', before: 'no funcionaba' },
} as const

const unsure = { tone: 'unknown', state: 'No lo sabemos' } as const

const ofHealth = (health: Health, round: number, limit: number, calendar: Calendar): Said => {
  const { tone, state } = states[health.is]
  if (health.is === 'operational') return { tone, state }
  const since = saidSince(health.since, calendar)
  // Rounds went on, but none could see it: what is told is what was seen last.
  const detail =
    round - health.seen > limit ? `${since}; ${saidAt(health.seen, calendar)} lo vimos por última vez` : since
  return { tone, state, detail }
}

const ofOld = (health: Health, round: number, calendar: Calendar): Said => ({
  ...unsure,
  detail: `${saidAt(round, calendar)} ${states[health.is].before}`,
})

interface Reported {
  readonly is: Bad
  readonly since: number
  /** Operators' word for it, where they gave one. */
  readonly said?: string
}

/** What open incidents say of a component: all there is of one that no probe sees. */
const reported = (component: string, incidents: readonly Incident[]): Reported | undefined =>
  incidents.filter(isOpen).flatMap(({ members, origin }) => {
    const member = members[component]
    if (member === undefined || member.is === 'back') return []
    return origin?.is === 'declared' ? [{ ...member, said: declaredWords[origin.what] }] : [member]
  })[0]

const ofDeclared = (component: string, incidents: readonly Incident[], calendar: Calendar): Said => {
  const member = reported(component, incidents)
  if (member === undefined) return { tone: 'quiet', state: 'Sin avisos' }
  const { tone, state } = states[member.is]
  return { tone, state: member.said ?? state, detail: saidSince(member.since, calendar) }
}

/** All that decides how a component reads. `limit`: milliseconds after which what was seen is old. */
export interface Sighting {
  readonly record: ServiceRecord | undefined
  readonly freshness: Freshness
  readonly limit: number
  readonly calendar: Calendar
}

/** Whether nobody can tell now: what is believed of the component rests on older looks. */
const isUnseen = (record: ServiceRecord, component: string): boolean =>
  record.components[component]?.blind !== undefined

const said = (component: Component, { record, freshness, limit, calendar }: Sighting): Said => {
  if (targetsOf(component).length === 0) return ofDeclared(component.id, record?.incidents ?? [], calendar)
  const health = record?.components[component.id]
  if (record === undefined || health === undefined) return { ...unsure, detail: 'todavía no hemos mirado' }
  if (isUnseen(record, component.id) && health.is === 'operational')
    return { ...unsure, detail: 'no lo podemos ver; el problema puede ser nuestro' }
  if (isUnseen(record, component.id))
    return ofOld(health, health.is === 'operational' ? record.round : health.seen, calendar)
  if (freshness !== 'fresh') return ofOld(health, record.round, calendar)
  return ofHealth(health, record.round, limit, calendar)
}

/** A component's present state in plain Spanish. What was seen too long ago is told as past, never as present. */
export const componentView = (component: Component, sighting: Sighting): ComponentView => ({
  id: component.id,
  name: capital(nameIn(component.name, 'es')),
  ...said(component, sighting),
})

import * as v from 'valibot'
import type { Outcome } from '../lib/check/check.ts'
import type { Asked } from '../lib/incident/command.ts'
import { decideCommand } from '../lib/incident/decide-command.ts'
import { decideRound, type Observation } from '../lib/incident/decide-round.ts'
import { isRefusal, type RecordEvent } from '../lib/incident/events.ts'
import { emptyRecord, evolved } from '../lib/incident/evolve.ts'
import type { ServiceRecord } from '../lib/incident/record.ts'
import { type Service, type ServiceFile, serviceSchema } from '../lib/service/service.ts'

export const minute = 60_000
/** 11:00 in Madrid, a Saturday. */
export const eleven = Date.parse('2026-11-21T10:00:00Z')

const sites = ['sede', 'web', 'cita'] as const

/** A service with three probed components and its offices. */
export const aService = (over: Partial<ServiceFile> = {}): Service =>
  v.parse(serviceSchema, {
    id: 'seguridad-social',
    code: 'SS',
    name: { es: 'la Seguridad Social' },
    components: [
      ...sites.map(id => ({
        id,
        name: { es: { sede: 'la Sede Electrónica', web: 'la web', cita: 'la cita previa' }[id] },
        targets: [{ url: `https://${id}.example/` }],
      })),
      { id: 'oficinas', name: { es: 'las oficinas' }, declared: true },
    ],
    ...over,
  })

const outcomes: Readonly<Record<string, Outcome>> = { u: 'up', s: 'slow', d: 'down', b: 'blind' }

export interface Story {
  readonly record: ServiceRecord
  /** The instant of the next round. */
  readonly at: number
  readonly events: readonly RecordEvent[]
}

export const beginning = (at = eleven): Story => ({ record: emptyRecord('seguridad-social'), at, events: [] })

/** What one round of the minute `at` sees; a component that is not named is up. */
export const round = (at: number, seen: Readonly<Record<string, string>>): Observation => ({
  round: at,
  length: minute,
  at: at + 5_000,
  vantage: 'home',
  components: Object.fromEntries(
    sites.map(id => [id, { outcome: outcomes[seen[id] ?? 'u'] ?? 'up', at: at + 1_000, latency: 120 }]),
  ),
})

/**
 * Lives through one round a minute: `live(story, service, { sede: 'dddu' })` is four rounds.
 * u up, s slow, d down, b blind; `.` is a minute in which nobody looked at anything.
 */
export const live = (story: Story, service: Service, rounds: Readonly<Record<string, string>>): Story => {
  const length = Math.max(...Object.values(rounds).map(letters => letters.length))
  let { record, at } = story
  const events: RecordEvent[] = []
  for (let n = 0; n < length; n++, at += minute) {
    const seen = Object.fromEntries(Object.entries(rounds).map(([id, letters]) => [id, letters[n] ?? 'u']))
    if (Object.values(seen).includes('.')) continue
    const told = decideRound(record, service, round(at, seen))
    events.push(...told)
    if (told.length > 0) record = evolved(record, told)
  }
  return { record, at, events }
}

let requests = 0

/** An operator's command after the story's last round. Throws the words of a refusal. */
export const say = (story: Story, service: Service, asked: Asked, by = 'ana'): Story => {
  const command = { ...asked, request: `request-${++requests}`, by }
  const events = decideCommand(story.record, service, command, story.at)
  if (isRefusal(events)) throw new Error(events.refused)
  return { ...story, record: events.length > 0 ? evolved(story.record, events) : story.record, events }
}

/** The steps of one incident: `begin planned`, `end overrun`. */
export const stepsOf = ({ record }: Pick<Story, 'record'>, id: string): readonly string[] =>
  (record.incidents.find(one => one.id === id)?.steps ?? []).map(({ kind, facts }) => `${kind} ${facts.what}`)

/** The steps of the only, or newest, incident: `begin outage`, `update joined`, `end recovery`. */
export const steps = ({ record }: Story): readonly string[] =>
  (record.incidents.at(-1)?.steps ?? []).map(({ kind, facts }) => `${kind} ${facts.what}`)

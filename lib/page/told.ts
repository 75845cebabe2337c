import { isBegin, isOpen, isWindow } from '../incident/incident.ts'
import type { Incident, Step } from '../incident/record.ts'
import { noticeOf } from '../publish/notice.ts'
import type { Service } from '../service/service.ts'
import { compose, editionOf } from '../words/compose.ts'
import type { PageFacts } from './facts.ts'
import type { Speech } from './speech.ts'
import { asOf } from './then.ts'

/** One notice of an incident, as it was told when its step came. */
export interface Told {
  readonly n: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Without the sign and the code that posts carry: on a page, what stands beside it says the same in words. */
  readonly text: string
}

/** The public hears of a window once it is announced. */
export const isPublic = (incident: Incident): boolean => !isWindow(incident) || incident.steps.length > 0

/** The steps that the public hears of: that the body knows is its own word, and no news of what it declared itself. */
export const heardSteps = ({ steps, origin }: Incident, { official }: Service): readonly Step[] =>
  steps.filter(({ facts }) => facts.what !== 'acknowledged' || (official && origin === undefined))

const sign = /^\p{Extended_Pictographic}\uFE0F? /u

const toldOf = (incident: Incident, step: Step, service: Service, speech: Speech): Told => {
  const { timeZone } = service
  const isNews = !incident.steps.some(one => isBegin(one) && one.n < step.n)
  const due = { incident: asOf(incident, step), step, kind: step.kind }
  const notice = noticeOf(due, { now: step.at, timeZone, isNews })
  const text = compose(notice, { ...editionOf(service, speech.language), now: step.at })
  return { n: step.n, at: step.at, text: text.replace(sign, '').replace(` (${incident.id})`, '') }
}

/** What the public is told of an incident, the newest first. A text never changes with what came later. */
export const toldOfIncident = (incident: Incident, service: Service, speech: Speech): readonly Told[] =>
  heardSteps(incident, service)
    .map(step => toldOf(incident, step, service, speech))
    .toReversed()

/** Only a failure says that something fails; a window is maintenance, and a notice only informs. */
export type About = 'failure' | 'window' | 'notice'

export const aboutOf = ({ origin }: Incident): About =>
  origin === undefined || origin.is === 'declared' ? 'failure' : origin.is

/** When it began, or begins. Epoch milliseconds. */
export const beginningOf = ({ origin, steps }: Incident): number => {
  if (origin?.is === 'window') return origin.from
  const first = steps[0]
  if (first === undefined) return 0
  return first.kind === 'begin' ? first.facts.since : first.at
}

/** When it was over; absent while it is open. Epoch milliseconds. */
export const endOf = (incident: Incident): number | undefined => {
  if (incident.status.is !== 'resolved') return undefined
  const last = incident.steps.findLast(step => step.kind === 'end')
  return last?.kind === 'end' ? last.facts.back : incident.status.at
}

/** Every incident that the public may read of, the newest first; the record's own copy before an archived one. */
export const publicIncidents = ({ record, archived }: PageFacts): readonly Incident[] => {
  const kept = new Map(archived.map(incident => [incident.id, incident]))
  for (const incident of record?.incidents ?? []) kept.set(incident.id, incident)
  return [...kept.values()]
    .filter(isPublic)
    .toSorted((a, b) => beginningOf(b) - beginningOf(a) || (a.id < b.id ? 1 : -1))
}

const shown = 7 * 86_400_000

/** The incidents of the front page, each in the one section that it belongs to. `now`: the last look. */
export const sortedOut = (all: readonly Incident[], now: number) => {
  const lately = all.filter(
    one => !isOpen(one) && now - (one.status.is === 'resolved' ? one.status.at : 0) < shown,
  )
  const isFalse = ({ status }: Incident) => status.is === 'resolved' && status.how === 'false-alarm'
  const isOf = (about: About) => (one: Incident) => aboutOf(one) === about
  return {
    open: all.filter(one => isOpen(one) && aboutOf(one) === 'failure'),
    planned: all.filter(one => isOpen(one) && aboutOf(one) === 'window'),
    notices: lately.filter(isOf('notice')),
    corrections: lately.filter(isFalse),
    ended: lately.filter(one => aboutOf(one) !== 'notice' && !isFalse(one)),
  }
}

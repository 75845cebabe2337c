import { badMembers, lastBegin, lastTurn } from '../incident/incident.ts'
import type { Begin, End, Incident, ServiceRecord, Update } from '../incident/record.ts'
import type { Ledger, PostKind, Told } from './ledger.ts'

/** What should be said next of one incident. */
export interface Due {
  readonly incident: Incident
  readonly step: Begin | Update | End
  readonly kind: PostKind
}

export interface Situation {
  readonly now: number
  readonly official: boolean
  /** `fold.tellAfter`, milliseconds. */
  readonly tellAfter: number
  readonly record: ServiceRecord
  /** Incidents that left the record and are still owed an end. */
  readonly archived: readonly Incident[]
}

const minutes = 60_000
/** An update speaks of now: it needs a look younger than this, or a word. */
export const freshEvidence = 10 * minutes
/** An untold outage is news for this long after its end. */
const foldWithin = 60 * minutes

const evidence = (incident: Incident, record: ServiceRecord): number =>
  badMembers(incident)
    .map(id => record.components[id])
    .reduce(
      (newest, health) => (health && health.is !== 'operational' ? Math.max(newest, health.seen) : newest),
      0,
    )

/** The acknowledgement is the body's own word, and no news of what it declared itself. */
const isPublic = ({ facts }: Update, { origin }: Incident, official: boolean): boolean =>
  facts.what !== 'acknowledged' || (official && origin === undefined)

/** Words of operators, and times of a window, do not rest on looks. */
const isTheirWord = ({ facts }: Update): boolean => facts.what === 'note' || facts.what === 'started'

/** Updates that may be told now. Words of operators, and times of a window, are fresh by themselves. */
const tellable = (incident: Incident, after: number, situation: Situation): readonly Update[] => {
  const { now, official, record } = situation
  const isFreshWord = (step: Update) => isTheirWord(step) && now - step.at < freshEvidence
  const isSeen = now - evidence(incident, record) < freshEvidence
  return incident.steps
    .filter((step): step is Update => step.kind === 'update' && step.n > after)
    .filter(step => {
      if (isTheirWord(step)) return isFreshWord(step)
      // While it comes and goes, that is all there is to say, and no single look speaks for or against it.
      if (incident.unstable) return step.facts.what === 'unstable'
      return isSeen && isPublic(step, incident, official)
    })
}

/** The newest update says all that the older ones did, but for notes: each is told, in its turn. */
const nextUpdate = (incident: Incident, after: number, situation: Situation): Update | undefined => {
  const updates = tellable(incident, after, situation)
  const note = updates.find(({ facts }) => facts.what === 'note')
  return updates.findLast(({ n, facts }) => facts.what !== 'note' && n < (note?.n ?? Infinity)) ?? note
}

/** A notice stands alone: it has no spell to be long enough, and is no older for a channel that is new. */
const isNotice = ({ origin }: Incident, end: End, { now }: Situation): boolean =>
  origin?.is === 'notice' && now - end.at <= foldWithin

const isWorthFolding = (incident: Incident, end: End, born: number, { now, tellAfter }: Situation): boolean =>
  end.facts.what === 'recovery' &&
  end.facts.back - (lastBegin(incident)?.facts.since ?? end.at) >= tellAfter &&
  now - end.at <= foldWithin &&
  end.at > born

const afterBegin = (incident: Incident, begin: Begin, told: Told | undefined, situation: Situation) => {
  if (told && begin.n <= told.step) {
    const update = told.is === 'down' ? nextUpdate(incident, told.step, situation) : undefined
    return update && { incident, step: update, kind: 'update' as const }
  }
  if (told?.is === 'down' || incident.unstable) return undefined
  return { incident, step: begin, kind: 'begin' as const }
}

const afterEnd = (
  incident: Incident,
  end: End,
  told: Told | undefined,
  born: number,
  situation: Situation,
) => {
  if (told && end.n <= told.step) return undefined
  if (told?.silent && (lastBegin(incident)?.n ?? 0) <= told.step) return undefined
  if (told?.is === 'down') return { incident, step: end, kind: 'end' as const }
  const isTold = isWorthFolding(incident, end, born, situation) || isNotice(incident, end, situation)
  if (told?.is === 'maybe' || isTold) return { incident, step: end, kind: 'whole' as const }
  return undefined
}

const dueOf = (
  incident: Incident,
  told: Told | undefined,
  born: number,
  situation: Situation,
): Due | undefined => {
  const turn = lastTurn(incident)
  if (!turn) return undefined
  return turn.kind === 'begin'
    ? afterBegin(incident, turn, told, situation)
    : afterEnd(incident, turn, told, born, situation)
}

const urgency: Readonly<Record<PostKind, number>> = { end: 0, whole: 0, begin: 1, update: 2 }

/** What the public believes against what is true now: at most one due post per incident, ends before begins before updates. */
export const plan = (ledger: Pick<Ledger, 'told' | 'born'>, situation: Situation): readonly Due[] =>
  [...situation.record.incidents, ...situation.archived]
    .map(incident => dueOf(incident, ledger.told[incident.id], ledger.born, situation))
    .filter(due => due !== undefined)
    .sort((a, b) => urgency[a.kind] - urgency[b.kind])

/** Told incidents that the record no longer holds and whose end may be owed. */
export const owedElsewhere = (ledger: Ledger, record: ServiceRecord): readonly string[] =>
  Object.entries(ledger.told)
    .filter(([id, told]) => told.is !== 'up' && !record.incidents.some(incident => incident.id === id))
    .map(([id]) => id)

import type { PostLine } from './chronicle.ts'
import type { Seen } from './play.ts'
import { clocks } from './service.ts'
import { unclear } from './status.ts'

export interface Violation {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I6' | 'live' | 'run'
  readonly what: string
}

const violation = (invariant: Violation['invariant'], what: string): Violation => ({ invariant, what })

interface Told extends PostLine {
  /** Epoch milliseconds of its landing. */
  readonly at: number
}

/** LEASE + LAND + SKEW. */
const stale = clocks.lease * (1 + 1 / 6 + 1 / 12)
/** Rounds until a change is believed, the looks of one of them, and a busy machine. */
const believed = 3 * clocks.round + 2_000 + 4_000

const claims = ({ chronicle }: Seen): ReadonlyMap<string, PostLine> =>
  new Map(chronicle.posts.filter(({ state }) => state === 'sending').map(line => [line.text, line]))

/** The public posts, each with what the run that sent it said of it. */
const toldOf = (seen: Seen): readonly Told[] => {
  const known = claims(seen)
  return seen.timeline.flatMap(({ text, at }) => {
    const line = known.get(text)
    return line ? [{ ...line, at }] : []
  })
}

const repeated = (keys: readonly string[]): readonly string[] =>
  keys.filter((key, index) => keys.indexOf(key) !== index)

const atMostOnce = (seen: Seen, told: readonly Told[]): readonly Violation[] => {
  const known = claims(seen)
  return [
    ...repeated(seen.timeline.map(({ text }) => text)).map(text =>
      violation('I1', `public twice: ${known.get(text)?.notice ?? ''} ${text}`),
    ),
    ...repeated(told.map(({ notice }) => notice)).map(notice => violation('I1', `${notice} is public twice`)),
    ...seen.timeline
      .filter(({ text }) => !known.has(text))
      .map(({ text }) => violation('I1', `public, but no run said so: ${text}`)),
  ]
}

const stepOf = (notice: string): number => Number(notice.split('/')[1])

/** An end between the two was claimed and let go in doubt. */
const wasEndInDoubt = ({ chronicle }: Seen, incident: string, from: number, to: number): boolean =>
  chronicle.posts.some(
    ({ incident: id, says, notice }) =>
      id === incident && (says === 'end' || says === 'whole') && stepOf(notice) > from && stepOf(notice) < to,
  )

const alternation = (seen: Seen, told: readonly Told[]): readonly Violation[] => {
  const last = new Map<string, Told>()
  return told.flatMap(post => {
    const { incident, notice, says } = post
    const before = last.get(incident)
    const isDown = before?.says === 'begin'
    if (says !== 'update') last.set(incident, post)
    if (says === 'begin' && isDown && !wasEndInDoubt(seen, incident, stepOf(before.notice), stepOf(notice)))
      return [violation('I2', `${notice} begins again without an end`)]
    if (says === 'end' && !isDown) return [violation('I2', `${notice} ends what was not begun`)]
    if (says === 'update' && !isDown) return [violation('I2', `${notice} updates what was not begun`)]
    return []
  })
}

/** Every beginning that the public read has its end, unless operators were told that they must look at it. */
const ended = ({ status }: Seen, told: readonly Told[]): readonly Violation[] => {
  const known = status ? unclear(status) : new Set<string>()
  const turns = Map.groupBy(
    told.filter(({ says }) => says !== 'update'),
    ({ incident }) => incident,
  )
  return [...turns].flatMap(([incident, all]) => {
    const isOpen = all.at(-1)?.says === 'begin'
    const isKnown = [...known].some(notice => notice.startsWith(`${incident}/`))
    return isOpen && !isKnown ? [violation('I2', `${incident} was told as fallen and never as back`)] : []
  })
}

/** How far back the truth of a post may lie: what nobody looked at in between does not count. */
const sinceWhen = ({ gaps }: Seen, at: number): number => {
  let from = at - stale - believed
  for (const gap of gaps.toReversed())
    if (gap.from <= at && gap.to >= from) from -= Math.min(gap.to, at) - Math.max(gap.from, from)
  return from
}

const truthfulness = (seen: Seen, told: readonly Told[]): readonly Violation[] =>
  told.flatMap(({ at, says, notice }) => {
    const from = sinceWhen(seen, at)
    const isTrue =
      says === 'begin' || says === 'update' ? seen.truth.wasBad(from, at) : seen.truth.wasBack(from, at)
    return isTrue
      ? []
      : [
          violation(
            'I3',
            `${notice} (${says}) was untrue for more than ${Math.round(at - from)} ms when it appeared`,
          ),
        ]
  })

/** An incident that has ended never falls again here: what speaks of its fall is too late, wherever the end was said. */
const timeliness = ({ chronicle }: Seen, told: readonly Told[]): readonly Violation[] =>
  told.flatMap(({ at, says, notice, incident }) => {
    const late = at - (chronicle.ends.get(incident) ?? Number.POSITIVE_INFINITY)
    return (says === 'begin' || says === 'update') && late > stale
      ? [violation('I3', `${notice} (${says}) appeared ${Math.round(late)} ms after its incident ended`)]
      : []
  })

const commandsOnce = ({ operator, chronicle, status }: Seen): readonly Violation[] =>
  operator.said.flatMap(({ request, changed, done }) => [
    ...(changed > 1 || (chronicle.applied.get(request) ?? 0) > 1
      ? [violation('I6', `${request} was applied twice`)]
      : []),
    ...(changed > 0 && status && !Object.hasOwn(status.record.requests, request)
      ? [violation('I6', `${request} was taken in and forgotten`)]
      : []),
    ...(done || changed === 0 ? [] : [violation('I6', `${request} changed something unsaid`)]),
  ])

/** Everything that went against the delivery protocol, as it looks from outside. */
export const violations = (seen: Seen): readonly Violation[] => {
  const told = toldOf(seen)
  return [
    ...seen.falls.map(what => violation('run', what)),
    ...atMostOnce(seen, told),
    ...alternation(seen, told),
    ...ended(seen, told),
    ...truthfulness(seen, told),
    ...timeliness(seen, told),
    ...commandsOnce(seen),
    ...seen.owed.map(what => violation('live', `${what}, though all is well`)),
  ]
}

import { isWindow } from '../../lib/incident/incident.ts'
import type { PostKind } from '../../lib/publish/ledger.ts'
import { localDay } from '../../lib/service/local-clock.ts'
import type { Public, Window } from './channel.ts'
import { wrongWith } from './log.ts'
import { both, isBadAt } from './sites.ts'
import { isOutvoted, mayLookWell } from './vantages.ts'
import type { Day } from './world.ts'

export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'hold'
  | 'mode'
  | 'window'
  | 'vantage'
  | 'bus'
  | 'count'
  | 'log'
  | 'live'
  | 'fault'

export interface Violation {
  readonly invariant: Invariant
  readonly what: string
}

const second = 1_000
/** LEASE + LAND + SKEW of the protocol, and the wire. */
const stale = 78 * second

const violation = (invariant: Invariant, what: string): Violation => ({ invariant, what })

interface Told extends Public {
  readonly notice: string
  readonly incident: string
  readonly kind: PostKind
  readonly step: number
}

const hour = 3_600 * second

const told = ({ witnessed }: Day): readonly Told[] =>
  witnessed.timeline.flatMap(post => {
    const flight = witnessed.posts.get(post.text)
    return flight
      ? [{ ...post, notice: flight.notice, incident: flight.incident, kind: flight.kind, step: flight.step }]
      : []
  })

const atMostOnce = (posts: readonly Told[]): readonly Violation[] => {
  const seen = new Set<string>()
  return posts.flatMap(({ notice }) => {
    const isTwice = seen.has(notice)
    seen.add(notice)
    return isTwice ? [violation('I1', `${notice} is public twice`)] : []
  })
}

/** Something was in doubt when it was claimed: the public may have seen an end between, or no beginning before. */
const wasInDoubt = ({ witnessed }: Day, text: string): boolean =>
  witnessed.posts.get(text)?.before?.is === 'maybe'

/** An operator ruled that no more be said: the one thing that drops an end. */
const wasDropped = ({ witnessed }: Day, incident: string): boolean =>
  witnessed.rulings.some(({ is, notice }) => is === 'drop' && notice.startsWith(`${incident}/`))

const alternation = (day: Day, posts: readonly Told[]): readonly Violation[] => {
  const last = new Map<string, 'down' | 'up'>()
  return posts.flatMap(({ incident, kind, notice, text }) => {
    const before = last.get(incident)
    if (kind !== 'update') last.set(incident, kind === 'begin' ? 'down' : 'up')
    const mayBeSilent = wasInDoubt(day, text) || wasDropped(day, incident)
    if (kind === 'begin' && before === 'down' && !mayBeSilent)
      return [violation('I2', `${notice} begins again without an end`)]
    if (kind === 'end' && before !== 'down') return [violation('I2', `${notice} ends what was not begun`)]
    if (kind === 'update' && before !== 'down')
      return [violation('I2', `${notice} updates what was not begun`)]
    return []
  })
}

const truthfulness = ({ witnessed }: Day, posts: readonly Told[]): readonly Violation[] =>
  posts.flatMap(({ incident, kind, notice, at }) => {
    const is = kind === 'begin' || kind === 'update' ? 'down' : 'up'
    return witnessed.wasEver(incident, is, at - stale, at)
      ? []
      : [violation('I3', `${notice} (${kind}) was untrue when it appeared`)]
  })

/** A look and its rechecks and controls, by a process that was not frozen. */
const oneRound = 62 * second

const isOurs = (windows: readonly Window[], since: number): boolean =>
  windows.some(({ from, to }) => from <= since + oneRound && to >= since - 6 * second)

/** A public-interest notice is news for an hour. */
const freshNotices = ({ witnessed }: Day, posts: readonly Told[]): readonly Violation[] =>
  posts.flatMap(({ incident, notice, at }) => {
    const known = witnessed.incidents.get(incident)
    const said = known?.origin?.is === 'notice' ? known.steps[0]?.at : undefined
    return said !== undefined && at - said > hour + stale
      ? [violation('I3', `${notice} was old when it appeared`)]
      : []
  })

/** While the posting is stopped, nothing appears that was not on its way by then. */
const silentWhileHeld = ({ witnessed }: Day, posts: readonly Told[]): readonly Violation[] =>
  posts
    .filter(({ at }) => witnessed.holds.some(({ from, to }) => at > from + stale && at < to))
    .map(({ notice }) => violation('hold', `${notice} appeared though the posting was stopped`))

/** While it only rehearses, nothing appears that was not on its way by then. */
const silentWhileRehearsing = ({ witnessed }: Day, posts: readonly Told[]): readonly Violation[] =>
  posts
    .filter(({ at }) => witnessed.rehearsals.some(({ from, to }) => at > from + stale && at < to))
    .map(({ notice }) => violation('mode', `${notice} appeared though the channel only rehearsed`))

/** What was over when the channel went live is not told as news, but for the end of what the public was told. */
const nothingFromBefore = (day: Day, posts: readonly Told[]): readonly Violation[] =>
  posts.flatMap(({ incident, kind, notice, at, step, text }) => {
    const known = day.witnessed.incidents.get(incident)
    const end = known?.steps.find(({ n }) => n === step)?.at ?? at
    if (kind !== 'whole' || wasInDoubt(day, text) || known?.origin?.is === 'notice') return []
    const claimed = day.witnessed.posts.get(text)?.t0 ?? at
    return [...day.witnessed.liveFrom].some(from => end <= from && claimed > from - skewed)
      ? [violation('mode', `${notice} was over before the channel went live`)]
      : []
  })

/** Clocks of processes differ by this, at most. */
const skewed = 6 * second

/** What fails in a window, as far as the record knew of it, opens nothing. */
const noOutageInWindow = ({ witnessed }: Day): readonly Violation[] => {
  const windows = [...witnessed.incidents.values()].filter(isWindow)
  const isCovered = (component: string, at: number): boolean =>
    windows.some(({ id, origin, names, status }) => {
      const known = witnessed.opened.find(one => one.incident.id === id)?.at ?? Number.POSITIVE_INFINITY
      const end = status.is === 'resolved' ? status.at : Number.POSITIVE_INFINITY
      const from = Math.max(origin.from, known) + skewed
      return Object.hasOwn(names, component) && at > from && at < end - skewed
    })
  return witnessed.opened.flatMap(({ incident }) => {
    const [begin] = incident.steps
    const isWrong =
      begin?.kind === 'begin' &&
      incident.origin === undefined &&
      begin.facts.components.some(component => isCovered(component, begin.at))
    return isWrong ? [violation('window', `${incident.id} opened inside a maintenance window`)] : []
  })
}

/** When a window of a component was over: what fails beyond it has failed since then. */
const endsOfWindows = ({ witnessed }: Day, component: string): readonly number[] =>
  [...witnessed.incidents.values()]
    .filter(isWindow)
    .filter(({ names }) => Object.hasOwn(names, component))
    .map(({ origin, status }) => (status.is === 'resolved' ? Math.min(status.at, origin.to) : 0))

/**
 * An incident opens only of what really was bad at the look that it names. Where our own network failed at that look
 * and was back for its controls, it must have been bad by the opening.
 */
const nothingFromBlind = (day: Day): readonly Violation[] =>
  day.witnessed.opened.flatMap(({ at, incident }) => {
    if (incident.origin) return []
    const { truth, homeOnly, ownNetwork } = day
    const isTrue = Object.entries(incident.members).every(([id, { since }]) => {
      const isLate = isOurs(ownNetwork, since) || endsOfWindows(day, id).includes(since)
      return isBadAt(both(truth, homeOnly), id, since - 6 * second, isLate ? at : since + oneRound)
    })
    return isTrue ? [] : [violation('I4', `${incident.id} opened though nothing was bad`)]
  })

/** What only home sees opens nothing, as long as at least half of all vantages answer that it is well. */
const nothingOutvoted = (day: Day): readonly Violation[] =>
  day.witnessed.opened.flatMap(({ at, incident }) => {
    if (incident.origin) return []
    const outvoted = Object.entries(incident.members).filter(([id, { since }]) =>
      isOutvoted(day, id, Math.min(since, at - oneRound) - 6 * second, at + 6 * second),
    )
    return outvoted.map(([id]) => violation('vantage', `${incident.id} opened of ${id}, which only home saw`))
  })

const isWellAt = (day: Day, id: string, from: number, to: number): boolean =>
  !(day.truth.get(id) ?? []).some(spell => spell.from <= from && spell.to >= to)

/** What comes back was really well when it says that it was. */
const recoveredInTruth = (day: Day): readonly Violation[] =>
  [...day.witnessed.incidents.values()].flatMap(({ id, steps, names }) =>
    steps.flatMap(({ n, facts }) => {
      if (facts.what !== 'recovery') return []
      const isTrue =
        mayLookWell(day.places, facts.back - 6 * second, facts.back + oneRound) ||
        Object.keys(names).some(member =>
          isWellAt(day, member, facts.back - 6 * second, facts.back + oneRound),
        )
      return isTrue ? [] : [violation('I4', `${id}/${n} ended though it was bad`)]
    }),
  )

/** In approve mode nothing but owed ends goes out without a person's yes to its very words. */
const onlyApproved = ({ witnessed }: Day): readonly Violation[] =>
  witnessed.unapproved.map(notice => violation('I6', `${notice} was sent without its approval`))

/** With every beginning there is a post left for its end, and for every other end that is owed. */
const withinBudget = (
  { service, budget: limit, witnessed }: Day,
  posts: readonly Told[],
): readonly Violation[] => {
  const open = new Set<string>()
  const spent = new Map<string, number>()
  return posts.flatMap(({ at, kind, incident, notice }) => {
    if (kind === 'begin') open.add(incident)
    if (kind === 'end' || kind === 'whole') open.delete(incident)
    const day = localDay(at, service.timeZone)
    const sofar = (spent.get(day) ?? 0) + 1
    spent.set(day, sofar)
    const isNotice = witnessed.incidents.get(incident)?.origin?.is === 'notice'
    const needed = sofar + (kind === 'begin' || kind === 'update' || isNotice ? open.size : 0)
    // A post claimed in the last minute of a day may appear in the next.
    return needed > limit + (isNearMidnight(at, service.timeZone) ? 1 : 0)
      ? [
          violation(
            'I5',
            `${notice} is post ${sofar} of ${day}, ${open.size} ends are owed, ${limit} are allowed`,
          ),
        ]
      : []
  })
}

const isNearMidnight = (at: number, timeZone: string): boolean =>
  localDay(at - 75 * second, timeZone) !== localDay(at, timeZone)

/** Every step was taken by the bus at least once. */
const allOnTheBus = ({ witnessed }: Day): readonly Violation[] =>
  [...witnessed.incidents.values()].flatMap(({ id, steps }) =>
    steps
      .filter(({ n }) => !witnessed.onBus.has(`${id}/${n}`))
      .map(({ n }) => violation('bus', `the bus never took ${id}/${n}`)),
  )

/** A round is counted once, however often it is made. */
const countedOnce = ({ witnessed }: Day): readonly Violation[] =>
  witnessed.countedTwice.map(component => violation('count', `a round of ${component} was counted twice`))

/** Each notice, window and declared incident comes of a command of its own. */
const madeOnce = ({ incidents, commands }: Day['witnessed']): readonly Violation[] => {
  const makers = { notice: 'notice', window: 'plan', declared: 'open' } as const
  return Object.entries(makers).flatMap(([origin, verb]) => {
    const made = [...incidents.values()].filter(one => one.origin?.is === origin).length
    const asked = [...commands.values()].filter(({ command }) => command === verb).length
    return made > asked ? [violation('I6', `${made} times ${origin} of ${asked} commands`)] : []
  })
}

const commandsOnce = ({ witnessed }: Day): readonly Violation[] => {
  const acks = [...witnessed.incidents.values()].filter(({ steps }) => {
    let acknowledged = false
    return steps.some(({ kind, facts }) => {
      if (kind !== 'update') acknowledged = false
      const again = acknowledged && facts.what === 'acknowledged'
      if (facts.what === 'acknowledged') acknowledged = true
      return again
    })
  })
  const twice = acks.map(({ id }) => violation('I6', `${id} was acknowledged twice`))
  const applied = witnessed.replies.filter(({ reply }) => reply.is === 'done' && reply.changed)
  const again = [...Map.groupBy(witnessed.audited, request => request)].filter(
    ([, lines]) => lines.length > 1,
  )
  const repeated = again.map(([request]) => violation('I6', `${request} was applied more than once`))
  const silent = applied.filter(({ command }) => !witnessed.audited.includes(command.request))
  return [
    ...twice,
    ...repeated,
    ...madeOnce(witnessed),
    ...silent.map(({ command }) => violation('I6', `${command.request} left no audit line`)),
  ]
}

/** Every command that was applied and every post is in a log that nobody broke. */
const inTheLog = ({ witnessed }: Day, posts: readonly Told[]): readonly Violation[] => {
  const applied = witnessed.replies.flatMap(({ command, reply }) =>
    reply.is === 'done' && reply.changed ? [command.request] : [],
  )
  const texts = posts.map(({ text }) => text)
  return wrongWith(witnessed.log, applied, texts).map(what => violation('log', what))
}

const liveness = (day: Day, posts: readonly Told[]): readonly Violation[] => {
  const { finalLedger: ledger, finalRecord: record } = day.witnessed
  const found: Violation[] = []
  if (ledger?.flight) found.push(violation('live', `${ledger.flight.notice} is still in flight`))
  if (record && record.outbox.length > 0)
    found.push(violation('live', `${record.outbox.length} events are still in the outbox`))
  const open = record?.incidents.filter(({ status }) => status.is !== 'resolved') ?? []
  for (const { id } of open) found.push(violation('live', `${id} is still open though everything is well`))
  for (const [id, { is }] of Object.entries(ledger?.told ?? {})) {
    const owes = is === 'down' || (is === 'maybe' && !unclearEnd(day, id))
    if (owes) found.push(violation('live', `${id} was told ${is} and never ended`))
  }
  for (const [id, all] of Map.groupBy(
    posts.filter(({ kind }) => kind !== 'update'),
    ({ incident }) => incident,
  ))
    if (all.at(-1)?.kind === 'begin' && !isUnclear(day, id) && !wasDropped(day, id))
      found.push(violation('live', `the public still believes ${id} is down`))
  return found
}

const isUnclear = ({ witnessed }: Day, incident: string): boolean =>
  (witnessed.finalLedger?.log ?? []).some(
    ({ notice, state }) => state === 'unclear' && notice.startsWith(`${incident}/`),
  )

/** An end in doubt that a person must look at is settled as far as the protocol promises. */
const unclearEnd = (day: Day, incident: string): boolean => {
  const step = day.witnessed.finalLedger?.told[incident]?.step
  return (
    isUnclear(day, incident) ||
    (day.witnessed.finalLedger?.log ?? []).some(({ notice }) => notice === `${incident}/${step}`)
  )
}

const noFaults = ({ witnessed }: Day): readonly Violation[] =>
  witnessed.faults.map(fault => violation('fault', fault instanceof Error ? `${fault.stack}` : String(fault)))

/** Everything that went against the invariants of the delivery protocol on one day. */
export const violations = (day: Day): readonly Violation[] => {
  const posts = told(day)
  return [
    ...noFaults(day),
    ...atMostOnce(posts),
    ...alternation(day, posts),
    ...truthfulness(day, posts),
    ...freshNotices(day, posts),
    ...silentWhileHeld(day, posts),
    ...silentWhileRehearsing(day, posts),
    ...nothingFromBefore(day, posts),
    ...noOutageInWindow(day),
    ...nothingFromBlind(day),
    ...nothingOutvoted(day),
    ...recoveredInTruth(day),
    ...onlyApproved(day),
    ...withinBudget(day, posts),
    ...commandsOnce(day),
    ...allOnTheBus(day),
    ...countedOnce(day),
    ...inTheLog(day, posts),
    ...liveness(day, posts),
  ]
}

import type { Names } from '../service/service.ts'
import type { PageFacts } from './facts.ts'
import { type ComponentSight, type Mood, moods, type Sight } from './sight.ts'
import { clock, type Speech, say, sayOf } from './speech.ts'

export interface Headline {
  readonly mood: Mood
  readonly text: string
}

type Since = Extract<Sight, { since: number }>

const sinceOf = ({ sight }: ComponentSight): number | undefined =>
  'since' in sight ? sight.since : undefined

/** One time, if it is the same for all of them. */
const sharedSince = (some: readonly ComponentSight[]): number | undefined => {
  const times = new Set(some.map(sinceOf))
  const [since] = times
  return times.size === 1 ? since : undefined
}

const isAt = (is: Since['is']) => (one: ComponentSight) => one.sight.is === is && !('said' in one.sight)

const namesIn = (some: readonly ComponentSight[]) => some.map(({ names }) => names)

/** What fails, in one sentence: since when, or as it was at the last look where times differ. */
const bad = (
  some: readonly ComponentSight[],
  [one, many]: readonly [string, string],
  look: string,
  speech: Speech,
): string => {
  const since = sharedSince(some)
  return since === undefined
    ? sayOf(many, namesIn(some), { look }, speech)
    : sayOf(one, namesIn(some), { since: clock(since, speech) }, speech)
}

const failing = (all: readonly ComponentSight[], look: string, speech: Speech): Headline | undefined => {
  const { headline } = speech.words
  const down = all.filter(isAt('down'))
  if (down.length > 0)
    return { mood: 'bad', text: bad(down, [headline.down, headline.downMany], look, speech) }
  const said = all.find(({ sight }) => 'said' in sight)
  if (said)
    return {
      mood: moods[said.sight.is],
      text: bad([said], [headline.declared, headline.declared], look, speech),
    }
  const slow = all.filter(isAt('slow'))
  if (slow.length > 0)
    return { mood: 'slow', text: bad(slow, [headline.slow, headline.slowMany], look, speech) }
  const flickers = all.filter(isAt('flickers')).slice(0, 1)
  return flickers.length > 0
    ? { mood: 'slow', text: bad(flickers, [headline.flickers, headline.flickers], look, speech) }
    : undefined
}

interface Closed {
  readonly names: Names
  readonly to: number
}

/** One end, if it is the same for all of them; without one, only what was so at the last look. */
const closing = (
  some: readonly Closed[],
  [one, many]: readonly [string, string],
  look: number,
  speech: Speech,
): string => {
  const to = Math.max(...some.map(closed => closed.to))
  const isShared = some.every(closed => closed.to === to)
  const values = { to: clock(to, speech), look: clock(look, speech) }
  return sayOf(
    isShared ? one : many,
    some.map(({ names }) => names),
    values,
    speech,
  )
}

/** The closures that run; if there is none, those whose hour is past. */
const closedText = (all: readonly ComponentSight[], look: number, speech: Speech): string | undefined => {
  const { headline } = speech.words
  const closed = all.flatMap(({ names, sight }) => (sight.is === 'closed' ? [{ names, to: sight.to }] : []))
  const running = closed.filter(({ to }) => to > look)
  if (running.length > 0) return closing(running, [headline.closed, headline.closedMany], look, speech)
  return closed.length === 0
    ? undefined
    : closing(closed, [headline.closedOver, headline.unsure], look, speech)
}

const seeing = (all: readonly ComponentSight[], round: number, speech: Speech): Headline => {
  const { headline } = speech.words
  const look = clock(round, speech)
  const told = (template: string, values = {}) => say(template, { look, ...values }, speech)
  const probed = all.filter(({ isProbed }) => isProbed)
  const has = (is: Sight['is']) => probed.some(({ sight }) => sight.is === is)
  if (has('checking')) return { mood: 'unknown', text: told(headline.checking) }
  const blind = probed.filter(({ sight }) => sight.is === 'blind')
  if (blind.length > 0 && !has('good') && !has('unsure')) {
    const since = Math.max(...blind.map(one => sinceOf(one) ?? 0))
    return { mood: 'unknown', text: told(headline.blind, { since: clock(since, speech) }) }
  }
  const closed = closedText(all, round, speech)
  if (closed !== undefined) return { mood: 'closed', text: closed }
  // What was taken back can be seen, and fails: neither all works, nor is it that nobody looked.
  const unknown = probed.filter(({ sight }) => moods[sight.is] === 'unknown')
  if (has('unsure'))
    return { mood: 'unknown', text: sayOf(headline.unsure, namesIn(unknown), { look }, speech) }
  if (probed.length === 0) return { mood: 'quiet', text: told(headline.quiet) }
  if (unknown.length === 0) return { mood: 'good', text: told(headline.good) }
  return { mood: 'unknown', text: told(has('good') ? headline.partly : headline.never) }
}

/** The first sentence of the page: what fails and since when, or what was seen and when. Never the present without a time. */
export const headlineOf = (
  { record, isStale }: PageFacts,
  all: readonly ComponentSight[],
  speech: Speech,
): Headline => {
  const { headline } = speech.words
  if (record === undefined || record.round === 0)
    return { mood: 'unknown', text: say(headline.never, {}, speech) }
  if (isStale) return { mood: 'unknown', text: say(headline.stale, {}, speech) }
  const { round } = record
  return failing(all, clock(round, speech), speech) ?? seeing(all, round, speech)
}

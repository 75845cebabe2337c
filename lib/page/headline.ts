import type { PageFacts } from './facts.ts'
import { type ComponentSight, type Mood, moods, type Sight } from './sight.ts'
import { clock, namesTold, type Speech, say } from './speech.ts'

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

/** What fails, in one sentence: since when, or as it was at the last look where times differ. */
const bad = (
  some: readonly ComponentSight[],
  [one, many]: readonly [string, string],
  look: string,
  speech: Speech,
): string => {
  const { text: names, agreement } = namesTold(
    some.map(component => component.names),
    speech,
  )
  const since = sharedSince(some)
  return since === undefined
    ? say(many, { names, look }, speech, agreement)
    : say(one, { names, since: clock(since, speech) }, speech, agreement)
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

const closedText = (all: readonly ComponentSight[], speech: Speech): string | undefined => {
  const closed = all.flatMap(({ names, sight }) => (sight.is === 'closed' ? [{ names, to: sight.to }] : []))
  const [first] = closed
  if (first === undefined) return undefined
  const { text } = namesTold(
    closed.map(({ names }) => names),
    speech,
  )
  return say(speech.words.headline.closed, { names: text, to: clock(first.to, speech) }, speech)
}

const seeing = (all: readonly ComponentSight[], look: string, speech: Speech): Headline => {
  const { headline } = speech.words
  const told = (template: string, values = {}) => say(template, { look, ...values }, speech)
  const probed = all.filter(({ isProbed }) => isProbed)
  const has = (is: Sight['is']) => probed.some(({ sight }) => sight.is === is)
  if (has('checking')) return { mood: 'unknown', text: told(headline.checking) }
  const blind = probed.filter(({ sight }) => sight.is === 'blind')
  if (blind.length > 0 && !has('good')) {
    const since = Math.max(...blind.map(one => sinceOf(one) ?? 0))
    return { mood: 'unknown', text: told(headline.blind, { since: clock(since, speech) }) }
  }
  const closed = closedText(all, speech)
  if (closed !== undefined) return { mood: 'closed', text: closed }
  if (!has('good'))
    return { mood: 'quiet', text: told(probed.length === 0 ? headline.quiet : headline.never) }
  const isWhole = probed.every(({ sight }) => sight.is === 'good')
  return isWhole
    ? { mood: 'good', text: told(headline.good) }
    : { mood: 'unknown', text: told(headline.partly) }
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
  const look = clock(record.round, speech)
  return failing(all, look, speech) ?? seeing(all, look, speech)
}

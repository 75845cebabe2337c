import type { Clock, Journal, Vantage } from '../ports.ts'
import type { Service } from '../service/service.ts'
import { type Aim, sayCheck } from './aim.ts'
import type { Seen } from './asked.ts'
import type { Check } from './check.ts'
import { noAnswer, overruled } from './codes.ts'
import { controlsFailing, controlTimeout } from './controls.ts'
import { agreed, type Bad } from './voices.ts'

/** Milliseconds of a round that are kept for the other vantages, whatever its rechecks take. */
export const vantageTimeout = 7_000
/** Milliseconds for the way there and back, and for a function that starts cold. */
const wayThere = 3_000

/** A target that home sees bad, and its last look there. */
export interface Doubt {
  readonly aim: Aim
  readonly saw: Bad
  readonly last: Check
}

/** What one vantage says of each doubt, in their order. */
interface Voice {
  readonly vantage: string
  readonly isSilent: boolean
  readonly seen: readonly Seen[]
}

interface Ports {
  readonly clock: Clock
  readonly journal: Journal
}

const unseen = (doubts: readonly Doubt[], reason: string): readonly Seen[] =>
  doubts.map(() => ({ outcome: 'blind', reason, phases: { total: 0 } }))

const hear = async (
  vantage: Vantage,
  service: Service,
  doubts: readonly Doubt[],
  left: number,
): Promise<Voice> => {
  const targets = doubts.map(({ aim }) => aim.target)
  const needed = Math.max(controlTimeout, ...targets.map(({ timeout }) => timeout)) + wayThere
  const asked = { service: service.id, targets, controls: service.controls }
  const told = left > 0 ? await vantage.look({ ...asked, deadline: Math.min(left, needed) }) : undefined
  const said = { vantage: vantage.id, isSilent: false }
  if (told?.is === 'blind') return { ...said, seen: unseen(doubts, controlsFailing) }
  if (told?.seen.length === doubts.length) return { ...said, seen: told.seen }
  return { ...said, isSilent: true, seen: unseen(doubts, noAnswer) }
}

const voiceOn = ({ aim, last }: Doubt, vantage: string, seen: Seen, at: number): Check => ({
  component: aim.component,
  target: aim.target.url,
  ...seen,
  at,
  vantage,
  look: last.look,
  partial: aim.target.partial,
})

/** One more look at the end of home's: what all of them see. Its time is that of whom it follows. */
const verdictOn = ({ saw, last }: Doubt, others: readonly Check[]): Check => {
  const look = last.look + 1
  const outcome = agreed(
    saw,
    others.map(one => one.outcome),
  )
  if (outcome === saw || outcome === 'down') return { ...last, look }
  const { phases, at } = others.find(one => one.outcome === outcome) ?? last
  return { ...last, outcome, reason: overruled[outcome], phases, at, look }
}

export interface Heard {
  /** Of each doubt in their order: what all together see of it. */
  readonly verdicts: readonly Check[]
  /** Vantages that gave no answer. */
  readonly silent: readonly string[]
}

/**
 * Asks every vantage about every doubt, once and all at the same time. The journal gets a line for each voice, and
 * after them one for what they agree on.
 * @param left Milliseconds until the round must be over.
 */
export const ask = async (
  { clock, journal }: Ports,
  service: Service,
  vantages: readonly Vantage[],
  doubts: readonly Doubt[],
  left: number,
): Promise<Heard> => {
  const at = clock.now()
  const voices = await Promise.all(vantages.map(one => hear(one, service, doubts, left)))
  const verdicts = doubts.map((doubt, n) => {
    const others = voices.flatMap(({ vantage, seen }) =>
      seen[n] ? [voiceOn(doubt, vantage, seen[n], at)] : [],
    )
    for (const check of others) sayCheck(journal, service.id, check)
    const verdict = verdictOn(doubt, others)
    const all = [[doubt.last.vantage, doubt.saw], ...others.map(one => [one.vantage, one.outcome])]
    sayCheck(journal, service.id, verdict, { voices: Object.fromEntries(all) })
    return verdict
  })
  return { verdicts, silent: voices.filter(one => one.isSilent).map(one => one.vantage) }
}

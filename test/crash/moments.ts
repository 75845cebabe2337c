import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../simulation/random.ts'
import type { Line } from './child.ts'
import type { Chronicle } from './chronicle.ts'
import type { Passage } from './front.ts'

/** What a kill waits for, so that it comes where it hurts; each is waited for some seconds at most. */
const moments = [
  'in the start',
  'at some time',
  'a claim',
  'a claim',
  'a post on its way to X',
  'a post on its way to X',
  'a post that X has answered',
  'a post that X has answered',
  'a post that was recorded',
  'a post in doubt',
  'a step of an incident',
  'a command',
] as const
export type Moment = (typeof moments)[number]

const isPost = (line: Line, ...states: readonly string[]) =>
  line.kind === 'post' && states.includes(String(line.state))

const lines: Readonly<Partial<Record<Moment, (line: Line) => boolean>>> = {
  'a claim': line => isPost(line, 'sending'),
  'a post that was recorded': line => isPost(line, 'sent'),
  'a post in doubt': line => isPost(line, 'unknown') || line.kind === 'doubt',
  'a step of an incident': line => line.kind === 'incident',
  'a command': line => line.kind === 'command',
}

const passages: Readonly<Partial<Record<Moment, Passage>>> = {
  'a post on its way to X': 'arrived',
  'a post that X has answered': 'answered',
}

export interface Hearing {
  readonly chronicle: Chronicle
  /** Calls back in the very step in which the next post passes there. Returns what takes that back. */
  passes(passage: Passage, then: () => void): () => void
}

const longest = 8_000

export const chosenMoment = (random: Random): Moment => random.pick(moments)

/** Kills when the moment has come, or its time is over. Returns whether it came. */
export const killAt = async (
  moment: Moment,
  random: Random,
  { chronicle, passes }: Hearing,
  kill: () => void,
): Promise<boolean> => {
  const waiting = AbortSignal.timeout(longest)
  const passage = passages[moment]
  if (passage) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const forget = passes(passage, () => {
      kill()
      resolve(true)
    })
    waiting.addEventListener('abort', () => resolve(false))
    const came = await promise
    // A later post is of no concern to a later run.
    forget()
    kill()
    return came
  }
  const wanted = lines[moment]
  const came = wanted
    ? await chronicle.next(wanted, waiting).then(
        () => true,
        () => false,
      )
    : true
  // Two of three at once: what follows a line is a matter of a few milliseconds.
  const after = wanted ? random.pick([0, 0, random.between(0, 60)]) : random.between(0, 5_000)
  if (after > 0) await sleep(after)
  kill()
  return came
}

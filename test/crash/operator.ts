import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../../cli/answer.ts'
import { localOperator } from '../../cli/operator.ts'
import type { Random } from '../simulation/random.ts'
import type { Chronicle } from './chronicle.ts'

/** What came of one request, however often it was said. */
export interface Said {
  readonly request: string
  readonly incident: string
  /** Answers that it changed something. */
  changed: number
  /** It was answered at all, and not refused. */
  done: boolean
}

export interface OperatorOnDuty {
  readonly said: readonly Said[]
  /** Acknowledges now and then, each with a request of its own that is repeated, until `signal`. */
  work(signal: AbortSignal): Promise<void>
}

/** One who speaks as the CLI does, and says it again until there is an answer: the run may be dead just then. */
export const operatorOnDuty = (
  random: Random,
  chronicle: Chronicle,
  place: { readonly url: () => string; readonly data: string },
): OperatorOnDuty => {
  const said: Said[] = []
  const ask = async (one: Said): Promise<Answer | undefined> => {
    const order = { command: 'ack', incident: one.incident, request: one.request, by: 'ana' } as const
    const answer = await localOperator(place.url(), place.data)(order).catch(() => undefined)
    if (answer?.is !== 'done') return answer
    one.done = true
    if (answer.changed) one.changed += 1
    return answer
  }
  const insist = async (one: Said, signal: AbortSignal) => {
    while (!(await ask(one))) await sleep(200, undefined, { signal })
  }
  return {
    said,
    work: async signal => {
      try {
        for (let n = 1; ; n++) {
          await chronicle.next(({ kind, phase }) => kind === 'incident' && phase === 'begin', signal)
          await sleep(random.between(0, 5_000), undefined, { signal })
          if (random.chance(0.3)) continue
          const one: Said = {
            request: `request-${n}`,
            incident: [...chronicle.incidents].at(-1) ?? '',
            changed: 0,
            done: false,
          }
          said.push(one)
          await insist(one, signal)
          for (const _ of Array(random.pick([0, 1, 2]))) await insist(one, signal)
        }
      } catch (fault) {
        if (!signal.aborted) throw fault
      }
    },
  }
}

import { type Child, type Line, startChild } from './child.ts'
import type { Chronicle } from './chronicle.ts'

/** Nobody looked at anything from then to then. Epoch milliseconds. */
export interface Gap {
  readonly from: number
  readonly to: number
}

/** One run after another on the same data directory. */
export interface Runs {
  /** Where the newest run that was ready answers. */
  readonly url: string
  readonly gaps: readonly Gap[]
  /** Milliseconds from each start but the first, which synthesizes, to its first round. */
  readonly restarts: readonly number[]
  /** Ends that nobody asked for, and starts that came to nothing, with what they said. */
  readonly falls: readonly string[]
  start(): void
  /** Waits for the first round since the start: it goes on then. */
  goesOn(): Promise<void>
  kill(): void
  /** Waits until the one that was killed is gone. */
  gone(): Promise<void>
  /** Asks it to end, as Ctrl-C does. */
  end(): Promise<void>
}

/** Milliseconds that a start may take until its first round, on a machine that has other things to do. */
const longestStart = { first: 120_000, later: 20_000 } as const

export const runsOf = (args: readonly string[], chronicle: Chronicle): Runs => {
  const gaps: Gap[] = []
  const restarts: number[] = []
  const falls: string[] = []
  let url = ''
  let since = Date.now()
  let isAtWork = false
  let isAsked = false
  let starts = 0
  let child: Child | undefined

  const hear = (line: Line) => {
    if (line.kind === 'ready') url = String(line.url)
    chronicle.hear(line)
  }
  /** Aborted when the run has ended or its time is over. */
  const givingUp = (one: Child) => {
    const ended = new AbortController()
    void one.ended.then(() => ended.abort())
    const longest = starts === 1 ? longestStart.first : longestStart.later
    return AbortSignal.any([AbortSignal.timeout(longest), ended.signal])
  }
  const stopsWork = () => {
    if (isAtWork) since = Date.now()
    isAtWork = false
  }

  return {
    get url() {
      return url
    },
    gaps,
    restarts,
    falls,
    start: () => {
      chronicle.begin()
      starts += 1
      child = startChild(args, hear)
    },
    goesOn: async () => {
      if (!child || isAtWork) return
      const { started, words } = child
      try {
        await chronicle.next(({ kind }) => kind === 'round', givingUp(child))
        if (starts > 1) restarts.push(Math.round(performance.now() - started))
        gaps.push({ from: since, to: Date.now() })
        isAtWork = true
      } catch {
        falls.push(`no round in time after start ${starts}: ${words()}\n${chronicle.recent()}`)
      }
    },
    kill: () => {
      stopsWork()
      child?.kill('SIGKILL')
    },
    gone: async () => {
      const end = await child?.ended
      if (end && end.signal !== 'SIGKILL' && !isAsked) falls.push(`a run ended by itself: ${child?.words()}`)
    },
    end: async () => {
      isAsked = true
      child?.kill('SIGTERM')
      const end = await child?.ended
      if (end && end.code !== 0) falls.push(`a run did not end cleanly: ${end.code ?? end.signal}`)
    },
  }
}

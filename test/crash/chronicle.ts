import type { Line } from './child.ts'
import { componentIds } from './service.ts'

/** One step of a post, as a run said it. */
export interface PostLine {
  readonly notice: string
  readonly incident: string
  readonly says: 'begin' | 'update' | 'end' | 'whole'
  readonly state: string
  readonly text: string
}

const isPost = (line: Line): line is Line & PostLine =>
  line.kind === 'post' && typeof line.notice === 'string' && typeof line.text === 'string'

/** All that the runs said which is worth keeping. Whoever waits is woken by every line. */
export interface Chronicle {
  readonly posts: readonly PostLine[]
  /** Ids of incidents, oldest first. */
  readonly incidents: ReadonlySet<string>
  /** Where a run said so: when the record turned, epoch milliseconds. */
  readonly ends: ReadonlyMap<string, number>
  /** How often each alarm and fault was said. */
  readonly alarms: ReadonlyMap<string, number>
  /** How often each request was told as applied. */
  readonly applied: ReadonlyMap<string, number>
  hear(line: Line): void
  /** The newest lines of this run, for people. */
  recent(): string
  /** A new run: what it has seen begins anew. */
  begin(): void
  /** The next line of which this is true. Rejects if `signal` is aborted. */
  next(wanted: (line: Line) => boolean, signal: AbortSignal): Promise<Line>
  /** Waits until one run has seen everything well so many rounds in a row, from now on. */
  settled(rounds: number, signal: AbortSignal): Promise<void>
}

const counted = (counts: Map<string, number>, key: unknown) =>
  counts.set(String(key), (counts.get(String(key)) ?? 0) + 1)

const kept = 30

const isWell = (line: Line) => line.taken === true && line.up === componentIds.length

export const chronicle = (): Chronicle => {
  const posts: PostLine[] = []
  const incidents = new Set<string>()
  const ends = new Map<string, number>()
  const alarms = new Map<string, number>()
  const applied = new Map<string, number>()
  const listeners = new Set<(line: Line) => void>()
  let recent: readonly Line[] = []
  let well = 0

  const next: Chronicle['next'] = (wanted, signal) =>
    new Promise((resolve, reject) => {
      const listen = (line: Line) => {
        if (!wanted(line)) return
        end()
        resolve(line)
      }
      const abort = () => {
        end()
        reject(signal.reason)
      }
      const end = () => {
        listeners.delete(listen)
        signal.removeEventListener('abort', abort)
      }
      if (signal.aborted) return abort()
      signal.addEventListener('abort', abort)
      listeners.add(listen)
    })

  return {
    posts,
    incidents,
    ends,
    alarms,
    applied,
    hear: line => {
      if (isPost(line)) posts.push(line)
      if (line.kind === 'incident') incidents.add(String(line.incident))
      if (line.phase === 'end') ends.set(String(line.incident), Date.parse(String(line.at)))
      if (line.kind === 'alarm') counted(alarms, line.alarm)
      if (line.kind === 'fault') counted(alarms, `fault: ${line.error}`)
      if (line.kind === 'command') counted(applied, line.request)
      if (line.kind === 'round') well = isWell(line) ? well + 1 : 0
      recent = [...recent, line].slice(-kept)
      for (const listen of [...listeners]) listen(line)
    },
    recent: () => recent.map(line => `${JSON.stringify(line)}\n`).join(''),
    begin: () => {
      recent = []
      well = 0
    },
    next,
    settled: async (rounds, signal) => {
      well = 0
      await next(() => well >= rounds, signal)
    },
  }
}

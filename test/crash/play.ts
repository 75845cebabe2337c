import { setTimeout as sleep } from 'node:timers/promises'
import { type Random, seeded } from '../simulation/random.ts'
import { type Child, type Line, startChild } from './child.ts'
import { type Chronicle, chronicle } from './chronicle.ts'
import { chosenMoment, type Hearing, killAt } from './moments.ts'
import { type OperatorOnDuty, operatorOnDuty } from './operator.ts'
import { startStage } from './stage.ts'
import { owed, readStatus, type Status } from './status.ts'
import type { Truth } from './weather.ts'

export interface Play {
  readonly seed: number
  readonly kills: number
  /** What happens, for people. */
  readonly say: (text: string) => void
}

/** All that was seen from outside. Times are milliseconds. */
export interface Seen {
  readonly chronicle: Chronicle
  /** What X holds, oldest first. */
  readonly timeline: readonly { readonly text: string; readonly at: number }[]
  readonly truth: Truth
  readonly operator: OperatorOnDuty
  /** When no run was alive and at work. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  /** From each start that was not killed in between to its first round. */
  readonly restarts: readonly number[]
  /** What was still owed when the patience ended. */
  readonly owed: readonly string[]
  readonly status: Status | undefined
  /** Ends that nobody asked for, and what they said. */
  readonly falls: readonly string[]
  readonly kills: ReadonlyMap<string, number>
  readonly faults: ReadonlyMap<string, number>
  /** X refuses what it has already. */
  readonly refuses: boolean
  /** The longest that this process itself stood still. */
  readonly stall: number
}

/** How long a start may take until its first round, on a machine that has other things to do. */
const longestStart = 60_000
/** So many good rounds end an incident, whatever was seen before: the service's `upRounds`. */
const goodRounds = 2
/** How long it may take, once all is well, until nothing is owed. */
const patience = 90_000

const stalls = () => {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 20)
    last = now
  }, 20)
  return { longest: () => Math.round(longest), end: () => clearInterval(timer) }
}

const counted = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

/** Runs, kills and restarts by the seed while sites, X and an operator do what they do; then lets everything settle. */
export const play = async ({ seed, kills, say }: Play): Promise<Seen> => {
  const random = seeded(seed)
  const stage = await startStage(random)
  const { weather, fates, x, data } = stage
  const heard = chronicle()
  const stalled = stalls()
  const restarts: number[] = []
  const falls: string[] = []
  const killed = new Map<string, number>()
  const gaps = [{ from: Date.now(), to: Number.POSITIVE_INFINITY }]
  const hearing: Hearing = { chronicle: heard, passes: stage.passes }
  let url = ''
  let child: Child | undefined

  const hear = (line: Line) => {
    if (line.kind === 'ready') url = String(line.url)
    heard.hear(line)
  }
  const start = (): Child => {
    heard.begin()
    child = startChild(stage.args, hear)
    return child
  }
  /** Until its first round: it goes on then. */
  const goesOn = async (one: Child): Promise<void> => {
    const tooLong = AbortSignal.timeout(longestStart)
    const ended = new AbortController()
    void one.ended.then(() => ended.abort())
    const signal = AbortSignal.any([tooLong, ended.signal])
    try {
      await heard.next(({ kind }) => kind === 'round', signal)
      restarts.push(Math.round(performance.now() - one.started))
      const gap = gaps.at(-1)
      if (gap) gap.to = Date.now()
    } catch {
      falls.push(
        tooLong.aborted ? `no round within ${longestStart} ms of a start` : `a start ended: ${one.words()}`,
      )
    }
  }
  const killOnce = async (one: Child, own: Random): Promise<void> => {
    const moment = chosenMoment(own)
    const isEarly = moment === 'in the start'
    if (!isEarly) await goesOn(one)
    let at = 0
    const kill = () => {
      at ||= Date.now()
      one.kill('SIGKILL')
    }
    if (isEarly) await sleep(own.between(0, 1_500)).then(kill)
    const came = isEarly || (await killAt(moment, own, hearing, kill))
    counted(killed, came ? moment : 'at some time')
    const { signal } = await one.ended
    if (signal !== 'SIGKILL') falls.push(`a run ended by itself: ${one.words()}`)
    if (gaps.at(-1)?.to !== Number.POSITIVE_INFINITY) gaps.push({ from: at, to: Number.POSITIVE_INFINITY })
    say(`killed ${[...killed.values()].reduce((sum, n) => sum + n, 0)} of ${kills}, ${moment}`)
  }

  const operator = operatorOnDuty(seeded(seed + 1), heard, { url: () => url, data })
  const calm = new AbortController()
  try {
    say('the first start synthesizes the stack')
    await goesOn(start())
    const background = Promise.all([
      weather.blow(() => heard.settled(goodRounds, calm.signal), calm.signal),
      operator.work(calm.signal),
    ])
    for (let n = 0; n < kills && falls.length === 0; n++) {
      await killOnce(child ?? start(), seeded(seed * 1_000 + n))
      start()
    }
    if (child && falls.length === 0) await goesOn(child)
    calm.abort()
    await background
    fates.calm()
    say('everything is well now; waiting until nothing is owed')
    let status = await readStatus(url)
    for (const until = Date.now() + patience; Date.now() < until && falls.length === 0; ) {
      if (status && owed(status).length === 0) break
      await sleep(300)
      status = await readStatus(url)
    }
    child?.kill('SIGTERM')
    const end = await child?.ended
    if (end && end.code !== 0)
      falls.push(`a run did not end cleanly: ${end.code ?? end.signal} ${child?.words()}`)
    return {
      chronicle: heard,
      timeline: x.posts(),
      truth: weather,
      operator,
      gaps,
      restarts,
      owed: status ? owed(status) : ['no run answers'],
      status,
      falls,
      kills: killed,
      faults: new Map([...fates.met, ...weather.episodes]),
      refuses: stage.refuses,
      stall: stalled.longest(),
    }
  } finally {
    calm.abort()
    child?.kill('SIGKILL')
    await child?.ended
    stalled.end()
    await stage.end()
  }
}

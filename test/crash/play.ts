import { setTimeout as sleep } from 'node:timers/promises'
import { seeded } from '../simulation/random.ts'
import { type Chronicle, chronicle } from './chronicle.ts'
import { chosenMoment, killAt, type Moment } from './moments.ts'
import { type OperatorOnDuty, operatorOnDuty } from './operator.ts'
import { type Gap, type Runs, runsOf } from './runs.ts'
import { startStage } from './stage.ts'
import { stallsHere } from './stalls.ts'
import { owed, readStatus, type Status } from './status.ts'
import type { Truth } from './weather.ts'

export interface Play {
  readonly seed: number
  readonly kills: number
  /** What happens, for people. */
  readonly say: (text: string) => void
}

/** All that was seen from outside. */
export interface Seen {
  readonly chronicle: Chronicle
  /** What X holds, oldest first. */
  readonly timeline: readonly { readonly text: string; readonly at: number }[]
  readonly truth: Truth
  readonly operator: Pick<OperatorOnDuty, 'said'>
  readonly gaps: readonly Gap[]
  /** Milliseconds from each restart that was not killed in between to its first round. */
  readonly restarts: readonly number[]
  /** Ends that nobody asked for, and what they said. */
  readonly falls: readonly string[]
  /** What was still owed when the patience ended; nobody waited for it after a fall. */
  readonly owed: readonly string[]
  readonly status: Status | undefined
  readonly kills: ReadonlyMap<string, number>
  /** What X and the sites did, how often. */
  readonly faults: ReadonlyMap<string, number>
  /** X refuses what it has already. */
  readonly refuses: boolean
  /** Milliseconds that this process itself stood still at the longest. */
  readonly stall: number
}

/** So many good rounds end an incident, whatever was seen before: the service's `upRounds`. */
const goodRounds = 2
/** Milliseconds that it may take, once all is well, until nothing is owed. */
const patience = 90_000

type Stage = Awaited<ReturnType<typeof startStage>>

/** Kills the run that was just started. Returns when that was. */
const killOnce = async (seed: number, runs: Runs, heard: Chronicle, stage: Stage): Promise<Moment> => {
  const random = seeded(seed)
  const moment = chosenMoment(random)
  if (moment === 'in the start') {
    await sleep(random.between(0, 1_500))
    runs.kill()
  } else {
    await runs.goesOn()
    const came = await killAt(moment, random, { chronicle: heard, passes: stage.passes }, runs.kill)
    await runs.gone()
    return came ? moment : 'at some time'
  }
  await runs.gone()
  return moment
}

const untilNothingIsOwed = async (runs: Runs): Promise<Status | undefined> => {
  const until = Date.now() + patience
  for (;;) {
    const status = await readStatus(runs.url)
    const isDone = status !== undefined && owed(status).length === 0
    if (isDone || Date.now() > until || runs.falls.length > 0) return status
    await sleep(300)
  }
}

/** Runs, kills and restarts by the seed while sites, X and an operator do what they do; then lets everything settle. */
export const play = async ({ seed, kills, say }: Play): Promise<Seen> => {
  const stage = await startStage(seeded(seed))
  const { weather, fates, data, x, refuses } = stage
  const heard = chronicle()
  const runs = runsOf(stage.args, heard)
  const stalls = stallsHere()
  const killed = new Map<string, number>()
  const operator = operatorOnDuty(seeded(seed + 1), heard, { url: () => runs.url, data })
  const calm = new AbortController()
  try {
    say('the first start synthesizes the stack')
    runs.start()
    await runs.goesOn()
    const troubles = Promise.all([
      weather.blow(() => heard.settled(goodRounds, calm.signal), calm.signal),
      operator.work(calm.signal),
    ])
    for (let n = 1; n <= kills && runs.falls.length === 0; n++) {
      const moment = await killOnce(seed * 1_000 + n, runs, heard, stage)
      killed.set(moment, (killed.get(moment) ?? 0) + 1)
      say(`killed ${n} of ${kills}, ${moment}`)
      runs.start()
    }
    await runs.goesOn()
    calm.abort()
    await troubles
    fates.calm()
    say('everything is well now; waiting until nothing is owed')
    const status = await untilNothingIsOwed(runs)
    await runs.end()
    const { gaps, restarts, falls } = runs
    return {
      ...{ chronicle: heard, timeline: x.posts(), truth: weather, operator, status, refuses },
      ...{ gaps, restarts, falls, kills: killed, stall: stalls.longest() },
      owed: falls.length > 0 ? [] : status ? owed(status) : ['no run answers'],
      faults: new Map([...fates.met, ...weather.episodes]),
    }
  } finally {
    calm.abort()
    runs.kill()
    await runs.gone()
    stalls.end()
    await stage.end()
  }
}

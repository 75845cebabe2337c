import { setTimeout as sleep } from 'node:timers/promises'
import type { Child, Spent } from './child.ts'
import type { Called } from './counter.ts'
import type { Invoked } from './functions-process.ts'
import type { Stage } from './stage.ts'
import type { Firing } from './timetable.ts'

/** What everything had taken at an instant. */
export interface Mark {
  readonly functions: Spent & { readonly highest: number; readonly bytes: number }
  readonly aws: Spent
  readonly sites: Spent
  readonly called: Called & { readonly posts: number }
}

export const mark = async ({ functions, aws, sites }: Stage): Promise<Mark> => {
  const [ofFunctions, ofAws, ofSites, called] = await Promise.all([
    functions.ask<Mark['functions']>('spent'),
    aws.ask<Spent>('spent'),
    sites.ask<Spent>('spent'),
    aws.ask<Mark['called']>('counts'),
  ])
  return { functions: ofFunctions, aws: ofAws, sites: ofSites, called }
}

/** One call of a function, with what it took of the machine while it ran. */
export interface Alone {
  readonly milliseconds: number
  /** Of the functions' process. */
  readonly cpu: number
  readonly reads: number
  readonly writes: number
  readonly fault?: string
}

export const invoke = (functions: Child, target: string, event: unknown): Promise<Invoked> =>
  functions.ask('invoke', { target, event })

export const functionOf = ({ wiring }: Stage, entry: string): string =>
  wiring.functions.find(one => one.entry === entry)?.id ?? entry

/** Calls a function while nothing else runs. */
export const alone = async (stage: Stage, target: string, event: unknown): Promise<Alone> => {
  const before = await mark(stage)
  const { started, ended, fault } = await invoke(stage.functions, target, event)
  const after = await mark(stage)
  return {
    milliseconds: ended - started,
    cpu: after.functions.cpu - before.functions.cpu,
    reads: after.called.gets + after.called.queries - before.called.gets - before.called.queries,
    writes: after.called.puts - before.called.puts,
    ...(fault !== undefined && { fault }),
  }
}

/** A firing, and what came of it. */
export interface Fired extends Firing, Invoked {}

/** ISO 8601 to the second, as EventBridge Scheduler writes it. */
const iso = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`

export const roundEvent = (services: readonly string[], due: number) => ({
  services,
  scheduledTime: iso(due),
})

/** Starts a shard when it is due. */
export const fire = async (stage: Stage, probe: string, firing: Firing): Promise<Fired> => {
  await sleep(Math.max(0, firing.due - Date.now()))
  const services = stage.shards[firing.shard] ?? []
  return { ...firing, ...(await invoke(stage.functions, probe, roundEvent(services, firing.due))) }
}

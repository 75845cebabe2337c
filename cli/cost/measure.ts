import { jsonJournal } from '../../functions/lambda.ts'
import { source } from '../../lib/contract.ts'
import type { ServiceFile } from '../../lib/service/service.ts'
import { jsonOf } from '../../local/body.ts'
import { type LocalLambdas, startLambdas } from '../../local/lambda.ts'
import { matches } from '../../local/pattern.ts'
import { type Counts, nothing } from './counts.ts'
import { type Deployed, deployed } from './deployed.ts'
import { openStage, type Stage } from './stage.ts'
import { emitted, type Usage, usage } from './usage.ts'

/** What a service costs to watch, as counted in a run of the real handlers on the wiring of the template. */
export interface Measured {
  /** An hour without anything to tell. */
  readonly quiet: Usage
  /** Minutes from the first bad round to the opening. */
  readonly falling: Usage
  /** Minutes of an open incident. */
  readonly failing: Usage
  /** Minutes from the first good round to the end. */
  readonly mending: Usage
  /** Minutes after the end, while it is still looked after. */
  readonly after: Usage
  readonly deployed: Deployed
  /** Metrics that every quiet minute writes; each is billed by the hour in which it is written. */
  readonly steadyMetrics: readonly string[]
  /** Bytes of the largest item of each kind, such as `record` or `hour`. */
  readonly largest: Readonly<Record<string, number>>
  /** Operations that each function asked for, such as `dynamodb:GetItem`, by its source. */
  readonly operations: Readonly<Record<string, readonly string[]>>
}

/** Minutes of each part. An hour is quiet, so that its tally is put away once. */
export const lengths = { quiet: 60, falling: 3, failing: 10, mending: 2, after: 10 } as const
export type Lengths = Readonly<Record<keyof typeof lengths, number>>
const aMinute = 60_000

interface Run {
  readonly stage: Stage
  readonly lambdas: LocalLambdas
  /** Where lines and calls are counted. */
  at: { readonly counts: Counts; readonly metrics: Map<string, number> }
}

const entryOf = ({ stage }: Run, id: string): string =>
  stage.wiring.functions.find(one => one.id === id)?.entry ?? id

const invoke = async (run: Run, spent: Usage, id: string, event: unknown): Promise<void> => {
  const { stage } = run
  const entry = entryOf(run, id)
  const one = spent.functions[entry] ?? { invocations: 0, counts: nothing() }
  spent.functions[entry] = one
  run.at = { counts: one.counts, metrics: spent.metrics }
  stage.aws.countFor(entry, one.counts)
  const before = {
    posts: stage.x.posts().length,
    requests: stage.x.requests().length,
    files: stage.s3.requests(),
  }
  await run.lambdas.invoke(id, event)
  const posts = stage.x.posts().length - before.posts
  one.invocations++
  const files = stage.s3.requests() - before.files
  one.counts.files += files
  one.counts.calls += files
  one.counts.posts += posts
  one.counts.xReads += stage.x.requests().length - before.requests - posts
}

/** Hands every event that the bus took to whom the rules say, and what follows from those. */
const deliver = async (run: Run, spent: Usage): Promise<void> => {
  const { waiting, wiring } = run.stage
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const event = { source, 'detail-type': next.type, detail: next.detail }
    for (const rule of wiring.rules.filter(one => matches(one.pattern, event)))
      for (const target of rule.targets) await invoke(run, spent, target, event)
  }
}

const aMinuteOf = async (run: Run, spent: Usage, instant: number): Promise<void> => {
  const scheduledTime = new Date(instant).toISOString()
  for (const { target, input } of run.stage.wiring.schedules) {
    await invoke(
      run,
      spent,
      target,
      jsonOf(input.replaceAll('<aws.scheduler.scheduled-time>', scheduledTime)),
    )
    await deliver(run, spent)
  }
  spent.minutes++
}

const play = async (run: Run, minutes: Lengths) => {
  // A first round makes what the others change; and no round may lie ahead of the clock.
  const warm = 1
  const all = Object.values(minutes).reduce((sum, n) => sum + n, warm)
  let instant = Math.floor(Date.now() / aMinute) * aMinute - all * aMinute
  const live = async (length: number): Promise<Usage> => {
    const spent = usage()
    for (let n = 0; n < length; n++) {
      await aMinuteOf(run, spent, instant)
      instant += aMinute
    }
    return spent
  }
  await live(warm)
  const quiet = await live(minutes.quiet)
  run.stage.fail(true)
  const falling = await live(minutes.falling)
  const failing = await live(minutes.failing)
  run.stage.fail(false)
  const mending = await live(minutes.mending)
  return { quiet, falling, failing, mending, after: await live(minutes.after) }
}

const start = async (stage: Stage): Promise<Run> => {
  const run: Omit<Run, 'lambdas'> = { stage, at: { counts: nothing(), metrics: new Map() } }
  const journal = jsonJournal(text => {
    const { counts, metrics } = run.at
    counts.logBytes += Buffer.byteLength(text)
    counts.logLines++
    const line = emitted(text)
    if (line.isLook) counts.looks++
    for (const name of line.metrics) metrics.set(name, (metrics.get(name) ?? 0) + 1)
  })
  const lambdas = await startLambdas({
    functions: stage.wiring.functions,
    environment: one => ({ ...one.environment, ...stage.places }),
    journal,
    scale: 1,
  })
  return Object.assign(run, { lambdas })
}

/** Lives through a quiet hour and an outage of the service, minute after minute, on stand-ins of this machine. */
export const measure = async (file: ServiceFile, minutes: Lengths = lengths): Promise<Measured> => {
  const stage = await openStage(file)
  try {
    const run = await start(stage)
    const played = await play(run, minutes)
    await run.lambdas.close(5_000)
    const steady = [...played.quiet.metrics].filter(([, times]) => times >= minutes.quiet)
    return {
      ...played,
      deployed: deployed(stage.template),
      steadyMetrics: steady.map(([name]) => name),
      largest: Object.fromEntries(stage.aws.largest),
      operations: Object.fromEntries(
        [...stage.aws.operations].map(([name, found]) => [name, [...found].toSorted()]),
      ),
    }
  } finally {
    await stage.close()
  }
}

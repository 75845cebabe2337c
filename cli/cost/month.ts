import { shardSize } from '../../infra/probe.ts'
import { assumed } from './assumed.ts'
import { type Counts, nothing, plus, times } from './counts.ts'
import type { Measured } from './measure.ts'
import { type OfFunction, over, sum, type Usage } from './usage.ts'

/** What is asked of a deployment. */
export interface Asked {
  readonly services: number
  /** Seconds between rounds. */
  readonly every: number
  /** Outages a month, of each service. */
  readonly incidents: number
  /** Milliseconds that a round waits, all together, before it looks again at what is bad. */
  readonly rechecks: number
}

/** A month of one function. */
export interface Month {
  /** Starts by its schedules. */
  readonly scheduled: number
  /** All starts: those by events too. */
  readonly invocations: number
  readonly counts: Counts
  /** Milliseconds that it runs. */
  readonly runs: number
}

const minutes = assumed.hours * 60
const none: OfFunction = { invocations: 0, counts: nothing() }

export const isProbe = (entry: string): boolean => entry === 'functions/probe.ts'

/** An outage, from its first bad round until nobody looks after it any more. */
const anOutage = ({ falling, failing, mending, after }: Measured): Usage =>
  [
    falling,
    over(failing, Math.max(0, assumed.outage - falling.minutes)),
    mending,
    over(after, assumed.after - mending.minutes),
  ].reduce(sum)

/** What outages of one service add to quiet minutes. */
const added = (measured: Measured, entry: string, incidents: number): OfFunction => {
  const outage = anOutage(measured)
  const length = Math.min(minutes, outage.minutes * incidents)
  const { [entry]: eventful = none } = over(outage, length).functions
  const { [entry]: quiet = none } = over(measured.quiet, length).functions
  return {
    invocations: eventful.invocations - quiet.invocations,
    counts: plus(eventful.counts, times(quiet.counts, -1)),
  }
}

/** Milliseconds: computing takes longer with less memory, waiting does not. */
const running = (of: Omit<Month, 'runs'>, memory: number, rounds: number, side: number): number => {
  const { looks, calls, files, posts, xReads } = of.counts
  const computed =
    looks * assumed.cpuOfLook +
    calls * assumed.cpuOfCall +
    files * assumed.cpuOfFile +
    of.invocations * assumed.cpuOfInvocation
  const sites = rounds * assumed.siteTakes + (posts + xReads) * assumed.siteTakes
  return (computed * assumed.wholeProcessor) / memory + sites + (calls * assumed.callTakes) / side
}

/** A probe and the page do all for each service; other ticks do their looking round once for all of them. */
export const monthOf = (measured: Measured, entry: string, asked: Asked): Month => {
  const { services, every, incidents, rechecks } = asked
  const { [entry]: quiet = none } = over(measured.quiet, minutes).functions
  const outages = added(measured, entry, incidents)
  const probes = isProbe(entry)
  const forEach = probes || entry === 'functions/page.ts'
  const rate = probes ? 60 / every : 1
  const scheduled = quiet.invocations * rate * (probes ? Math.ceil(services / shardSize) : 1)
  const month = {
    scheduled,
    invocations: scheduled + outages.invocations * rate * services,
    counts: times(plus(times(quiet.counts, forEach ? services : 1), times(outages.counts, services)), rate),
  }
  const memory = measured.deployed.functions[entry]?.memory ?? assumed.wholeProcessor
  const bad = probes ? Math.min(minutes, incidents * assumed.outage) * rate * services : 0
  const runs = running(month, memory, probes ? scheduled : 0, probes ? Math.min(services, shardSize) : 1)
  return { ...month, runs: runs + bad * rechecks }
}

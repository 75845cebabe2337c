import { assumed } from './assumed.ts'
import type { Demand } from './bill.ts'
import { nothing, plus } from './counts.ts'
import type { Measured } from './measure.ts'
import { type Asked, type Month, monthOf } from './month.ts'

const gigabyte = 1e9
const dayOfMonth = assumed.hours / 24

const gigabyteSeconds = ({ runs }: Month, memory: number): number => (runs / 1_000) * (memory / 1_024)

/** GB of items after a year: the tallies of hours go, those of days and the incidents stay. */
const stored = ({ largest }: Measured, { services, incidents }: Asked): number => {
  const sizeOf = (kind: string): number => largest[kind] ?? 0
  const kept = 365 + 12 * incidents
  const own = sizeOf('record') * (1 + kept) + sizeOf('ledger') + sizeOf('alerts')
  return (services * (own + sizeOf('hour') * 24 * assumed.hourItems)) / gigabyte
}

/** Units a month of everything that is billed. */
export const demandOf = (measured: Measured, asked: Asked): Demand => {
  const { deployed } = measured
  const months = Object.entries(deployed.functions).map(([entry, { memory, isArm, isTraced }]) => {
    const month = monthOf(measured, entry, asked)
    return { month, isArm, isTraced, seconds: gigabyteSeconds(month, memory) }
  })
  const all = months.map(({ month }) => month.counts).reduce(plus, nothing())
  const sum = (of: (month: Month) => number) => months.reduce((total, { month }) => total + of(month), 0)
  const compute = (arm: boolean) =>
    months.filter(one => one.isArm === arm).reduce((total, one) => total + one.seconds, 0)
  const invocations = sum(month => month.invocations)
  // X-Ray samples what comes more often than once a second: nothing here does.
  const traces = months.reduce((total, one) => total + (one.isTraced ? one.month.invocations : 0), 0)
  const logs = (all.logBytes + all.logLines * assumed.ofLine + invocations * assumed.linesOfLambda) / gigabyte
  const items = stored(measured, asked)
  const [arm, x86] = [compute(true), compute(false)]
  return {
    schedules: sum(month => month.scheduled),
    invocations,
    events: all.events,
    reads: all.reads,
    writes: all.writes,
    secretReads: all.secrets,
    messages: all.messages,
    files: all.files,
    fileStorage: asked.services * assumed.page,
    visits: 1,
    ...(arm > 0 && { computeArm64: arm }),
    ...(x86 > 0 && { computeX86: x86 }),
    tableStorage: items,
    backups: items,
    logs,
    logStorage: (logs * deployed.logDays) / dayOfMonth,
    dataOut: (all.looks * assumed.sentByLook) / gigabyte,
    alarms: deployed.alarms,
    ...(deployed.dashboards > 0 && { dashboards: deployed.dashboards }),
    ...(traces > 0 && { traces }),
    metrics: measured.steadyMetrics.length,
    secrets: deployed.secrets,
    keys: deployed.keys,
    posts: all.posts,
    postsWithUrl: all.posts,
    xReads: all.xReads,
  }
}

import { ends } from '../../../local/ends.ts'
import { percentile } from '../spread.ts'
import type { Measure } from '../subject.ts'
import type { Cell } from '../table.ts'
import { startAlertmanager } from './alertmanager.ts'
import { type ToldStage, toldStage } from './stage.ts'

/** Incidents of each round of the bench; 9 rounds make 200 of them. */
const perRound = 23
const warm = 5
const minute = 60_000
const patience = 30_000

export class NeverTold extends Error {
  override readonly name = 'NeverTold'
}

/**
 * Lives through the rounds of one outage. Milliseconds from the line by which the deciding round says that it is written
 * to the request at X: the outbox, the bus, the publisher's look and its claim lie between.
 */
const outage = async ({ site, round, onLine, onAsked }: ToldStage, id: string): Promise<number> => {
  const first = Math.floor(Date.now() / minute) * minute - 2 * minute
  const instant = (n: number) => new Date(first + n * minute).toISOString()
  site.be({ is: 'healthy' })
  await round(id, instant(0))
  site.be({ is: 'status', status: 503 })
  await round(id, instant(1))
  let decided = Number.NaN
  onLine(line => {
    if (line.kind === 'round' && line.service === id) decided = performance.now()
  })
  const { promise: told, resolve, reject } = Promise.withResolvers<number>()
  onAsked(() => resolve(performance.now()))
  const timer = setTimeout(() => reject(new NeverTold(`X was not asked for anything about ${id}`)), patience)
  await round(id, instant(2))
  const came = await told
  clearTimeout(timer)
  return came - decided
}

const row = (name: string, took: readonly number[]): readonly Cell[] => [
  name,
  took.length,
  percentile(took, 0.5),
  percentile(took, 0.99),
  percentile(took, 1),
]

/** How soon an outage that was decided is at X, through the local wiring. */
export const measureTold: Measure = async ({ rounds, note }) => {
  const ids = Array.from({ length: warm + rounds * perRound }, (_, n) => `servicio-${n}`)
  const opened = ends()
  try {
    note('wiring')
    const stage = await toldStage(ids, opened)
    const theirs = await startAlertmanager()
    if (theirs) opened.add(theirs.close)
    const [ours, alertmanager]: [number[], number[]] = [[], []]
    for (const [n, id] of ids.entries()) {
      if ((n - warm) % perRound === 0) note(`round ${(n - warm) / perRound + 1} of ${rounds}`)
      const took = await outage(stage, id)
      const beside = await theirs?.tell(id)
      if (n < warm) continue
      ours.push(took)
      if (beside !== undefined) alertmanager.push(beside)
    }
    return [
      {
        title: 'Milliseconds from the deciding round to the request, one outage after the other',
        columns: ['', 'outages', 'p50', 'p99', 'most'],
        rows: [
          row('ours, to X', ours),
          ...(theirs ? [row('prometheus-alertmanager, to its webhook', alertmanager)] : []),
        ],
        aims: [{ says: 'p50, ms,', atMost: 100, found: percentile(ours, 0.5) }],
        notes: theirs
          ? [
              'Alertmanager keeps nothing on disk before it sends; ours has written the event, and claimed the text.',
            ]
          : ['prometheus-alertmanager is not on the PATH: left out'],
      },
    ]
  } finally {
    await opened.close()
  }
}

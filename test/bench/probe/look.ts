import { ends } from '../../../local/ends.ts'
import { inPairs, percentile, spreadOf } from '../spread.ts'
import type { Asked, Measure } from '../subject.ts'
import type { Cell, Table } from '../table.ts'
import { blackbox, type Engine, ourEngine } from './engines.ts'
import type { Looked } from './look-process.ts'
import { startPlaces } from './world.ts'

const perRound = 150
const concurrencies = [1, 10, 100] as const

type Taken = ReadonlyMap<Engine, readonly Looked[]>

const inTurns = async (engines: readonly Engine[], together: number, asked: Asked): Promise<Taken> => {
  const taken = new Map<Engine, Looked[]>(engines.map(engine => [engine, []]))
  for (let round = 0; round < asked.rounds; round++) {
    asked.note(`${together} at a time, round ${round + 1} of ${asked.rounds}`)
    for (const [engine, looked] of taken) looked.push(await engine.look({ times: perRound, together }))
  }
  return taken
}

const cpuOf = (looked: readonly Looked[] = []) => looked.map(({ cpu }) => cpu)

/** CPU of each engine by that of the floor, in the same round. */
const ratio = (taken: Taken, one: Engine, floor: Engine) =>
  inPairs(cpuOf(taken.get(one)), cpuOf(taken.get(floor)), (ours, theirs) => ours / theirs)

const rowsOf = (together: number, taken: Taken, floor: Engine): readonly (readonly Cell[])[] =>
  [...taken].map(([engine, looked]) => {
    const took = looked.flatMap(one => one.took)
    return [
      `${engine.name}, ${together} at a time`,
      spreadOf(cpuOf(looked)),
      ratio(taken, engine, floor),
      percentile(took, 0.5),
      percentile(took, 0.99),
      Math.round(Math.max(...looked.map(({ rss }) => rss))),
    ]
  })

const measureAll = async (
  engines: readonly Engine[],
  floor: Engine,
  ours: Engine,
  asked: Asked,
): Promise<Table> => {
  for (const engine of engines) await engine.look({ times: perRound, together: 10 })
  const all = new Map<number, Taken>()
  for (const together of concurrencies) all.set(together, await inTurns(engines, together, asked))
  const atTen = all.get(10)
  return {
    title: `A fresh HTTPS look at a page of 60 KB, ${asked.rounds} rounds of ${perRound}`,
    columns: ['engine', 'CPU ms each', 'by raw', 'p50 ms', 'p99 ms', 'peak RSS MB so far'],
    rows: [...all].flatMap(([together, taken]) => rowsOf(together, taken, floor)),
    aims: atTen
      ? [
          {
            says: 'CPU by raw node:tls, 10 at a time,',
            atMost: 1.25,
            found: ratio(atTen, ours, floor).median,
          },
        ]
      : [],
    notes: engines.length > 2 ? [] : ['prometheus-blackbox-exporter is not on the PATH: left out'],
  }
}

/** What a look costs beside a bare socket, and beside Prometheus' prober. */
export const measureLook: Measure = async asked => {
  const opened = ends()
  try {
    const { child, places } = await startPlaces()
    opened.add(child.end)
    const open = async (engine: Promise<Engine>) => {
      const one = await engine
      opened.add(one.close)
      return one
    }
    const ours = await open(ourEngine('ours', 'ours', places))
    const raw = await open(ourEngine('raw node:tls', 'raw', places))
    const theirs = await blackbox(places)
    if (theirs) opened.add(theirs.close)
    return [await measureAll([ours, raw, ...(theirs ? [theirs] : [])], raw, ours, asked)]
  } finally {
    await opened.close()
  }
}

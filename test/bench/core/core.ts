import { decideRound } from '../../../lib/incident/decide-round.ts'
import { evolved } from '../../../lib/incident/evolve.ts'
import { emptyLedger } from '../../../lib/publish/flight.ts'
import { plan, type Situation } from '../../../lib/publish/plan.ts'
import { aService, beginning, live, round } from '../../given.ts'
import { live as liveADay } from '../../simulation/world.ts'
import { inPairs, type Spread, spreadOf } from '../spread.ts'
import type { Asked, Measure } from '../subject.ts'
import type { Table } from '../table.ts'

const hour = 3_600_000
/** Milliseconds for which one thing is done over and over. */
const span = 200
const daysPerRound = 2

const service = aService()
const quiet = live(beginning(), service, { sede: 'uuuu' })
const fallen = live(quiet, service, { sede: 'dddd' })
const ledger = emptyLedger('seguridad-social', 'x', quiet.at)
const situation: Situation = {
  now: fallen.at,
  official: true,
  tellAfter: 0,
  record: fallen.record,
  archived: [],
}

const tasks: Readonly<Record<string, () => unknown>> = {
  'the record to JSON and back': () => JSON.parse(JSON.stringify(quiet.record)),
  'decide and evolve, a quiet round': () =>
    evolved(quiet.record, decideRound(quiet.record, service, round(quiet.at, {}))),
  'decide and evolve, a round of an outage': () =>
    evolved(fallen.record, decideRound(fallen.record, service, round(fallen.at, { sede: 'd' }))),
  'plan, a begin that is due': () => plan(ledger, situation),
}

/** So many of it in a second. */
const aSecond = (task: () => unknown): number => {
  const from = performance.now()
  let done = 0
  while (performance.now() - from < span) {
    for (let n = 0; n < 50; n++) task()
    done += 50
  }
  return (done / (performance.now() - from)) * 1_000
}

const inTurns = ({ rounds, note }: Asked): Table => {
  const names = Object.keys(tasks)
  const taken = new Map(names.map(name => [name, [] as number[]]))
  for (const task of Object.values(tasks)) aSecond(task)
  for (let n = 0; n < rounds; n++) {
    note(`decide and plan, round ${n + 1} of ${rounds}`)
    for (const [name, task] of Object.entries(tasks)) taken.get(name)?.push(aSecond(task))
  }
  const of = (name = '') => taken.get(name) ?? []
  return {
    title: 'The core, in a second, beside its record to JSON and back',
    columns: ['', 'a second', 'time by JSON'],
    rows: names.map(name => [
      name,
      rounded(spreadOf(of(name))),
      inPairs(of(name), of(names[0]), (one, json) => json / one),
    ]),
  }
}

const rounded = ({ median, low, high }: Spread): Spread => ({
  median: Math.round(median),
  low: Math.round(low),
  high: Math.round(high),
})

const simulated = async ({ rounds, note }: Asked): Promise<Table> => {
  const speeds: number[] = []
  for (let n = 0; n < rounds; n++) {
    note(`simulation, round ${n + 1} of ${rounds}`)
    const from = performance.now()
    let hours = 0
    for (let day = 0; day < daysPerRound; day++) {
      const { start, end } = await liveADay(1 + day)
      hours += (end - start) / hour
    }
    speeds.push(hours / ((performance.now() - from) / 1_000))
  }
  return {
    title: `The simulation, one thread, the same ${daysPerRound} days each time`,
    columns: ['virtual hours in a second'],
    rows: [[rounded(spreadOf(speeds))]],
  }
}

/** How fast the pure parts are. */
export const measureCore: Measure = async asked => [inTurns(asked), await simulated(asked)]

import { startChild } from '../../scale/child.ts'
import { inPairs, spreadOf } from '../spread.ts'
import type { Asked, Measure } from '../subject.ts'
import type { Cell } from '../table.ts'
import { type QuietStage, quietStage } from './stage.ts'

const sizes = [1, 8, 40] as const
/** Rounds of the probe in each round of the bench, after those that warm it up. */
const perRound = 10
const warm = 10

const measured = async (
  stage: QuietStage,
  components: number,
  { rounds, note }: Asked,
): Promise<readonly Cell[]> => {
  const child = startChild(new URL('probe-process.ts', import.meta.url).href, [])
  try {
    await child.ask('wire', stage.env)
    let n = 0
    const round = () => child.ask<number>('round', stage.event(n++))
    for (let done = 0; done < warm; done++) {
      await round()
      await child.ask('looks', stage.urls)
    }
    const counts = stage.count()
    const [cpu, looks]: [number[], number[]] = [[], []]
    for (let done = 0; done < rounds; done++) {
      note(`${components} components, round ${done + 1} of ${rounds}`)
      for (let one = 0; one < perRound; one++) {
        cpu.push(await round())
        looks.push(await child.ask<number>('looks', stage.urls))
      }
    }
    const all = rounds * perRound
    return [
      components,
      counts.calls / all,
      counts.reads / all,
      counts.writes / all,
      stage.bytes(),
      spreadOf(cpu).median,
      spreadOf(looks).median,
      inPairs(cpu, looks, (one, other) => one - other).median,
    ]
  } finally {
    await child.end()
  }
}

/** What a round costs in which nothing happens, by the number of components. */
export const measureQuiet: Measure = async asked => {
  const rows: (readonly Cell[])[] = []
  for (const components of sizes) {
    const stage = await quietStage(components)
    try {
      rows.push(await measured(stage, components, asked))
    } finally {
      await stage.close()
    }
  }
  return [
    {
      title: `A quiet round of one service, ${asked.rounds * perRound} rounds each`,
      columns: [
        'components',
        'calls of AWS',
        'read units',
        'write units',
        'bytes of the record',
        'CPU ms',
        'CPU ms of its looks alone',
        'CPU ms of all else',
      ],
      rows,
      notes: ['Sites without TLS. A read and a write is the least: a write unit is a KB, a read unit 4 KB.'],
    },
  ]
}

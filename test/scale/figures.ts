import { cpus } from 'node:os'
import type { Alone } from './calls.ts'
import type { Seen } from './play.ts'
import { figuresOfRound, neighbours, type RoundFigures } from './rounds-figures.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** One call of a function while nothing else ran: the middle one of a few. */
export interface Middle {
  readonly milliseconds: number
  readonly cpu: number
  readonly reads: number
  readonly writes: number
}

const middleOf = (calls: readonly Alone[]): Middle => {
  const of = (key: keyof Middle) => spreadOf(calls.map(one => one[key])).p50
  return { milliseconds: of('milliseconds'), cpu: of('cpu'), reads: of('reads'), writes: of('writes') }
}

/** How often each word comes, the most frequent first. */
const countOf = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(words, word => word)]
      .map(([word, all]) => [word, all.length] as const)
      .toSorted(([, a], [, b]) => b - a),
  )

/** From the round that saw a service fall until X had its post. */
const toldAfter = ({ told, failing, rounds }: Seen): Spread => {
  const round = new Date(rounds.at(-1)?.round ?? 0).toISOString()
  const fell = new Map(
    told.flatMap(line =>
      line.is === 'round' && line.round === round && line.taken ? [[line.service, line.at] as const] : [],
    ),
  )
  return spreadOf(
    told.flatMap(line => {
      const at = line.is === 'sent' && failing.includes(line.service) ? fell.get(line.service) : undefined
      return line.is === 'sent' && at !== undefined ? [line.at - at] : []
    }),
  )
}

/** All that a run shows. Times are milliseconds, memory MB. */
export const figuresOf = (seen: Seen) => {
  const { options, stage, marks, ticks, told, hints } = seen
  const { start, before, after, end } = marks
  const watched = options.services * options.rounds
  const rounds = seen.rounds.map(played => figuresOfRound(seen, played))
  const each = (key: 'gets' | 'puts' | 'reads' | 'writes') =>
    (after.called[key] - before.called[key]) / watched
  return {
    options,
    machine: { cpus: cpus().length, model: cpus()[0]?.model ?? '', load: seen.load },
    shards: stage.shards.length,
    synthesis: stage.synthesis,
    wired: stage.wired,
    rounds,
    ...neighbours(seen),
    eachRound: {
      cpu: (after.functions.cpu - before.functions.cpu) / watched,
      cpuOfSites: (after.sites.cpu - before.sites.cpu) / watched,
      cpuOfAws: (after.aws.cpu - before.aws.cpu) / watched,
      gets: each('gets'),
      puts: each('puts'),
      readUnits: each('reads'),
      writeUnits: each('writes'),
      logBytes: (after.functions.bytes - before.functions.bytes) / watched,
    },
    memory: {
      wired: start.functions.rss,
      highest: end.functions.highest,
      eachService: (end.functions.highest - start.functions.rss) / options.services,
    },
    refused: end.called.refused,
    shardAlone: middleOf(seen.shardAlone),
    ticks: {
      publishIdle: middleOf(ticks.publishIdle),
      alertIdle: middleOf(ticks.alertIdle),
      publishLive: middleOf(ticks.publishLive),
      alertLive: middleOf(ticks.alertLive),
    },
    hold: seen.hold,
    fallen: {
      failing: seen.failing.length,
      posts: end.called.posts - after.called.posts,
      toldAfter: toldAfter(seen),
      hints: spreadOf(hints.map(({ started, ended }) => ended - started)),
      hintFaults: hints.filter(({ fault }) => fault !== undefined).length,
    },
    alarms: countOf(told.flatMap(line => (line.is === 'alarm' ? [line.what] : []))),
    faults: countOf(
      told.flatMap(line =>
        line.is === 'fault' ? [line.what.replace(/ayuntamiento-\d+/g, 'a service').slice(0, 80)] : [],
      ),
    ),
  }
}

export type Figures = ReturnType<typeof figuresOf>

/** Whether every round of every service that is not noisy was taken in before the next one was due. */
export const isOnTime = (rounds: readonly RoundFigures[]): boolean =>
  rounds.every(({ taken, of, late }) => taken === of && late === 0)

import type { Figures, Middle } from './figures.ts'
import type { Spread } from './statistics.ts'

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
const whole = (number: number) => Math.round(number).toLocaleString('en')
const tenths = (number: number) => number.toFixed(1)
const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2)
const spread = ({ n, p50, p99, max }: Spread) =>
  n === 0 ? 'none' : `${seconds(p50)} / ${seconds(p99)} / ${seconds(max)}`
const call = ({ milliseconds, cpu, reads, writes }: Middle) =>
  `${whole(milliseconds)} ms, ${whole(cpu)} ms of a processor, ${reads} reads, ${writes} writes`
const words = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([word, times]) => `${word} ${times}`)
    .join('; ') || 'none'

/** What a round is called: without noisy services, what they would have done is nothing. */
const nameOf = (noise: string | undefined, noisy: number): string => {
  if (noise === undefined) return 'many fail at once'
  return noisy === 0 ? 'quiet' : noise
}

const roundsTable = ({ rounds, options }: Figures): string =>
  row(
    'round',
    'shards',
    'invocation, s',
    'begun late, s',
    'taken in',
    'taken in after, s',
    'late',
    'not well',
  ) +
  row('---', '---', '---', '---', '---', '---', '---', '---') +
  rounds
    .map((one, n) =>
      row(
        `${n + 1}: ${nameOf(one.noise, options.noisy)}`,
        String(one.shards),
        spread(one.invocation),
        spread(one.startedLate),
        `${whole(one.taken)} of ${whole(one.of)}`,
        spread(one.takenAfter),
        String(one.late),
        String(one.unwell),
      ),
    )
    .join('')

const machine = ({ machine: { cpus, model, load }, synthesis, wired, shards, options }: Figures) => [
  ['machine', `${cpus} processors, ${model}; load ${load.map(tenths).join(' before, ')} after`],
  ['synthesis', `${seconds(synthesis.milliseconds)} s, ${whole(synthesis.rss)} MB`],
  ['template', `${synthesis.resources} resources, ${whole(synthesis.bytes / 1_000)} KB as JSON`],
  ['services.json', `${whole(synthesis.servicesBytes / 1_000)} KB`],
  ['wiring all functions, sources loaded', `${whole(wired)} ms`],
  [
    'shards',
    `${shards}, ${options.atOnce ? 'all at once' : `one each ${seconds((options.every * 1_000) / shards)} s`}`,
  ],
]

const costs = ({ eachRound, memory, shardAlone, beside, elsewhere }: Figures) => [
  ['processor for a round of a service', `${tenths(eachRound.cpu)} ms`],
  [
    'beside it, its sites and its database',
    `${tenths(eachRound.cpuOfSites)} and ${tenths(eachRound.cpuOfAws)} ms`,
  ],
  ['calls for it', `${eachRound.gets.toFixed(2)} reads, ${eachRound.puts.toFixed(2)} writes`],
  ['units for it', `${eachRound.readUnits.toFixed(2)} read, ${eachRound.writeUnits.toFixed(2)} written`],
  ['bytes of log for it', whole(eachRound.logBytes)],
  [
    'memory of all functions, wired and at its highest',
    `${whole(memory.wired)} and ${whole(memory.highest)} MB`,
  ],
  ['for each service', `${(memory.eachService * 1_000).toFixed(0)} KB`],
  ['a shard alone', call(shardAlone)],
  ['taken in beside a noisy one, s', spread(beside)],
  ['in other shards, s', spread(elsewhere)],
]

const ofPublishers = ({ ticks, hold, fallen, options, refused, alarms, faults }: Figures) => [
  [`publisher's tick, ${whole(options.services)} services and none live`, call(ticks.publishIdle)],
  ["alert's", call(ticks.alertIdle)],
  [`publisher's tick, ${fallen.failing} live`, call(ticks.publishLive)],
  ["alert's", call(ticks.alertLive)],
  ['the hold of everything', `${call(hold)}${hold.fault === undefined ? '' : `: ${hold.fault}`}`],
  ['posts on X', `${fallen.posts} of ${fallen.failing} that failed`],
  ['from the round that saw it to the post, s', spread(fallen.toldAfter)],
  ['calls by events', `${fallen.hints.n}, ${spread(fallen.hints)} s, ${fallen.hintFaults} failed`],
  ['events of noisy ones that the bus refused', String(refused)],
  ['alarms', words(alarms)],
  ['faults', words(faults)],
]

/** The figures as tables; three numbers with slashes are the middle, the 99th of a hundred, and the most. */
export const tableOf = (figures: Figures): string =>
  `${roundsTable(figures)}\n${row('what', 'how much')}${row('---', '---')}${[
    ...machine(figures),
    ...costs(figures),
    ...ofPublishers(figures),
  ]
    .map(cells => row(...cells))
    .join('')}`

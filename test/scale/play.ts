import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { gatewayEvent } from '../../local/gateway.ts'
import type { Behaviour } from '../../local/sites.ts'
import {
  type Alone,
  alone,
  type Fired,
  fire,
  functionOf,
  invoke,
  type Mark,
  mark,
  roundEvent,
} from './calls.ts'
import { chosen } from './chosen.ts'
import type { Invoked } from './functions-process.ts'
import type { Told } from './lines.ts'
import { type Noise, noiseOf } from './noise.ts'
import type { Options } from './options.ts'
import { sitesOf } from './services.ts'
import type { Stage } from './stage.ts'
import { firingsOf, nextRound, offsetsOf } from './timetable.ts'

/** A round that was played. */
export interface Played {
  /** Its beginning, epoch milliseconds, which is its id. */
  readonly round: number
  /** What the noisy services did; the last round has none and others that fail. */
  readonly noise: string | undefined
  readonly fired: readonly Fired[]
}

/** All that was seen, to be counted. */
export interface Seen {
  readonly options: Options
  readonly stage: Pick<Stage, 'shards' | 'synthesis' | 'wired'>
  readonly noisy: readonly string[]
  readonly failing: readonly string[]
  /** One shard, while nothing else runs. */
  readonly shardAlone: readonly Alone[]
  readonly ticks: Readonly<
    Record<'publishIdle' | 'alertIdle' | 'publishLive' | 'alertLive', readonly Alone[]>
  >
  /** The operators' switch for everything: every record is changed. */
  readonly hold: Alone
  readonly rounds: readonly Played[]
  /** Calls that events of the bus caused. */
  readonly hints: readonly Invoked[]
  readonly told: readonly Told[]
  /** The machine's, over a minute: before the rounds on time and after them. What exceeds 2 or so is others' work too. */
  readonly load: readonly [number, number]
  /** At the start; once everything is loaded; before the rounds on time, after them; after services failed. */
  readonly marks: Readonly<Record<'start' | 'before' | 'after' | 'end', Mark>>
}

type Note = (text: string) => void
const tries = 3
const flapEvery = 3_000

const be = (stage: Stage, sites: readonly string[], behaviour: Behaviour) =>
  stage.sites.ask('be', { sites, behaviour })

const repeatedly = async <One>(times: number, call: (n: number) => Promise<One>): Promise<readonly One[]> => {
  const all: One[] = []
  for (let n = 0; n < times; n++) all.push(await call(n))
  return all
}

/** Rounds of long ago, so that everything exists before what is measured, and nothing lies ahead. */
const warmUp = async (stage: Stage, probe: string, length: number) => {
  const past = nextRound(Date.now(), length, 0) - (tries + 3) * length
  for (const services of stage.shards) await invoke(stage.functions, probe, roundEvent(services, past))
  const [first = []] = stage.shards
  return repeatedly(tries, n => alone(stage, probe, roundEvent(first, past + (n + 1) * length)))
}

/** Has the noisy ones misbehave; returns what ends it. */
const makeNoise = async (stage: Stage, noisy: readonly string[], noise: Noise) => {
  const pairs = noisy.map(sitesOf)
  const all = async (web: Behaviour, sede: Behaviour) => {
    await be(
      stage,
      pairs.map(([one]) => one),
      web,
    )
    await be(
      stage,
      pairs.map(([, other]) => other),
      sede,
    )
  }
  await all(noise.web, noise.sede)
  if (noise.breaks) for (const service of noisy) await stage.aws.ask('break', service)
  let isDown = true
  const flapping = setInterval(() => {
    isDown = !isDown
    if (noise.flaps)
      void all(...((isDown ? [noise.web, noise.sede] : [well, well]) as [Behaviour, Behaviour]))
  }, flapEvery)
  return () => clearInterval(flapping)
}
const well: Behaviour = { is: 'healthy' }

const playRounds = async (stage: Stage, options: Options, noisy: readonly string[], note: Note) => {
  const probe = functionOf(stage, 'functions/probe.ts')
  const length = options.every * 1_000
  const offsets = offsetsOf(stage.shards.length, length, options.atOnce)
  const first = nextRound(Date.now(), length, 1_000)
  const running: Promise<Played>[] = []
  for (const [n, noise] of noiseOf(options.rounds).entries()) {
    const round = first + n * length
    await sleep(Math.max(0, round - Date.now() - 500))
    const quiet = await makeNoise(stage, noisy, noise)
    note(`round ${n + 1} of ${options.rounds}: ${noisy.length} noisy: ${noise.name}`)
    const fired = Promise.all(firingsOf(offsets, round).map(one => fire(stage, probe, one)))
    running.push(fired.then(all => ({ round, noise: noise.name, fired: all })))
    for (const entry of ['functions/publish.ts', 'functions/alert.ts'])
      void invoke(stage.functions, functionOf(stage, entry), { tick: true })
    await sleep(round + length - 600 - Date.now())
    quiet()
  }
  return { played: await Promise.all(running), next: first + options.rounds * length, offsets, probe }
}

/** Waits until X has so many posts, or has taken none for a while: it takes a hundred in a quarter of an hour. */
const untilTold = async (stage: Stage, wanted: number, patience: number) => {
  let [posts, since] = [0, Date.now()]
  while (posts < wanted && Date.now() - since < patience) {
    const { called } = await mark(stage)
    if (called.posts > posts) [posts, since] = [called.posts, Date.now()]
    await sleep(500)
  }
}

const ticksOf = (stage: Stage, entry: string) =>
  repeatedly(tries, () => alone(stage, functionOf(stage, entry), { tick: true }))

/** As an operator says it, of no service by name. */
const holdEverything = (stage: Stage): Promise<Alone> => {
  const target = functionOf(stage, 'functions/operate.ts')
  const body = JSON.stringify({ request: 'scale-hold', by: 'scale', command: 'hold' })
  const route = { key: 'POST /commands', target, isSigned: true }
  return alone(stage, target, gatewayEvent({ route, path: {} }, body, 'arn:aws:iam::000000000000:user/scale'))
}

/** Lives through everything that is measured, in the order of `Seen`. */
export const play = async (stage: Stage, options: Options, note: Note): Promise<Seen> => {
  const { noisy, failing } = chosen(stage.shards, options)
  const hints: Promise<Invoked>[] = []
  stage.deliver((target, event) => void hints.push(invoke(stage.functions, target, event)))
  const start = await mark(stage)
  note(`${stage.shards.length} shards; a first round, one shard after the other`)
  const shardAlone = await warmUp(stage, functionOf(stage, 'functions/probe.ts'), options.every * 1_000)
  const publishIdle = await ticksOf(stage, 'functions/publish.ts')
  const alertIdle = await ticksOf(stage, 'functions/alert.ts')
  await stage.functions.ask('told')
  await stage.aws.ask('refuse', noisy)
  const loadBefore = loadavg()[0] ?? 0
  const before = await mark(stage)
  const { played, offsets, probe, next } = await playRounds(stage, options, noisy, note)
  const after = await mark(stage)
  const load = [loadBefore, loadavg()[0] ?? 0] as const
  await be(stage, noisy.flatMap(sitesOf), well)
  note(`${failing.length} services fail at once`)
  await be(stage, failing.flatMap(sitesOf), { is: 'status', status: 503 })
  const length = options.every * 1_000
  const from = next > Date.now() ? next : nextRound(Date.now(), length, 500)
  const last = await Promise.all(firingsOf(offsets, from).map(one => fire(stage, probe, one)))
  note('waiting for what is due on X')
  await untilTold(stage, after.called.posts + failing.length, 15_000)
  await Promise.all(hints)
  const end = await mark(stage)
  note('ticks with that many live')
  const publishLive = await ticksOf(stage, 'functions/publish.ts')
  const alertLive = await ticksOf(stage, 'functions/alert.ts')
  note('an operator holds everything')
  const hold = await holdEverything(stage)
  const told = await stage.functions.ask<readonly Told[]>('told')
  return {
    options,
    stage,
    noisy,
    failing,
    shardAlone,
    ticks: { publishIdle, alertIdle, publishLive, alertLive },
    hold,
    rounds: [...played, { round: from, noise: undefined, fired: last }],
    hints: await Promise.all(hints),
    told,
    load,
    marks: { start, before, after, end },
  }
}

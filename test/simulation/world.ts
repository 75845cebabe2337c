import * as v from 'valibot'
import { eventbridgeBus } from '../../lib/adapters/eventbridge-bus.ts'
import { shadowChannel } from '../../lib/adapters/shadow-channel.ts'
import { noAnswer } from '../../lib/check/codes.ts'
import { roundOf, takeRound } from '../../lib/incident/take-round.ts'
import { operate } from '../../lib/operate/operate.ts'
import type { Bus, Channel, Journal, JournalLine } from '../../lib/ports.ts'
import { reconcile } from '../../lib/publish/publisher.ts'
import { type Service, type ServiceFile, serviceSchema } from '../../lib/service/service.ts'
import { agenda } from './agenda.ts'
import { simulatedX, type Window, type XCharacter } from './channel.ts'
import { simulatedEventBridge } from './eventbridge.ts'
import { drawFaults, type FaultKind, type Faults } from './faults.ts'
import {
  drawHolds,
  drawSwitches,
  type OperatorsWorld,
  operatorsWish,
  type Said,
  tidyUp,
} from './operators.ts'
import { type Process, type ProcessWorld, startProcess } from './process.ts'
import { type Random, seeded } from './random.ts'
import { both, drawTruth, simulatedProber, type Truth } from './sites.ts'
import { simulatedStore } from './store.ts'
import { drawPlaces, type Place, simulatedVantages, type Voting } from './vantages.ts'
import { Witnessed } from './witness.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Days with nothing special, and both nights on which Spain changes its clocks. */
const days = [
  '2026-11-20T23:00:00Z',
  '2026-03-28T23:00:00Z',
  '2026-10-24T22:00:00Z',
  '2026-07-31T22:00:00Z',
] as const

/** How the day goes: sites fail and faults happen for 20 hours, then all is well until the next day's budget has come. */
const troubled = 20 * hour
const quiet = 8 * hour
/** Some days X takes nothing until long after the record has let the incidents go. */
const longDebt = 34 * hour

/** What may be different from the assumptions of the protocol, to see what breaks. */
export interface Assumptions {
  /** Most milliseconds until X's timeline shows a post. */
  readonly lag: number
  /** Milliseconds for which X refuses an identical text; drawn if absent. */
  readonly duplicates?: number
  readonly skew: number
  readonly land: number
}
export const assumed: Assumptions = { lag: 120 * second, skew: 5 * second, land: 10 * second }

const serviceFile = (random: Random): ServiceFile => ({
  id: 'cuerpo',
  code: 'CU',
  name: { es: 'el Cuerpo' },
  official: random.chance(0.5),
  components: [
    ...['sede', 'web', 'cita'].map(id => ({
      id,
      name: { es: { sede: 'la Sede', web: 'la web', cita: 'la cita previa' }[id] ?? id },
      targets: [{ url: `https://${id}.example/` }],
    })),
    { id: 'oficinas', name: { es: 'las oficinas' }, declared: true as const },
  ],
  controls: ['https://control.example/'],
  policy: {
    // One round alone is no proof: our own network may come back between its last look and its controls.
    downRounds: random.pick([2, 2, 3]),
    upRounds: random.pick([1, 2]),
    recheck: random.chance(0.2) ? ['2s', '10s'] : [],
    flapping: { changes: random.pick([0, 6, 6]) },
    fold: { tellAfter: random.pick(['0s', '10m', '30m']) },
  },
  channels: {
    x: {
      mode: random.chance(0.15) ? 'approve' : 'auto',
      approval: { wait: random.pick(['5m', '1h']), otherwise: random.pick(['tell', 'drop']) },
      budget: { day: random.pick([4, 10, 100]) },
    },
  },
})

const windows = (random: Random, from: number, seeds: number, most: number): readonly Window[] => {
  if (!random.chance(seeds)) return []
  const drawn: Window[] = []
  let at = from + random.between(0, 6) * hour
  while (at < from + troubled) {
    const to = Math.min(at + random.between(1, most) * minute, from + troubled)
    drawn.push({ from: at, to })
    at = to + random.between(0.5, 8) * hour
  }
  return drawn
}

/** The first assumption: either the timeline shows a post in time, or an identical text is refused for long enough. */
const memory = (random: Random, lag: number, duplicates: number | undefined) => {
  if (duplicates !== undefined) return { lag, duplicates }
  if (random.chance(0.2)) return { lag: 5 * lag, duplicates: hour }
  return { lag, duplicates: random.pick([0, 5 * minute, hour]) }
}

const characterOf = (
  random: Random,
  from: number,
  debt: number,
  { lag, duplicates, land }: Assumptions,
): XCharacter => ({
  ...memory(random, lag, duplicates),
  land,
  busy: windows(random, from, 0.4, 120),
  unpaid:
    debt > 0
      ? [{ from: from + random.between(1, 6) * hour, to: from + debt }]
      : windows(random, from, 0.15, 60),
  forbidden: windows(random, from, 0.15, 60),
})

export interface Day {
  readonly service: Service
  /** When each component was bad for everybody, and when for home alone. */
  readonly truth: Truth
  readonly homeOnly: Truth
  readonly places: readonly Place[]
  /** Vantages that gave no answer, and when. */
  readonly unanswered: Voting['unanswered']
  /** When our own network failed. */
  readonly ownNetwork: readonly Window[]
  readonly start: number
  readonly end: number
  readonly length: number
  readonly witnessed: Witnessed
  readonly faults: ReadonlyMap<FaultKind, number>
  /** Posts a day. */
  readonly budget: number
}

/** Lives through one whole day. */
export const live = async (
  seed: number,
  {
    assumptions = assumed,
    trace,
  }: { readonly assumptions?: Assumptions; readonly trace?: (line: string) => void } = {},
): Promise<Day> => {
  const random = seeded(seed)
  const start = Date.parse(random.pick(days))
  const time = agenda(start)
  const faults: Faults = drawFaults(random)
  const counted = new Map<FaultKind, number>()
  const world: ProcessWorld = {
    agenda: time,
    random,
    faults,
    isFaulty: () => time.now() < start + troubled,
    injected: kind => counted.set(kind, (counted.get(kind) ?? 0) + 1),
  }
  // Of their own chance, so that a day without vantages is the day that it always was.
  const elsewhere = seeded(seed ^ 0x5eed)
  const places = drawPlaces(elsewhere, start, start + troubled)
  const file = { ...serviceFile(random), vantages: places.map(({ id }) => id) }
  const debt = random.chance(0.12) ? longDebt : 0
  const end = start + Math.max(troubled, debt) + quiet
  let service = v.parse(serviceSchema, file)
  const budget = service.channels.x?.budget.day ?? 0
  const length = random.pick([1, 2, 5, 5, 10, 10, 15]) * minute
  const truth = drawTruth(world, ['sede', 'web', 'cita'], start, start + troubled)
  const alone = places.length > 0 ? ['sede', 'web', 'cita'] : []
  const homeOnly = drawTruth({ random: elsewhere }, alone, start, start + troubled)
  const seenAtHome = both(truth, homeOnly)
  const unanswered: { readonly vantage: string; readonly at: number }[] = []
  const x = simulatedX(world, characterOf(random, start, debt, assumptions))
  const witnessed = new Witnessed(time.now, x.timeline)
  witnessed.settings = record => {
    const { x } = service.channels
    return x && { ...x, mode: record?.modes['x']?.is ?? firstMode ?? x.mode }
  }
  const store = simulatedStore(world, witnessed)
  const ownNetwork = windows(random, start, 0.3, 30)
  /** As a deployment has it; a run on one machine has none. */
  const firstMode = random.chance(0.3) ? ('shadow' as const) : undefined
  // Of its own chance too: a service that gets its channel only later.
  const late = seeded(seed ^ 0x1a7e)
  const { channels } = service
  if (firstMode !== undefined && late.chance(0.2)) {
    service = { ...service, channels: {} }
    time.at(start + late.between(0.1, 6) * hour, () => {
      service = { ...service, channels }
    })
  }

  const tell = (text: string) => trace?.(`${new Date(time.now()).toISOString().slice(11, 23)} ${text}`)
  const journal: Journal = {
    say: (line: JournalLine) => {
      witnessed.said(line)
      if (line.kind === 'check' && line.reason === noAnswer)
        unanswered.push({ vantage: String(line.vantage), at: time.now() })
      if (trace && line.kind !== 'check' && line.kind !== 'round')
        tell(JSON.stringify({ ...line, at: undefined }))
    },
  }

  /** A handler's run; what it throws is a failed invocation, which the next tick makes good. */
  const invoke = (run: (process: Process) => Promise<unknown>) => {
    const process = startProcess(world, random.between(-0.5, 0.5) * assumptions.skew)
    run(process).catch((fault: unknown) => {
      if (!(fault instanceof Error) || !['StoreDown', 'ChangeFailed'].includes(fault.name))
        witnessed.fault(fault)
    })
  }

  let rehearsed = 0
  /** It sends nothing; its process may be slow or die all the same. */
  const rehearsalIn = (process: Process): Channel => {
    const shadow = shadowChannel(() => `${++rehearsed}`)
    return {
      ...shadow,
      send: async (text, fence) => {
        await process.pause()
        return shadow.send(text, fence)
      },
    }
  }

  const publish = (found: readonly string[] = []) =>
    invoke(process =>
      reconcile(
        {
          store: store.of(process),
          channel: x.of(process),
          rehearsal: rehearsalIn(process),
          clock: process.clock,
          journal,
          uniqueId: () => `a${Math.floor(random.next() * 2 ** 48).toString(36)}`,
        },
        service,
        'x',
        found,
      ),
    )

  const deliver = () => {
    const times = world.isFaulty() && random.chance(faults.eventTwice) ? 2 : 1
    for (let n = 0; n < times; n++) {
      if (world.isFaulty() && random.chance(faults.eventLost)) {
        world.injected('eventLost')
        continue
      }
      const late = world.isFaulty() && random.chance(faults.eventLate)
      if (late) world.injected('eventLate')
      time.at(time.now() + (late ? random.between(1, 240) * minute : random.between(50, 2_000)), () =>
        publish(),
      )
    }
  }

  /** The real adapter over an EventBridge that refuses some entries of a call it answers with 200; made when it is needed. */
  const busOf = (process: Process): Bus => ({
    put: events =>
      eventbridgeBus(
        simulatedEventBridge(world, process, id => {
          witnessed.taken(id)
          deliver()
        }),
        'bus',
        { clock: process.clock, journal },
      ).put(events),
  })

  const portsOf = (process: Process) => ({
    store: store.of(process),
    bus: busOf(process),
    clock: process.clock,
    journal,
    firstMode,
  })

  const round = (instant: number) =>
    invoke(process => {
      const prober = simulatedProber(world, seenAtHome, ownNetwork, process)
      const vantages = simulatedVantages(world, truth, places, process)
      const id = roundOf(new Date(instant).toISOString(), length, instant)
      return takeRound({ ...portsOf(process), prober, vantages }, service, {
        round: id,
        length,
        vantage: 'home',
      })
    })

  let requests = 0
  /** An operator says something, sometimes twice; whoever gets no answer says it again. */
  const say = (said: Said) => {
    const request = { ...said, request: `r${++requests}`, by: 'ana' }
    witnessed.asked(request)
    const times = random.chance(0.3) ? 2 : 1
    for (let n = 0; n < times; n++)
      invoke(async process => {
        const reply = await operate(portsOf(process), new Map([[service.id, service]]), request)
        witnessed.answered(request, reply)
      })
  }
  const operators: OperatorsWorld = {
    random,
    now: time.now,
    store: store.raw,
    service: service.id,
    timeline: x.timeline,
    until: start + troubled - hour,
  }
  const operator = async () => {
    const wish = await operatorsWish(operators)
    if (wish) say(wish)
  }

  const approver = async () => {
    const waiting = (await store.raw.readLedger(service.id, 'x'))?.waiting
    if (waiting) say({ command: 'approve', notice: waiting.notice, text: waiting.text })
  }

  // Schedules.
  for (let at = start; at < end; at += length) {
    if (random.chance(faults.roundLost) && at < start + troubled) continue
    time.at(at + random.between(0, 4) * second, () => round(at))
    if (random.chance(faults.roundTwice)) time.at(at + random.between(0, 90) * second, () => round(at))
  }
  for (let at = start; at < end; at += minute) {
    if (random.chance(faults.tickLost) && at < start + troubled) continue
    time.at(at + random.between(0, 3) * second, async () => {
      const found = await store.raw.live()
      if (found.length > 0) publish(found.flatMap(one => one.channel ?? []))
    })
  }
  for (let n = random.between(0, 12); n > 0; n--) time.at(start + random.next() * troubled, operator)
  for (const [at, until] of drawHolds(random, start, start + troubled)) {
    time.at(at, () => say({ command: 'hold', channel: random.pick(['all', 'x']) }))
    time.at(until, () => say({ command: 'release' }))
  }
  for (const [at, mode] of drawSwitches(random, start, start + troubled, firstMode))
    time.at(at, () => say({ command: 'mode', mode }))
  // Faults are over: what is said now is heard. A command that froze before may be taken in an hour later.
  for (const after of [minute, 75 * minute])
    time.at(start + troubled + after, async () => {
      for (const said of await tidyUp(operators, service)) say(said)
    })
  if (service.channels.x?.mode === 'approve')
    for (let at = start; at < end; at += random.between(1, 40) * minute) time.at(at, approver)
  if (random.chance(0.2)) {
    const change = random.pick(['removed', 'renamed', 'channel'] as const)
    time.at(start + random.next() * troubled, () => {
      world.injected('config')
      witnessed.configChanged(change)
      service = v.parse(serviceSchema, changed(file, change))
      if (change === 'channel')
        time.at(time.now() + random.between(0.1, 3) * hour, () => {
          service = v.parse(serviceSchema, file)
        })
    })
  }

  for (let n = random.between(-20, 60); n > 0; n--) time.at(start + random.next() * troubled, x.chatter)

  await time.run(end)
  await witnessed.settle(store.raw, service.id)
  const seen = { truth, homeOnly, places, unanswered, ownNetwork }
  return { service, ...seen, start, end, length, witnessed, faults: counted, budget }
}

const changed = (file: ServiceFile, change: 'removed' | 'renamed' | 'channel'): ServiceFile => {
  switch (change) {
    case 'removed':
      return { ...file, components: file.components.slice(1) }
    case 'renamed':
      return {
        ...file,
        components: file.components.map((one, n) =>
          n === 0 ? { ...one, name: { es: 'la Oficina Virtual' } } : one,
        ),
      }
    case 'channel':
      return { ...file, channels: {} }
    default:
      return change satisfies never
  }
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlertPorts } from '../../lib/alert/alerter.ts'
import { due } from '../../lib/alert/due.ts'
import { aService, minute } from '../given.ts'
import { aWorld, type World } from './world.ts'

const service = aService({
  alerts: { reminders: ['2m', '10m'], escalateAfter: '3m', unacknowledgeAfter: '5m' },
})

type Fault = 'none' | 'lost' | 'down' | 'dies'
/** One turn of a story: what the sites do, how long it takes, who looks, and what goes wrong. */
interface Turn {
  readonly rounds: string
  readonly wait: number
  readonly ack: boolean
  /** Looks at once. */
  readonly looks: number
  /** What happens to the nth call of the store or of a route. */
  readonly faults: readonly Fault[]
  /** How long the nth call takes, in turns of the loop. */
  readonly pauses: readonly number[]
  readonly deaf: boolean
}

const turn = (fault: fc.Arbitrary<Fault>, deaf: fc.Arbitrary<boolean>): fc.Arbitrary<Turn> =>
  fc.record({
    rounds: fc.constantFrom('', 'ddd', 'uu', 'sss', 'bbbbbb', 'd'),
    wait: fc.constantFrom(0, 20_000, minute, 4 * minute, 11 * minute),
    ack: fc.boolean(),
    looks: fc.integer({ min: 0, max: 3 }),
    faults: fc.array(fault, { maxLength: 12 }),
    pauses: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }),
    deaf,
  })

const never = () => new Promise<never>(() => {})

/** Ports of the nth process, which meets its faults in order; once it dies, nothing of it goes on. */
const portsOf = (world: World, { faults, pauses }: Turn, process: number) => {
  let n = 0
  let died = () => {}
  const death = new Promise<void>(resolve => {
    died = resolve
  })
  let isDead = false
  /** `effect` may have happened though its answer is lost. */
  const meet = async <T>(effect: () => Promise<T>): Promise<T> => {
    if (isDead) return never()
    for (let pause = pauses[(n + 5 * process) % pauses.length] ?? 0; pause > 0; pause--) await undefined
    const fault = faults[n++] ?? 'none'
    if (fault === 'down') throw new Error('throttled')
    if (fault === 'dies' && n % 2 === 0) {
      isDead = true
      died()
      return never()
    }
    const answer = await effect()
    if (fault === 'lost') throw new Error('the answer was lost')
    if (fault !== 'dies') return answer
    isDead = true
    died()
    return never()
  }
  const { store } = world
  const ports: Partial<AlertPorts> = {
    store: {
      readRecord: id => meet(() => store.readRecord(id)),
      readLedger: (id, channel) => meet(() => store.readLedger(id, channel)),
      readAlerts: id => meet(() => store.readAlerts(id)),
      writeAlerts: next => meet(() => store.writeAlerts(next)),
    },
    routes: async () =>
      world.routes.map(route => ({
        ...route,
        send: (message, deadline) =>
          meet(() => route.send(message, deadline)).catch(() => ({ failed: 'ECONNRESET' })),
      })),
  }
  return { ports, death }
}

const live = async (turns: readonly Turn[]): Promise<World> => {
  const world = aWorld(service)
  for (const turn of turns) {
    const { rounds, wait, ack, looks, deaf } = turn
    await world.rounds(rounds)
    world.wait(wait)
    if (ack) await world.say({ command: 'ack', incident: 'SS-0001' })
    if (deaf) world.failing.set('mail', 'status-500')
    await Promise.all(
      Array.from({ length: looks }, (_, process) => {
        const { ports, death } = portsOf(world, turn, process)
        return Promise.race([world.tell(ports).catch(() => undefined), death])
      }),
    )
    world.failing.clear()
  }
  return world
}

/** All is well again: the lease of whoever died ends, and ticks come. */
const settle = async (world: World): Promise<readonly string[]> => {
  world.wait(46_000)
  const { record, now } = { record: await world.record(), now: world.now() }
  const book = (await world.book()) ?? { told: {}, pending: [] }
  const wanted = due({ service, policy: service.alerts, record, ledgers: [], book, now })
    .filter(({ list }) => list === 'first')
    .map(({ key }) => key)
  const noted = book.pending.filter(({ alert }) => alert.list === 'first').map(({ alert }) => alert.key)
  for (let tick = 0; tick < 3; tick++) await world.tell()
  return [...wanted, ...noted]
}

const faulty = fc.constantFrom<Fault>('none', 'none', 'none', 'lost', 'down', 'dies')

describe('whatever fails and whenever it dies', () => {
  it('loses no alert that was due', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn(faulty, fc.boolean()), { maxLength: 8 }), async turns => {
        const world = await live(turns)
        const wanted = await settle(world)
        expect(world.keys('mail')).toEqual(expect.arrayContaining([...wanted]))
        expect((await world.book())?.pending ?? []).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('tells nothing twice where nothing fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn(fc.constant('none'), fc.constant(false)), { maxLength: 8 }),
        async turns => {
          const world = await live(turns)
          await settle(world)
          for (const route of ['mail', 'boss'])
            expect(world.keys(route)).toEqual([...new Set(world.keys(route))])
        },
      ),
      { numRuns: 300 },
    )
  })
})

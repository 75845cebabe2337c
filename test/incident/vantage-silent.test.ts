import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import type { Outcome } from '../../lib/check/check.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import type { Vantage } from '../../lib/ports.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWatch } from './watch.ts'

const west = 'eu-west-1'
const central = 'eu-central-1'
const paris = 'eu-west-3'
const [sede, form] = ['https://sede.example/', 'https://form.example/']

/** What a vantage sees of whatever it is asked about, or by address; `silent` does not answer. */
type Sees = Outcome | 'silent' | Readonly<Record<string, Outcome>>

const placeOf = (id: string, sees: () => Sees): Vantage => ({
  id,
  look: async ({ targets }) => {
    const now = sees()
    if (now === 'silent') return undefined
    const outcomeOf = (url: string) => (typeof now === 'string' ? now : (now[url] ?? 'up'))
    return {
      is: 'seen',
      seen: targets.map(({ url }) => ({ outcome: outcomeOf(url), reason: 'seen', phases: { total: 70 } })),
    }
  },
})

const stage = (over: Parameters<typeof aService>[0] = {}) => {
  const service = aService({ vantages: [west, central], ...over })
  const its = aWatch(service, memoryStore())
  const seen: Record<string, Sees> = { [west]: 'up', [central]: 'silent' }
  const vantages = [west, central, paris].map(id => placeOf(id, () => seen[id] ?? 'silent'))
  let at = eleven
  const take = async () => {
    its.clock.set(at + 5_000)
    await takeRound({ ...its.ports, vantages }, service, { round: at, length: minute, vantage: 'home' })
  }
  return {
    ...its,
    take,
    /** So many rounds, one a minute. */
    rounds: async (count: number) => {
      for (let n = 0; n < count; n++, at += minute) await take()
    },
    /** What these two see from now on; the third never answers. */
    others: (...[one, two]: readonly [Sees, Sees]) => Object.assign(seen, { [west]: one, [central]: two }),
    alarms: () => its.journal.of('alarm').filter(({ alarm }) => alarm === 'vantage-silent'),
  }
}

describe('a vantage without whose answer nobody can tell', () => {
  it('is named once while home and another disagree', async () => {
    const its = stage()
    its.sees('sede', 'down')
    await its.rounds(30)
    expect((await its.record()).incidents).toEqual([])
    expect(its.alarms()).toEqual([
      {
        at: eleven + 17_000,
        kind: 'alarm',
        alarm: 'vantage-silent',
        service: 'seguridad-social',
        round: '2026-11-21T10:00:00.000Z',
        component: 'sede',
        text: `no answer from ${central}: nobody can tell whether sede fails`,
        metrics: { Alarms: 1 },
      },
    ])
  })

  it('is named again when that begins anew', async () => {
    const its = stage()
    its.sees('sede', 'down')
    await its.rounds(3)
    its.sees('sede', 'up')
    await its.rounds(2)
    its.sees('sede', 'down')
    await its.rounds(3)
    expect(its.alarms()).toHaveLength(2)
  })

  it('is named where the end of an outage hangs on it', async () => {
    const its = stage()
    its.sees('sede', 'down')
    its.others('down', 'down')
    await its.rounds(3)
    its.others('up', 'silent')
    await its.rounds(5)
    expect((await its.record()).incidents).toMatchObject([{ status: { is: 'open' } }])
    expect(its.alarms()).toHaveLength(1)
  })

  it('is not named by a round that comes twice', async () => {
    const its = stage()
    its.sees('sede', 'down')
    await its.take()
    await its.take()
    expect(its.alarms()).toHaveLength(1)
  })

  it('is not named where all answered and disagree', async () => {
    const its = stage({ vantages: [west] })
    its.sees('sede', 'down')
    await its.rounds(5)
    expect((await its.record()).components.sede).toHaveProperty('blind')
    expect(its.alarms()).toEqual([])
  })

  it('is not named where the others were enough', async () => {
    const its = stage({ vantages: [west, central, paris] })
    its.others('up', 'up')
    its.sees('sede', 'down')
    await its.rounds(5)
    expect(its.alarms()).toEqual([])
  })
})

describe('one of several targets of a component', () => {
  const twofold = () =>
    stage({
      components: [
        { id: 'sede', name: { es: 'la Sede Electrónica' }, targets: [{ url: sede }, { url: form }] },
      ],
    })

  it('is missed in every round while another hides it', async () => {
    const its = twofold()
    its.sees('form', 'down')
    await its.rounds(3)
    expect((await its.record()).components.sede).toMatchObject({ is: 'operational' })
    expect(its.alarms()).toHaveLength(3)
  })

  it('is missed by nobody where another is bad', async () => {
    const its = twofold()
    its.sees('form', 'down')
    its.sees('sede', 'down')
    its.others({ [sede]: 'down', [form]: 'up' }, 'silent')
    await its.rounds(4)
    expect(its.alarms()).toMatchObject([{ text: expect.stringContaining('decided without') }])
  })
})

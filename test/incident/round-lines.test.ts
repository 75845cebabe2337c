import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../lib/adapters/memory-store.ts'
import { takeRound } from '../../lib/incident/take-round.ts'
import { aService, eleven, minute } from '../given.ts'
import { aWatch } from './watch.ts'

const service = aService()
const second = 1_000
const watch = (by = service) => aWatch(by, memoryStore())
const lastRound = (its: ReturnType<typeof watch>) => its.journal.of('round').at(-1)

describe('the line of a round', () => {
  it('counts what was seen', async () => {
    const its = watch()
    its.sees('sede', 'down')
    its.sees('web', 'blind')
    await its.round(eleven)
    expect(lastRound(its)).toEqual({
      at: its.clock.now(),
      kind: 'round',
      service: service.id,
      round: '2026-11-21T10:00:00.000Z',
      taken: true,
      down: 1,
      blind: 1,
      up: 1,
      metrics: { Rounds: 1, Blind: 0 },
    })
  })

  it('stands beside those of its looks, from where they were made', async () => {
    const its = watch()
    await its.round(eleven)
    expect(its.journal.of('check').map(({ vantage }) => vantage)).toEqual(['home', 'home', 'home'])
  })

  it('counts no round that was taken before', async () => {
    const its = watch()
    await its.round(eleven)
    await its.round(eleven)
    expect(lastRound(its)).toMatchObject({ taken: false, metrics: { Rounds: 0 } })
    expect(its.journal.of('alarm')).toEqual([])
  })

  it('is blind where nobody can tell of anything', async () => {
    const its = watch()
    for (const site of ['sede', 'web', 'cita']) its.sees(site, 'blind')
    await its.round(eleven)
    expect(lastRound(its)).toMatchObject({ blind: 3, metrics: { Blind: 1 } })
    expect(lastRound(its)).not.toHaveProperty('why')
  })

  it('is not blind where there is nothing to look at', async () => {
    const offices = aService({
      components: [{ id: 'oficinas', name: { es: 'las oficinas' }, declared: true }],
    })
    const its = watch(offices)
    await its.round(eleven)
    expect(lastRound(its)).toMatchObject({ metrics: { Rounds: 1, Blind: 0 } })
  })

  it('says why nothing bad counts', async () => {
    const controlled = aService({ controls: ['https://control.example/'] })
    const its = watch(controlled)
    its.sees('sede', 'down')
    const { prober } = its.ports
    const failing = {
      look: (...[target, deadline]: Parameters<typeof prober.look>) =>
        target.url.includes('control')
          ? Promise.resolve({
              is: 'failed',
              during: 'tcp',
              code: 'ENETUNREACH',
              phases: { total: 1 },
            } as const)
          : prober.look(target, deadline),
    }
    await takeRound({ ...its.ports, prober: failing }, controlled, {
      round: eleven,
      length: minute,
      vantage: 'home',
    })
    expect(lastRound(its)).toMatchObject({ why: 'controls-failing' })
  })
})

describe('a round of a process that froze', () => {
  /** The process stands still for this long while it looks. */
  const frozen = async (milliseconds: number) => {
    const its = watch()
    its.sees('sede', 'down')
    const { prober, clock } = its.ports
    let slept = false
    const slow = {
      look: async (...asked: Parameters<typeof prober.look>) => {
        if (!slept) {
          slept = true
          await clock.sleep(milliseconds)
        }
        return prober.look(...asked)
      },
    }
    const policy = { ...service.policy, recheck: [] }
    await takeRound(
      { ...its.ports, prober: slow },
      { ...service, policy },
      {
        round: eleven,
        length: minute,
        vantage: 'home',
      },
    )
    return (await its.record()).day.counts
  }

  it('counts as seen within a minute', async () => {
    expect(await frozen(60 * second)).toMatchObject({ sede: [0, 0, 1, 0], web: [1, 0, 0, 0] })
  })

  it('counts as blind after that', async () => {
    expect(await frozen(60 * second + 1)).toMatchObject({ sede: [0, 0, 0, 1], web: [0, 0, 0, 1] })
  })
})

describe('the alarm for what nobody can see', () => {
  const unseen = (its: ReturnType<typeof watch>) =>
    its.journal.of('alarm').filter(({ alarm }) => alarm === 'unseen')
  const fallen = async () => {
    const its = watch()
    its.sees('sede', 'down')
    for (let n = 0; n < 3; n++) await its.round(eleven + n * minute)
    return its
  }

  it('comes after ten minutes, and with every round', async () => {
    const its = await fallen()
    its.sees('sede', 'blind')
    for (let n = 3; n < 13; n++) await its.round(eleven + n * minute)
    expect(unseen(its)).toEqual([])
    await its.round(eleven + 13 * minute)
    expect(unseen(its)).toEqual([
      {
        at: its.clock.now(),
        kind: 'alarm',
        alarm: 'unseen',
        service: service.id,
        round: '2026-11-21T10:13:00.000Z',
        component: 'sede',
        text: expect.stringContaining('sede'),
        metrics: { Alarms: 1 },
      },
    ])
  })

  it('never comes for what nobody knows to fail', async () => {
    const its = await fallen()
    its.sees('web', 'blind')
    for (let n = 3; n < 20; n++) await its.round(eleven + n * minute)
    expect(unseen(its)).toEqual([])
  })
})

describe('the alarm for a clock', () => {
  it('says what is wrong, once', async () => {
    const its = watch()
    await its.round(eleven + 60 * minute)
    await its.round(eleven)
    expect(its.journal.of('alarm')).toEqual([
      {
        at: its.clock.now(),
        kind: 'alarm',
        alarm: 'clock',
        service: service.id,
        round: '2026-11-21T10:00:00.000Z',
        text: expect.stringContaining('ahead of now'),
        metrics: { Alarms: 1 },
      },
    ])
  })
})

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Asked, askedSchema, toldSchema } from '../../lib/check/asked.ts'
import type { Sight } from '../../lib/check/check.ts'
import { lookFor } from '../../lib/check/elsewhere.ts'
import { fakeClock, fakeJournal, fakeProber } from '../fakes.ts'
import { answered, failed, targetOf, unmarked } from './targets.ts'

const sede = 'https://sede.example/'
const controls = ['https://one.example/', 'https://two.example/']
const asked = (over: Partial<Asked> = {}): Asked => ({
  service: 'body',
  targets: [targetOf(sede)],
  controls,
  deadline: 4_000,
  ...over,
})

const world = () => {
  const [prober, journal] = [fakeProber(), fakeJournal()]
  const deadlines: Record<string, number> = {}
  const look: typeof prober.look = (target, deadline) => {
    deadlines[target.url] = deadline
    return prober.look(target, deadline)
  }
  return { prober, journal, deadlines, ports: { prober: { look }, journal, clock: fakeClock(0) } }
}

describe('a vantage that is asked', () => {
  it('says what it sees of each target in their order', async () => {
    const { ports, prober } = world()
    prober.see('https://web.example/', 'down')
    const targets = [targetOf('https://web.example/'), targetOf(sede)]
    expect(await lookFor(ports, asked({ targets }), 'eu-west-1')).toEqual({
      is: 'seen',
      seen: [
        { outcome: 'down', reason: 'status-503', phases: { total: 120 } },
        { outcome: 'up', reason: 'ok', phases: { total: 120 } },
      ],
    })
  })

  it('ends every look by the deadline', async () => {
    const { ports, deadlines } = world()
    const targets = [targetOf(sede), targetOf('https://quick.example/', { timeout: 1_000 })]
    await lookFor(ports, asked({ targets }), 'eu-west-1')
    expect(deadlines).toEqual({
      [sede]: 4_000,
      'https://quick.example/': 1_000,
      'https://one.example/': 4_000,
      'https://two.example/': 4_000,
    })
  })

  it('is blind where most of its controls fail', async () => {
    const { ports, prober, journal } = world()
    for (const url of controls) prober.see(url, 'down')
    expect(await lookFor(ports, asked(), 'eu-west-1')).toEqual({ is: 'blind' })
    expect(journal.of('blind')).toMatchObject([{ vantage: 'eu-west-1', controls: { bad: 2, of: 2 } }])
  })

  it('is understood at home, whatever it sees', async () => {
    for (const outcome of ['up', 'slow', 'down', 'blind'] as const) {
      const { ports, prober } = world()
      prober.see(sede, outcome)
      const told = await lookFor(ports, asked(), 'eu-west-1')
      expect(v.parse(toldSchema, JSON.parse(JSON.stringify(told)))).toEqual(told)
    }
  })

  it('understands what home asks', () => {
    expect(v.parse(askedSchema, JSON.parse(JSON.stringify(asked())))).toEqual(asked())
  })
})

describe('a look that had less time than home gives', () => {
  const seeing = async (sight: Sight, deadline = 4_000) => {
    const { ports } = world()
    const prober = { look: async () => sight }
    const told = await lookFor({ ...ports, prober }, asked({ controls: [], deadline }), 'eu-west-1')
    return told.is === 'seen' ? told.seen[0] : told
  }

  it.each([
    ['a name', failed('DEADLINE', 'dns')],
    ['a connection', failed('DEADLINE')],
    ['an answer', failed('DEADLINE', 'request')],
    ['the marker', unmarked({ cut: 'DEADLINE' })],
  ])('cannot tell what became of %s', async (_, sight) => {
    expect(await seeing(sight)).toMatchObject({ outcome: 'blind', reason: 'cut-short' })
  })

  it.each([
    ['a refusal', failed('ECONNREFUSED'), 'down', 'refused'],
    ['an error with half a page', unmarked({ status: 500, cut: 'DEADLINE' }), 'down', 'status-500'],
    ['a page without its marker', unmarked(), 'down', 'no-marker'],
    ['a page that was slow', answered({ phases: { total: 4_001 } }), 'slow', 'slow'],
    ['the marker of half a page', answered({ cut: 'DEADLINE' }), 'up', 'ok'],
  ] as const)('still tells of %s', async (_, sight, outcome, reason) => {
    expect(await seeing(sight)).toMatchObject({ outcome, reason })
  })

  it.each([10_000, 20_000])('speaks as home does with all its time: %d ms', async deadline => {
    expect(await seeing(failed('DEADLINE', 'request'), deadline)).toMatchObject({
      outcome: 'down',
      reason: 'timeout-request',
    })
  })
})

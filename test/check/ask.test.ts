import { describe, expect, it } from 'vitest'
import type { Asked, Told } from '../../lib/check/asked.ts'
import type { Outcome } from '../../lib/check/check.ts'
import { lookAround } from '../../lib/check/round.ts'
import type { Vantage } from '../../lib/ports.ts'
import { fakeClock, fakeJournal, fakeProber } from '../fakes.ts'
import { serviceOf } from './targets.ts'

const start = Date.UTC(2026, 10, 21, 10, 0, 0)
const sede = 'https://sede.example/'
const web = 'https://web.example/'
const control = 'https://control.example/'
const west = 'eu-west-1'
const central = 'eu-central-1'
const reasons = { up: 'ok', slow: 'slow', down: 'status-500', blind: 'status-403' } as const

/** A vantage that sees these, by address; it answers that it is blind, or nothing, where it is told to. */
const fakeVantage = (id: string, sees: Readonly<Record<string, Outcome>> | 'blind' | 'silent') => {
  const asked: Asked[] = []
  const told = (targets: Asked['targets']): Told | undefined => {
    if (sees === 'silent') return undefined
    if (sees === 'blind') return { is: 'blind' }
    const seen = targets.map(({ url }) => sees[url] ?? 'up')
    return {
      is: 'seen',
      seen: seen.map(outcome => ({ outcome, reason: reasons[outcome], phases: { total: 70 } })),
    }
  }
  const vantage: Vantage = {
    id,
    look: async question => {
      asked.push(question)
      return told(question.targets)
    },
  }
  return { ...vantage, asked }
}

const service = (over: Parameters<typeof serviceOf>[1] = {}) =>
  serviceOf(
    [
      { id: 'sede', name: { es: 'la Sede' }, targets: [{ url: sede, expect: { contains: ['a'] } }] },
      { id: 'web', name: { es: 'la web' }, targets: [{ url: web, expect: { contains: ['a'] } }] },
    ],
    { vantages: [west, central], controls: [control], policy: { recheck: ['2s'] }, ...over },
  )

const look = async (
  home: Readonly<Record<string, Outcome>>,
  vantages: readonly Vantage[],
  { over = {}, budget = 50_000 }: { over?: Parameters<typeof service>[0]; budget?: number } = {},
) => {
  const prober = fakeProber()
  for (const [url, outcome] of Object.entries(home)) prober.see(url, outcome)
  const journal = fakeJournal()
  const ports = { prober, journal, clock: fakeClock(start), vantages }
  const seen = await lookAround(ports, service(over), { vantage: 'home', budget })
  return { seen, lines: journal.of('check').filter(({ component }) => component !== 'control') }
}

describe('other vantages', () => {
  it('are not asked while home sees nothing bad', async () => {
    const one = fakeVantage(west, {})
    await look({ [sede]: 'blind' }, [one])
    expect(one.asked).toEqual([])
  })

  it('are asked once about all that is bad, and of nothing else', async () => {
    const one = fakeVantage(west, { [sede]: 'down' })
    await look({ [sede]: 'down' }, [one])
    expect(one.asked).toMatchObject([{ service: 'body', targets: [{ url: sede }], controls: [control] }])
  })

  it.each([
    ['down', { [sede]: 'down' }, {}, 'down', 'status-503'],
    ['down', {}, {}, 'up', 'overruled-up'],
    ['slow', {}, {}, 'up', 'overruled-up'],
    ['down', { [sede]: 'slow' }, {}, 'slow', 'overruled-slow'],
    ['down', {}, 'silent', 'blind', 'overruled-split'],
    ['down', {}, 'blind', 'blind', 'overruled-split'],
    ['down', 'silent', 'silent', 'down', 'status-503'],
    ['down', 'blind', 'silent', 'down', 'status-503'],
    ['slow', 'blind', { [sede]: 'blind' }, 'slow', 'slow'],
  ] as const)('see %s as %j and %j: it is %s', async (home, first, second, outcome, reason) => {
    const { seen } = await look({ [sede]: home }, [fakeVantage(west, first), fakeVantage(central, second)])
    expect(seen.components).toMatchObject({ sede: { outcome, reasons: [reason] }, web: { outcome: 'up' } })
  })

  it('speak of each target by itself', async () => {
    const { seen } = await look({ [sede]: 'down', [web]: 'down' }, [
      fakeVantage(west, { [web]: 'down' }),
      fakeVantage(central, {}),
    ])
    expect(seen.components).toMatchObject({ sede: { outcome: 'up' }, web: { outcome: 'down' } })
  })

  it('date what they see up by when they were asked', async () => {
    const { seen } = await look({ [sede]: 'down' }, [fakeVantage(west, {}), fakeVantage(central, {})])
    expect(seen.components.sede).toEqual({
      outcome: 'up',
      at: start + 2_000,
      reasons: ['overruled-up'],
      latency: 70,
      phases: { total: 70 },
    })
  })

  it('leave the time of a fall as home saw it', async () => {
    const { seen } = await look({ [sede]: 'down' }, [fakeVantage(west, { [sede]: 'down' })])
    expect(seen.components.sede).toMatchObject({ outcome: 'down', at: start })
  })

  it('are told in the journal, with what all agree on at the end', async () => {
    const { lines } = await look({ [sede]: 'down' }, [fakeVantage(west, {}), fakeVantage(central, 'silent')])
    const ofSede = lines.filter(({ target }) => target === sede).slice(2)
    expect(ofSede).toMatchObject([
      { vantage: west, outcome: 'up', reason: 'ok' },
      { vantage: central, outcome: 'blind', reason: 'no-answer' },
      {
        vantage: 'home',
        look: 3,
        outcome: 'blind',
        reason: 'overruled-split',
        voices: { home: 'down', [west]: 'up', [central]: 'blind' },
      },
    ])
  })

  it('are named if they gave no answer', async () => {
    const wrong: Vantage = { id: central, look: async () => ({ is: 'seen', seen: [] }) }
    const { seen } = await look({ [sede]: 'down' }, [fakeVantage(west, 'silent'), wrong])
    expect(seen.silent).toEqual([west, central])
    const { seen: others } = await look({ [sede]: 'down' }, [fakeVantage(west, 'blind')])
    expect(others).not.toHaveProperty('silent')
  })

  it('are not heeded where our own network fails', async () => {
    const one = fakeVantage(west, { [sede]: 'down' })
    const { seen } = await look({ [sede]: 'down', [control]: 'down' }, [one, fakeVantage(central, 'silent')])
    expect(seen.components.sede).toMatchObject({ outcome: 'blind', reasons: ['controls-failing'] })
    expect(seen).not.toHaveProperty('silent')
  })

  it('are those that the service names, and never home itself', async () => {
    const [home, unnamed] = [fakeVantage('home', {}), fakeVantage('us-east-1', {})]
    const { seen } = await look({ [sede]: 'down' }, [home, unnamed], { over: { vantages: [west] } })
    expect([...home.asked, ...unnamed.asked]).toEqual([])
    expect(seen.components.sede?.outcome).toBe('down')
  })
})

describe('the time of a round', () => {
  it('gives others as long as the slowest target may take', async () => {
    const one = fakeVantage(west, {})
    await look({ [sede]: 'down' }, [one])
    expect(one.asked[0]?.deadline).toBe(13_000)
  })

  it('is kept for them though rechecks are left out', async () => {
    const one = fakeVantage(west, {})
    const { lines } = await look({ [sede]: 'down' }, [one], { budget: 12_000 })
    expect(lines.filter(({ vantage }) => vantage === 'home').map(({ look }) => look)).toEqual([1, 1, 2])
    expect(one.asked[0]?.deadline).toBe(12_000)
  })

  it('is not spent on others when there is none left', async () => {
    const one = fakeVantage(west, { [sede]: 'down' })
    const { seen } = await look({ [sede]: 'down' }, [one], { budget: 0 })
    expect(one.asked).toEqual([])
    expect(seen).toMatchObject({ silent: [west], components: { sede: { outcome: 'down' } } })
  })
})

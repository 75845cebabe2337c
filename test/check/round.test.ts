import { describe, expect, it } from 'vitest'
import type { Sight } from '../../lib/check/check.ts'
import { lookAround } from '../../lib/check/round.ts'
import type { JournalLine } from '../../lib/ports.ts'
import type { Service, Target } from '../../lib/service/service.ts'
import { answered, failed, serviceOf, unmarked } from './targets.ts'

const start = Date.UTC(2026, 10, 21, 10, 0, 0)
const sede = 'https://sede.example/'
const web = 'https://web.example/'
const controls = ['https://one.example/', 'https://two.example/']
const expecting = (url: string, over: object = {}) => ({
  url,
  expect: { contains: ['/wps/portal/'] },
  ...over,
})

const up = answered()
const down = unmarked()
const slow = answered({ phases: { total: 5_000 } })
const refused = unmarked({ status: 403 })

/**
 * A world whose time passes only as somebody sleeps or looks. Sleepers and looks wake in the order of their time, so
 * what runs in parallel takes as long as the longest of it.
 */
const world = (
  script: Readonly<Record<string, readonly Sight[]>>,
  took: Readonly<Record<string, number>> = {},
) => {
  let now = 0
  const sleepers: { at: number; wake: () => void }[] = []
  const looks: { url: string; at: number; deadline: number }[] = []
  const lines: JournalLine[] = []
  let ticking = false

  const tick = () => {
    ticking = false
    const next = sleepers.sort((one, other) => one.at - other.at).shift()
    if (next === undefined) return
    now = next.at
    next.wake()
    turn()
  }
  const turn = () => {
    if (!ticking) setImmediate(tick)
    ticking = true
  }
  const sleep = (milliseconds: number) =>
    new Promise<void>(wake => {
      sleepers.push({ at: now + milliseconds, wake })
      turn()
    })

  const look = async (target: Target, deadline: number) => {
    const seen = looks.filter(one => one.url === target.url).length
    looks.push({ url: target.url, at: now, deadline })
    await sleep(took[target.url] ?? 100)
    const sights = script[target.url] ?? [up]
    return sights[Math.min(seen, sights.length - 1)]!
  }
  return {
    looks,
    lines,
    ports: {
      prober: { look },
      clock: { now: () => start + now, monotonic: () => 5_000 + now, sleep },
      journal: { say: (line: JournalLine) => void lines.push(line) },
    },
    timesOf: (url: string) => looks.filter(one => one.url === url).map(one => one.at),
  }
}

const oneTarget = (over: Parameters<typeof serviceOf>[1] = {}) =>
  serviceOf([{ id: 'sede', name: { es: 'la Sede' }, targets: [expecting(sede)] }], over)

const round = (ports: Parameters<typeof lookAround>[0], service: Service, budget = 50_000) =>
  lookAround(ports, service, { vantage: 'home', budget })

describe('a round', () => {
  it('looks once at what is up', async () => {
    const { ports, timesOf, looks } = world({})
    const seen = await round(ports, oneTarget({ controls }))
    expect(timesOf(sede)).toEqual([0])
    expect(looks).toEqual([{ url: sede, at: 0, deadline: 10_000 }])
    expect(seen.components).toEqual({
      sede: { outcome: 'up', at: start, reasons: ['ok'], latency: 120, phases: { total: 120 } },
    })
    expect(seen).not.toHaveProperty('blind')
  })

  it('looks again 2 s and 10 s after each look ended', async () => {
    const { ports, timesOf } = world({ [sede]: [down] }, { [sede]: 1_000 })
    const seen = await round(ports, oneTarget())
    expect(timesOf(sede)).toEqual([0, 3_000, 14_000])
    expect(seen.components.sede).toMatchObject({ outcome: 'down', at: start, reasons: ['no-marker'] })
    expect(seen.checks.map(({ look, outcome, at }) => [look, outcome, at - start])).toEqual([
      [1, 'down', 0],
      [2, 'down', 3_000],
      [3, 'down', 14_000],
    ])
  })

  it('stops at the first good look', async () => {
    const { ports, timesOf } = world({ [sede]: [down, up] })
    const seen = await round(ports, oneTarget({ controls }))
    expect(timesOf(sede)).toHaveLength(2)
    expect(seen.components.sede).toMatchObject({ outcome: 'up', at: start + 2_100, reasons: ['ok'] })
  })

  it('takes the last look for the outcome', async () => {
    const { ports } = world({ [sede]: [slow, down, down] })
    const { components } = await round(ports, oneTarget())
    expect(components.sede).toMatchObject({ outcome: 'down', at: start + 2_100 })
  })

  it('looks again at what is blind, too', async () => {
    const { ports, timesOf } = world({ [sede]: [refused, refused, down] })
    const { components } = await round(ports, oneTarget())
    expect(timesOf(sede)).toHaveLength(3)
    expect(components.sede).toMatchObject({ outcome: 'down', at: start + 12_200 })
  })

  it('leaves out a recheck that cannot end in time', async () => {
    const { ports, timesOf } = world({ [sede]: [down] }, { [sede]: 10_000 })
    await round(ports, oneTarget(), 22_000)
    expect(timesOf(sede)).toEqual([0, 12_000])
    const tight = world({ [sede]: [down] }, { [sede]: 10_000 })
    await round(tight.ports, oneTarget(), 21_999)
    expect(tight.timesOf(sede)).toEqual([0])
  })

  it('keeps time for the controls within the budget', async () => {
    const { ports, timesOf, looks } = world({ [sede]: [down] }, { [sede]: 10_000 })
    await round(ports, oneTarget({ controls }), 26_999)
    expect(timesOf(sede)).toEqual([0])
    expect(looks.at(-1)).toEqual({ url: controls[1], at: 10_000, deadline: 5_000 })
  })

  it('looks at all targets of all components at once', async () => {
    const service = serviceOf([
      { id: 'sede', name: { es: 'la Sede' }, targets: [expecting(sede), expecting(`${sede}b`)] },
      { id: 'web', name: { es: 'la web' }, targets: [expecting(web)] },
      { id: 'oficinas', name: { es: 'las oficinas' }, declared: true },
    ])
    const { ports, looks } = world({ [web]: [down, up] }, { [sede]: 9_000 })
    const seen = await round(ports, service)
    expect(looks.map(one => [one.url, one.at])).toEqual([
      [sede, 0],
      [`${sede}b`, 0],
      [web, 0],
      [web, 2_100],
    ])
    expect(Object.keys(seen.components)).toEqual(['sede', 'web'])
  })

  it('says every look to the journal, once', async () => {
    const { ports, lines } = world({ [sede]: [down, down, up] })
    await round(ports, oneTarget())
    expect(lines.map(one => [one.look, one.outcome])).toEqual([
      [1, 'down'],
      [2, 'down'],
      [3, 'up'],
    ])
    expect(lines[0]).toEqual({
      at: start,
      kind: 'check',
      service: 'body',
      component: 'sede',
      target: sede,
      outcome: 'down',
      reason: 'no-marker',
      phases: { total: 120 },
      look: 1,
      vantage: 'home',
    })
  })
})

describe('the controls', () => {
  it('are looked at once, after the last recheck', async () => {
    const { ports, looks, lines } = world({ [sede]: [down] })
    const seen = await round(ports, oneTarget({ controls }))
    expect(looks.slice(-2)).toEqual(controls.map(url => ({ url, at: 12_300, deadline: 5_000 })))
    expect(seen.components.sede?.outcome).toBe('down')
    expect(lines.filter(one => one.component === 'control').map(one => [one.target, one.outcome])).toEqual(
      controls.map(url => [url, 'up']),
    )
  })

  it('are left alone while pages only refuse us', async () => {
    const { ports, timesOf } = world({ [sede]: [refused] })
    const seen = await round(ports, oneTarget({ controls }))
    expect(timesOf(controls[0]!)).toEqual([])
    expect(seen.components.sede).toMatchObject({ outcome: 'blind', at: start, reasons: ['status-403'] })
  })

  it('make everything bad blind when most fail', async () => {
    const service = serviceOf(
      [
        { id: 'sede', name: { es: 'la Sede' }, targets: [expecting(sede)] },
        { id: 'web', name: { es: 'la web' }, targets: [expecting(web)] },
        { id: 'cita', name: { es: 'la cita' }, targets: [expecting(`${web}cita`)] },
      ],
      { controls },
    )
    const dead = failed('ETIMEOUT', 'dns')
    const { ports, lines } = world({
      [sede]: [dead],
      [web]: [slow],
      [controls[0]!]: [dead],
      [controls[1]!]: [dead],
    })
    const seen = await round(ports, service)
    expect(seen.blind).toBe('controls-failing')
    expect(seen.components).toMatchObject({
      sede: { outcome: 'blind', reasons: ['controls-failing'] },
      web: { outcome: 'blind', reasons: ['controls-failing'] },
      cita: { outcome: 'up' },
    })
    expect(seen.checks.some(({ outcome }) => outcome === 'down' || outcome === 'slow')).toBe(false)
    expect(lines.at(-1)).toEqual({
      at: start + 12_400,
      kind: 'blind',
      service: 'body',
      why: 'controls-failing',
      controls: { bad: 2, of: 2 },
      vantage: 'home',
    })
  })

  it('do not excuse anything when just half fail', async () => {
    const { ports } = world({ [sede]: [down], [controls[0]!]: [failed('ECONNREFUSED')] })
    const seen = await round(ports, oneTarget({ controls }))
    expect(seen.components.sede?.outcome).toBe('down')
    expect(seen).not.toHaveProperty('blind')
  })

  it.each([
    ['403', unmarked({ status: 403 }), 'down'],
    ['404', unmarked({ status: 404 }), 'down'],
    ['500', unmarked({ status: 500 }), 'blind'],
  ] as const)('are good with any answer below 500: %s', async (_status, sight, outcome) => {
    const { ports } = world({ [sede]: [down], [controls[0]!]: [sight] })
    const { components } = await round(ports, oneTarget({ controls: controls.slice(0, 1) }))
    expect(components.sede?.outcome).toBe(outcome)
  })

  it('excuse nothing when there are none', async () => {
    const { ports } = world({ [sede]: [failed('ETIMEOUT', 'dns')] })
    const seen = await round(ports, oneTarget())
    expect(seen.components.sede?.reasons).toEqual(['dns-timeout'])
  })

  it('tell that a machine without network is blind', async () => {
    const offline = failed('ENETUNREACH')
    const { ports } = world({ [sede]: [offline], [controls[0]!]: [offline], [controls[1]!]: [offline] })
    const seen = await round(ports, oneTarget({ controls }))
    expect(seen).toMatchObject({ blind: 'controls-failing', components: { sede: { outcome: 'blind' } } })
  })
})

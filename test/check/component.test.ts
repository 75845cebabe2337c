import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/check/check.ts'
import { componentSeen } from '../../lib/check/component.ts'
import { checkOf } from './targets.ts'

const lone = (outcome: Outcome, reason: string = outcome, over: object = {}) => [
  checkOf({ outcome, reason, ...over }),
]

describe('a component', () => {
  it.each([
    [['up', 'down', 'slow'], 'down'],
    [['up', 'slow', 'up'], 'slow'],
    [['blind', 'down', 'up'], 'down'],
    [['blind', 'slow'], 'slow'],
    [['blind', 'up'], 'up'],
    [['blind', 'blind'], 'blind'],
  ] as const)('of targets %j is %s', (outcomes, expected) => {
    expect(componentSeen(outcomes.map(one => lone(one))).outcome).toBe(expected)
  })

  it('is only slow when a partial target is down', () => {
    const seen = componentSeen([lone('up'), lone('down', 'status-500', { partial: true })])
    expect(seen).toMatchObject({ outcome: 'slow', reasons: ['status-500'] })
  })

  it('is down when another target is, too', () => {
    const seen = componentSeen([lone('down', 'refused'), lone('down', 'status-500', { partial: true })])
    expect(seen).toMatchObject({ outcome: 'down', reasons: ['refused'] })
  })

  it.each(['up', 'blind'] as const)('is %s where its only target is, and partial', outcome => {
    expect(componentSeen([lone(outcome, 'ok', { partial: true })]).outcome).toBe(outcome)
  })

  it('is bad since the first of its targets was seen so', () => {
    const seen = componentSeen([lone('down', 'refused', { at: 40 }), lone('down', 'refused', { at: 30 })])
    expect(seen).toMatchObject({ at: 30, reasons: ['refused'] })
  })

  it('is up only since the last of its targets is', () => {
    const back = [checkOf({ outcome: 'down', at: 10 }), checkOf({ outcome: 'up', at: 25, look: 2 })]
    expect(componentSeen([lone('up', 'ok', { at: 10 }), back])).toMatchObject({ outcome: 'up', at: 25 })
  })

  it('keeps the first look at its badness over a blind one', () => {
    const looks = [
      checkOf({ outcome: 'down', at: 10 }),
      checkOf({ outcome: 'blind', at: 20, look: 2 }),
      checkOf({ outcome: 'down', at: 30, look: 3 }),
    ]
    expect(componentSeen([looks])).toMatchObject({ outcome: 'down', at: 10 })
  })

  it('goes by the last look, in whatever order they come', () => {
    const looks = [checkOf({ outcome: 'up', look: 2 }), checkOf({ outcome: 'down', look: 1 })]
    expect(componentSeen([looks]).outcome).toBe('up')
  })

  it('names its targets that are bad, and those of which nobody can tell', () => {
    const outcomes = ['up', 'down', 'slow', 'blind'] as const
    const seen = componentSeen(outcomes.map(one => lone(one, one, { target: `https://${one}.example/` })))
    expect(seen).toMatchObject({
      bad: ['https://down.example/', 'https://slow.example/'],
      blind: ['https://blind.example/'],
    })
  })

  it('has nobody to name while all is well', () => {
    const seen = componentSeen([lone('up', 'ok', { at: 10 })])
    expect(seen).toEqual({ outcome: 'up', at: 10, reasons: ['ok'], latency: 100, phases: { total: 100 } })
  })

  it('has no latency where no look was good', () => {
    expect(componentSeen([lone('down'), lone('blind')])).not.toHaveProperty('latency')
  })

  it('tells its slowest good look and its first certificate to expire', () => {
    const seen = componentSeen([
      lone('up', 'ok', { phases: { total: 300 }, certificateExpires: 900 }),
      lone('slow', 'slow', { phases: { total: 4_500 }, certificateExpires: 700 }),
      lone('down', 'refused', { phases: { total: 9_000 } }),
    ])
    expect(seen).toMatchObject({ latency: 4_500, phases: { total: 4_500 }, certificateExpires: 700 })
  })
})

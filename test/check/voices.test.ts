import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/check/check.ts'
import { agreed, type Bad } from '../../lib/check/voices.ts'

/** `d` down, `s` slow, `u` up, `b` blind. */
const letters = { d: 'down', s: 'slow', u: 'up', b: 'blind' } as const
type Letter = keyof typeof letters
const others = (spelt: string): Outcome[] => [...spelt].map(letter => letters[letter as Letter])

const anyBad = fc.constantFrom<Bad>('down', 'slow')
const anyOthers = fc.array(fc.constantFrom<Outcome>('up', 'slow', 'down', 'blind'), { maxLength: 6 })

describe('what all vantages say of what home sees bad', () => {
  it.each([
    ['down', '', 'down'],
    ['down', 'b', 'down'],
    ['down', 'bbb', 'down'],
    ['down', 'd', 'down'],
    ['down', 'u', 'blind'],
    ['down', 'du', 'down'],
    ['down', 'uu', 'up'],
    ['down', 'ub', 'blind'],
    ['down', 'duu', 'blind'],
    ['down', 'ddu', 'down'],
    ['down', 'duuu', 'up'],
    ['down', 's', 'slow'],
    ['down', 'su', 'slow'],
    ['down', 'ss', 'slow'],
    ['down', 'sd', 'down'],
    ['slow', '', 'slow'],
    ['slow', 'd', 'slow'],
    ['slow', 'dd', 'slow'],
    ['slow', 'u', 'blind'],
    ['slow', 'uu', 'up'],
    ['slow', 'du', 'slow'],
  ] as const)('makes %s at home and "%s" elsewhere %s', (home, spelt, outcome) => {
    expect(agreed(home, others(spelt))).toBe(outcome)
  })

  it('stays bad only if strictly more than half say so', () => {
    fc.assert(
      fc.property(anyBad, anyOthers, (home, voices) => {
        const told = [home, ...voices].filter(one => one !== 'blind')
        const bad = told.filter(one => one !== 'up').length
        expect(['down', 'slow'].includes(agreed(home, voices))).toBe(bad > told.length / 2)
      }),
    )
  })

  it('never makes worse what home saw', () => {
    const badness = { blind: 0, up: 0, slow: 1, down: 2 }
    fc.assert(
      fc.property(anyBad, anyOthers, (home, voices) => {
        expect(badness[agreed(home, voices)]).toBeLessThanOrEqual(badness[home])
      }),
    )
  })

  it('takes no notice of who cannot tell, nor of the order', () => {
    fc.assert(
      fc.property(anyBad, anyOthers, (home, voices) => {
        const able = voices.filter(one => one !== 'blind')
        expect(agreed(home, voices)).toBe(agreed(home, able.toReversed()))
      }),
    )
  })
})

import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { duration, durationBetween, milliseconds } from '../../lib/service/duration.ts'

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const unit = fc.constantFrom('ms' as const, 's' as const, 'm' as const, 'h' as const, 'd' as const)
const parse = (input: unknown) => v.safeParse(duration, input)

describe('duration', () => {
  it('reads every unit as whole milliseconds', () => {
    fc.assert(
      fc.property(fc.nat(366), unit, (amount, name) => {
        expect(parse(`${amount}${name}`).output).toBe(amount * units[name])
      }),
    )
  })

  it('reads fractions to the nearest millisecond', () => {
    expect(milliseconds('0.25s')).toBe(250)
    expect(milliseconds('1.5h')).toBe(5_400_000)
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(3, '0')}s`
        expect(milliseconds(text)).toBe(whole * 1_000 + fraction)
      }),
    )
  })

  it('takes 0s for one', () => {
    expect(parse('0s').output).toBe(0)
  })

  it('refuses a number without its unit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer()), amount => {
        expect(parse(amount).success).toBe(false)
        expect(parse(String(amount)).success).toBe(false)
      }),
    )
  })

  it('takes no text but an amount and a unit', () => {
    const likely = fc.stringMatching(/^[ -]?[0-9]{0,3}[.,]?[0-9]{0,2} ?(ms|s|m|h|d|S|min|w|toString)?$/)
    fc.assert(
      fc.property(fc.oneof(fc.string(), likely), text => {
        expect(milliseconds(text) !== undefined).toBe(/^[0-9]+(\.[0-9]+)?(ms|[smhd])$/.test(text))
      }),
    )
  })

  it('stays within a year, however long the digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 367n, max: 10n ** 400n }), amount => {
        expect(parse(`${amount}d`).success).toBe(false)
      }),
    )
    expect(parse('366d').success).toBe(true)
  })

  it('keeps to its bounds and says them', () => {
    const lease = durationBetween(2_000, 600_000, 'from 2s to 10m')
    expect(v.safeParse(lease, '2s').output).toBe(2_000)
    expect(v.safeParse(lease, '10m').output).toBe(600_000)
    for (const outside of ['1999ms', '601s'])
      expect(v.safeParse(lease, outside).issues?.[0].message).toBe('from 2s to 10m')
  })
})

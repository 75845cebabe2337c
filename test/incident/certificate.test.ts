import { describe, expect, it } from 'vitest'
import { expiring } from '../../lib/incident/certificate.ts'
import { emptyRecord } from '../../lib/incident/evolve.ts'
import { eleven, round } from '../given.ts'

const day = 86_400_000
const told = (left: number, known?: { left: number; told: number }) => {
  const record = {
    ...emptyRecord('body'),
    certificates: known ? { sede: { expires: eleven + known.left, told: known.told } } : {},
  }
  const seen = { outcome: 'up' as const, at: eleven, certificateExpires: eleven + left }
  return expiring(record, { ...round(eleven, {}), at: eleven, components: { sede: seen } }).map(
    event => event.is === 'expiring' && event.days,
  )
}

describe('a certificate', () => {
  it.each([
    [21 * day + 1, []],
    [21 * day, [21]],
    [14 * day, [14]],
    [7 * day + 1, [14]],
    [7 * day, [7]],
    [day, [1]],
    [-day, [1]],
  ])('that ends in %d ms is told as %j', (left, days) => {
    expect(told(left)).toEqual(days)
  })

  it('is told once at each milestone', () => {
    expect(told(20 * day, { left: 20 * day, told: 21 })).toEqual([])
    expect(told(13 * day, { left: 13 * day, told: 21 })).toEqual([14])
    expect(told(13 * day, { left: 13 * day, told: 7 })).toEqual([])
  })

  it('is told anew where it is another one', () => {
    expect(told(20 * day, { left: 3 * day, told: 7 })).toEqual([21])
  })

  it('that was not seen is not told of', () => {
    const seen = { outcome: 'down' as const, at: eleven }
    const components = { sede: seen }
    expect(expiring(emptyRecord('body'), { ...round(eleven, {}), components })).toEqual([])
  })
})

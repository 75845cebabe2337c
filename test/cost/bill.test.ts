import { describe, expect, it } from 'vitest'
import { billOf, total } from '../../cli/cost/bill.ts'
import { readPrices } from '../../cli/cost/prices.ts'
import { tableOf } from '../../cli/cost/table.ts'

const prices = readPrices()
const here = prices.listed
const one = (key: 'reads' | 'alarms' | 'posts', amount: number, region = here) =>
  billOf({ [key]: amount }, prices, region)[0]

describe('the price file', () => {
  it('says of every price when and where it was read', () => {
    for (const { date, source, confirmed } of Object.values(prices.prices)) {
      expect(date).toMatch(/^2026-\d{2}$/)
      expect(source === 'from memory').toBe(source === 'from memory' && !confirmed)
      expect(source.length).toBeGreaterThan(5)
    }
  })
})

describe('a line of a bill', () => {
  it('is its units at their price', () => {
    expect(one('reads', 2_000_000)?.usd).toBeCloseTo(2 * prices.prices.reads.usd, 10)
  })

  it('is nothing while all of it is free', () => {
    expect(one('alarms', 10)).toMatchObject({ usd: 10 * prices.prices.alarms.usd, usdBeyondFree: 0 })
    expect(one('alarms', 12)?.usdBeyondFree).toBeCloseTo(2 * prices.prices.alarms.usd, 10)
  })

  it('grows elsewhere to the bound, but not on X', () => {
    const { factor } = prices.elsewhere
    expect(one('alarms', 1, 'eu-south-2')?.usd).toBeCloseTo(prices.prices.alarms.usd * factor, 10)
    expect(one('posts', 1, 'eu-south-2')?.usd).toBe(prices.prices.posts.usd)
  })

  it('is left out where nothing is asked of it', () => {
    expect(billOf({}, prices, here)).toEqual([])
  })
})

describe('a sum', () => {
  const lines = billOf({ reads: 1e6, alarms: 20, posts: 4, postsWithUrl: 4 }, prices, here)

  it('takes the groups that are asked for', () => {
    expect(total(lines, ['requests'])).toBeCloseTo(prices.prices.reads.usd, 10)
    expect(total(lines, ['requests', 'fixed'])).toBeCloseTo(
      prices.prices.reads.usd + 20 * prices.prices.alarms.usd,
      10,
    )
  })

  it('counts a post once, whatever a URL would make of it', () => {
    expect(total(lines, ['x'])).toBeCloseTo(4 * prices.prices.posts.usd, 10)
  })

  it('stands under its lines, unconfirmed prices marked', () => {
    const table = tableOf([{ title: 'one', lines: billOf({ messages: 1e6, posts: 2 }, prices, here) }])
    expect(table).toContain('| messages to topics * | 0.500 |')
    expect(table).toContain('| posts on X | 0.030 |')
    expect(table).toContain('| **everything of AWS** | **0.500** |')
  })
})

import { factorOf, type Group, type PriceKey, type Prices } from './prices.ts'

/** Units a month, by what they are priced as. */
export type Demand = Readonly<Partial<Record<PriceKey, number>>>

export interface BillLine {
  readonly key: PriceKey
  readonly group: Group
  readonly what: string
  /** Units a month. */
  readonly amount: number
  /** Dollars a month. */
  readonly usd: number
  /** The same beyond what is free. */
  readonly usdBeyondFree: number
  readonly confirmed: boolean
}

export const billOf = (demand: Demand, prices: Prices, region: string): readonly BillLine[] => {
  const keys = Object.keys(prices.prices).filter((key): key is PriceKey => key in prices.prices)
  return keys.flatMap(key => {
    const amount = demand[key]
    if (amount === undefined) return []
    const price = prices.prices[key]
    const each = (price.usd * factorOf(prices, region, price)) / price.per
    return [
      {
        key,
        group: price.group,
        what: price.what,
        amount,
        usd: amount * each,
        usdBeyondFree: Math.max(0, amount - price.free) * each,
        confirmed: price.confirmed,
      },
    ]
  })
}

/** Another price of the same posts, and what nobody here can know. */
const inNoSum: readonly PriceKey[] = ['postsWithUrl', 'visits']

/** Dollars a month of some groups. */
export const total = (
  lines: readonly BillLine[],
  of: readonly Group[],
  by: 'usd' | 'usdBeyondFree' = 'usd',
): number =>
  lines
    .filter(line => !inNoSum.includes(line.key) && of.includes(line.group))
    .reduce((sum, line) => sum + line[by], 0)

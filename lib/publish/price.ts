import { postsPaid } from '../service/euros.ts'
import type { ChannelSettings } from '../service/service.ts'
import { urlsIn } from './links.ts'

/** X asks $0.015 for a post and $0.200 for one with a URL; whether a bare domain is one, nobody has confirmed. */
const urlCosts = 0.2 / 0.015

const rounded = (euros: number): number => Math.round(euros * 10_000) / 10_000

/** What a post of these words costs, an estimate in euros: `price`, or over 13 times as much with an address in it. */
export const priceOf = (text: string, { price }: Pick<ChannelSettings, 'price'>): number =>
  urlsIn(text).length === 0 ? price : rounded(price * urlCosts)

/** Posts a day and a month that a budget allows: its posts or what its euros pay, whichever is less. */
export const postsFor = (
  { day, month, euros = {} }: ChannelSettings['budget'],
  price: number,
): { readonly day: number; readonly month: number } => {
  const paid = (sum = Number.POSITIVE_INFINITY) => postsPaid(sum, price)
  return { day: Math.min(day, paid(euros.day)), month: Math.min(month, paid(euros.month)) }
}

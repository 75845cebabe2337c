import type { ChannelSettings } from '../service/service.ts'
import type { Ledger, Spent } from './ledger.ts'
import type { Due } from './plan.ts'
import { postsFor } from './price.ts'

/** Incidents whose end is, or may be, owed to the public. */
export const owed = (ledger: Ledger): number =>
  Object.values(ledger.told).filter(({ is }) => is !== 'up').length

/** What was spent so far, with a new day or month begun where `day` says so. */
export const spentOn = (spent: Spent, day: string): Spent => {
  const month = day.slice(0, 7)
  return { day, n: spent.day === day ? spent.n : 0, month, m: spent.month === month ? spent.m : 0 }
}

export const spend = (spent: Spent, posts: 1 | -1): Spent => ({
  ...spent,
  n: Math.max(0, spent.n + posts),
  m: Math.max(0, spent.m + posts),
})

/** What has to be left. Nobody is owed a notice: it may not take the post of an end. */
const needed = ({ kind, incident }: Pick<Due, 'kind' | 'incident'>, debts: number): number => {
  if (incident.origin?.is === 'notice') return debts + 1
  switch (kind) {
    case 'begin':
      return debts + 2
    case 'update':
      return debts + 1
    case 'end':
    case 'whole':
      return 1
    default:
      return kind satisfies never
  }
}

/** Whether a post can be paid such that every end that is owed can be paid too. `day` is the local date. */
export const isAffordable = (
  due: Pick<Due, 'kind' | 'incident'>,
  ledger: Ledger,
  settings: Pick<ChannelSettings, 'budget' | 'price'>,
  day: string,
): boolean => {
  const { n, m } = spentOn(ledger.spent, day)
  const allowed = postsFor(settings.budget, settings.price)
  return Math.min(allowed.day - n, allowed.month - m) >= needed(due, owed(ledger))
}

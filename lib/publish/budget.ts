import type { ChannelSettings } from '../service/service.ts'
import type { Ledger, PostKind, Spent } from './ledger.ts'

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

const needed = (kind: PostKind, debts: number): number => {
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
  kind: PostKind,
  ledger: Ledger,
  budget: ChannelSettings['budget'],
  day: string,
): boolean => {
  const { n, m } = spentOn(ledger.spent, day)
  return Math.min(budget.day - n, budget.month - m) >= needed(kind, owed(ledger))
}

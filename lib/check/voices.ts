import type { Outcome } from './check.ts'

/** What is asked about elsewhere: a slow site degrades its component, and that is told in public too. */
export type Bad = 'down' | 'slow'

export const isBad = (outcome: Outcome): outcome is Bad => outcome === 'down' || outcome === 'slow'

interface Row {
  /** Strictly more than half of those that can tell say one of these ... */
  readonly most: readonly Outcome[]
  /** ... and this is what it becomes. */
  readonly becomes: Outcome
}

/** By what home saw; the first row that holds. Others may take from what home saw, and never add to it. */
const table: Readonly<Record<Bad, readonly Row[]>> = {
  down: [
    { most: ['down'], becomes: 'down' },
    { most: ['down', 'slow'], becomes: 'slow' },
    { most: ['up'], becomes: 'up' },
  ],
  slow: [
    { most: ['down', 'slow'], becomes: 'slow' },
    { most: ['up'], becomes: 'up' },
  ],
}

/**
 * What all vantages together say of a target that home saw bad. Home has a voice like the others; who is `blind` has
 * none, so that home alone decides where nobody else can tell. Where neither side is more than half, nobody can tell.
 */
export const agreed = (home: Bad, others: readonly Outcome[]): Outcome => {
  const voices = [home, ...others].filter(one => one !== 'blind')
  const isMost = ({ most }: Row) => voices.filter(one => most.includes(one)).length * 2 > voices.length
  return table[home].find(isMost)?.becomes ?? 'blind'
}

import type { Behaviour } from '../../local/sites.ts'

/** One way to misbehave, for a round. */
export interface Noise {
  readonly name: string
  readonly web: Behaviour
  readonly sede: Behaviour
  /** Its sites fall and come back every few seconds. */
  readonly flaps?: true
  /** What is stored of it is no record any more. */
  readonly breaks?: true
}

const hang = { is: 'hang', in: 'headers' } as const
const huge = { is: 'huge', bytes: 200e6 } as const
const down = { is: 'status', status: 503 } as const

const ways: readonly Noise[] = [
  { name: 'hangs and drips', web: hang, sede: { is: 'drip', every: 200 } },
  { name: '200 MB and resets', web: huge, sede: { is: 'reset', in: 'body' } },
  { name: 'flaps', web: down, sede: down, flaps: true },
  { name: 'redirects and stops half way', web: { is: 'redirect-loop' }, sede: { is: 'hang', in: 'body' } },
]
const broken: Noise = { name: 'a broken record, 200 MB twice', web: huge, sede: huge, breaks: true }

/** What the noisy ones do in each of so many rounds; all the while the bus takes nothing of theirs. */
export const noiseOf = (rounds: number): readonly Noise[] =>
  Array.from({ length: rounds }, (_, n) => (n === rounds - 1 ? broken : (ways[n % ways.length] ?? broken)))

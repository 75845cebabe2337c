import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { addTotals, noTotals, type Totals } from './tally.ts'
import type { Share } from './worker.ts'

interface Told {
  readonly seeds?: number
  readonly totals?: Totals
}

const oneShare = (share: Share, progress: (seeds: number) => void) =>
  new Promise<Totals>((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share })
    worker.on('message', ({ seeds, totals }: Told) => {
      if (seeds !== undefined) progress(seeds)
      if (totals) resolve(totals)
    })
    worker.on('error', reject)
    worker.on('exit', code => {
      if (code !== 0) reject(new Error(`a thread of the simulation ended with ${code}`))
    })
  })

/** Lives through many days, one thread a core. `progress` hears how many are done. */
export const many = async (
  from: number,
  seeds: number,
  what: Pick<Share, 'assumptions' | 'variant' | 'until'>,
  { threads = availableParallelism(), progress = (_: number) => {} } = {},
): Promise<Totals> => {
  const done: number[] = []
  const shares = Array.from({ length: Math.min(threads, seeds) }, (_, n) =>
    oneShare({ ...what, from: from + n, to: from + seeds - 1, step: threads }, count => {
      done[n] = count
      progress(done.reduce((sum, one) => sum + one, 0))
    }),
  )
  const totals = noTotals()
  for (const part of await Promise.all(shares)) addTotals(totals, part)
  totals.violations.sort((a, b) => a.seed - b.seed)
  return totals
}

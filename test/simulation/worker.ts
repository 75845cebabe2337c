import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Variant } from './variants.ts'
import type { Assumptions } from './world.ts'

/** One thread's share of the seeds, on the code as it is or with one rule taken out. */
export interface Share {
  readonly from: number
  readonly to: number
  readonly step: number
  readonly assumptions: Assumptions
  readonly variant?: Variant
  /** Ends the share at the first violation of this invariant. */
  readonly until?: string
}

const share: Share = workerData

const root = new URL('../../', import.meta.url)

class RuleNotFound extends Error {
  override readonly name = 'RuleNotFound'
}

/** The source as if the rule had never been written. */
const without = ({ name, rules }: Variant) => {
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      const here = rules.filter(rule => new URL(rule.file, root).href === url)
      if (here.length === 0 || loaded.source === undefined || loaded.source === null) return loaded
      const source = here.reduce(
        (text, { find, replace }) => {
          if (!text.includes(find)) throw new RuleNotFound(`${name}: ${url} no longer has ${find}`)
          return text.replace(find, () => replace)
        },
        Buffer.from(loaded.source.valueOf() as Uint8Array).toString('utf8'),
      )
      return { ...loaded, source }
    },
  })
}

if (share.variant) without(share.variant)

const { live } = await import('./world.ts')
const { violations } = await import('./invariants.ts')
const { addDay, noTotals } = await import('./tally.ts')

const totals = noTotals()
for (let seed = share.from; seed <= share.to; seed += share.step) {
  const day = await live(seed, { assumptions: share.assumptions })
  const found = violations(day)
  addDay(totals, seed, day, found)
  parentPort?.postMessage({ seeds: totals.seeds })
  if (share.until !== undefined && found.some(({ invariant }) => invariant === share.until)) break
}
parentPort?.postMessage({ totals })

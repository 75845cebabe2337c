import { createSecureContext } from 'node:tls'
import { judge } from '../../../lib/check/outcome.ts'
import { targetOf } from '../../check/targets.ts'
import { answerAs, spent } from '../../scale/child.ts'
import { many } from './many.ts'
import { rawLook } from './raw.ts'
import type { Places } from './sites-process.ts'
import { ca, proberFor } from './world.ts'

/** One engine and nothing else, so that what this process takes is the engine's: `look-process.ts ours|raw`. */
const [engine = ''] = process.argv.slice(2)

export interface Batch {
  readonly times: number
  readonly together: number
}

export interface Looked {
  /** Milliseconds of a processor for each look. */
  readonly cpu: number
  /** Milliseconds that each took. */
  readonly took: readonly number[]
  /** The most that this process had, MB. */
  readonly rss: number
}

let look: () => Promise<unknown> = () => Promise.reject(new TypeError('no place yet'))

const ours = (places: Places) => {
  const [prober, target] = [proberFor(places), targetOf(places.page)]
  return async () => {
    const sight = await prober.look(target, 10_000)
    if (judge(sight, target).outcome === 'down') throw new TypeError(`down: ${JSON.stringify(sight)}`)
  }
}
const raw = ({ page }: Places) => {
  const [url, context] = [new URL(page), createSecureContext({ ca })]
  return () => rawLook(url, context)
}

answerAs({
  at: (places: Places) => {
    look = engine === 'raw' ? raw(places) : ours(places)
  },
  look: async ({ times, together }: Batch): Promise<Looked> => {
    const before = spent().cpu
    const took = await many(times, together, look)
    const cpu = (spent().cpu - before) / times
    return { cpu, took, rss: process.resourceUsage().maxRSS / 1_000 }
  },
})

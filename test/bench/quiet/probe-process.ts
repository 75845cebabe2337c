import { type Environment, type Handler, jsonJournal } from '../../../functions/lambda.ts'
import { wire } from '../../../functions/probe.ts'
import { undiciProber } from '../../../lib/adapters/undici-prober.ts'
import { targetOf } from '../../check/targets.ts'
import { answerAs, spent } from '../../scale/child.ts'

/** The probe and nothing else, so that what this process takes is the probe's. */
let handler: Handler = () => Promise.reject(new TypeError('not wired yet'))
const prober = undiciProber({ userAgent: 'Atalaya-bench/1' })

/** Milliseconds of a processor. */
const cpuOf = async (what: () => Promise<unknown>): Promise<number> => {
  const before = spent().cpu
  await what()
  return spent().cpu - before
}

answerAs({
  wire: (env: Environment) => {
    handler = wire(
      env,
      jsonJournal(() => undefined),
    )
  },
  round: (event: unknown) => cpuOf(() => handler(event)),
  looks: (urls: readonly string[]) =>
    cpuOf(() => Promise.all(urls.map(url => prober.look(targetOf(url), 10_000)))),
})

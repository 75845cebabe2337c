import { environment } from '../lib/contract.ts'
import { milliseconds } from '../lib/service/duration.ts'
import { BadEnvironment } from './environment.ts'
import type { Environment } from './lambda.ts'

/** Of a round, in milliseconds: a minute, if nothing else is said. Throws BadEnvironment. */
export const roundLength = (env: Environment): number => {
  const text = env[environment.round] ?? '60s'
  const length = milliseconds(text)
  if (length === undefined || length <= 0)
    throw new BadEnvironment(`${environment.round} is no duration: ${text}`)
  return length
}

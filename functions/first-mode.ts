import * as v from 'valibot'
import { environment } from '../lib/contract.ts'
import { modes } from '../lib/service/channel.ts'
import type { Mode } from '../lib/service/service.ts'
import { BadEnvironment } from './environment.ts'
import type { Environment } from './lambda.ts'

/** The mode that a service's first record stores, if any. Throws BadEnvironment. */
export const firstModeOf = (env: Environment): Mode | undefined => {
  const read = v.safeParse(v.optional(v.picklist(modes)), env[environment.firstMode])
  if (read.success) return read.output
  throw new BadEnvironment(`${environment.firstMode} is no mode: ${env[environment.firstMode]}`)
}

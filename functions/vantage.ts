import * as v from 'valibot'
import { systemClock as clock } from '../lib/adapters/system-clock.ts'
import { undiciProber } from '../lib/adapters/undici-prober.ts'
import { askedSchema } from '../lib/check/asked.ts'
import { lookFor } from '../lib/check/elsewhere.ts'
import { environment } from '../lib/contract.ts'
import { lambda, type Wire } from './lambda.ts'
import { userAgent } from './user-agent.ts'

/** Looks for the probe from another region. It keeps nothing and decides nothing: what it sees is its answer. */
export const wire: Wire = (env, journal) => {
  // Whom to ask about a look comes with its target.
  const prober = undiciProber({ userAgent: userAgent(), localAddress: env[environment.localAddress] })
  const region = env.AWS_REGION ?? 'elsewhere'
  return async event => lookFor({ prober, clock, journal }, v.parse(askedSchema, event), region)
}

export const handler = lambda(wire)

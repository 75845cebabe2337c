import * as v from 'valibot'
import { lambdaVantage } from '../lib/adapters/vantage.ts'
import { environment } from '../lib/contract.ts'
import type { Vantage } from '../lib/ports.ts'
import { BadEnvironment } from './environment.ts'
import type { Environment } from './lambda.ts'

const arnsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(v.string(), v.pipe(v.string(), v.startsWith('arn:'))),
)

/** The other places to look from, as the stack names them; none, if it names none. */
export const vantagesOf = (env: Environment): readonly Vantage[] => {
  const arns = v.safeParse(arnsSchema, env[environment.vantages] ?? '{}')
  if (!arns.success) throw new BadEnvironment(`${environment.vantages} is no JSON of ARNs by region`)
  return Object.entries(arns.output).map(([region, arn]) => lambdaVantage(region, arn, env))
}

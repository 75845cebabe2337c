import { Fn, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { environment } from '../lib/contract.ts'
import type { Service } from '../lib/service/service.ts'
import { BadConfig } from './bad-config.ts'
import type { ReadService } from './services.ts'

/** Fixed, so that the home stack can name a function of another region without leaning on its stack. */
export const vantageName = (homeStack: string): string => `${homeStack}-vantage`

/** The other regions that any service wants to be looked at from. */
export const regionsOf = (services: readonly Service[]): readonly string[] =>
  [...new Set(services.flatMap(one => one.vantages))].sort()

/** Home has its own voice: a second one from the same place would be no other. Throws `BadConfig`. */
export const refuseHome = (services: readonly ReadService[], home: string | undefined): void => {
  const problems = services.flatMap(({ path, service }) =>
    service.vantages.flatMap((region, n) =>
      region === home
        ? [
            {
              severity: 'error' as const,
              file: path,
              path: `vantages[${n}]`,
              found: region,
              allowed: 'another region than the one that the stack is deployed to',
            },
          ]
        : [],
    ),
  )
  if (problems.length > 0) throw new BadConfig(problems)
}

/** What the probe needs to ask the vantages: their ARNs, and the permission for exactly these. Nothing, without any. */
export const asking = (scope: Construct, services: readonly Service[]) => {
  const regions = regionsOf(services)
  if (regions.length === 0) return { environment: {}, may: [] }
  const stack = Stack.of(scope)
  const arnOf = (region: string) =>
    Fn.join(':', [
      'arn',
      stack.partition,
      'lambda',
      region,
      stack.account,
      'function',
      vantageName(stack.stackName),
    ])
  const arns = Object.fromEntries(regions.map(region => [region, arnOf(region)]))
  return {
    environment: { [environment.vantages]: stack.toJsonString(arns) },
    may: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: Object.values(arns) })],
  }
}

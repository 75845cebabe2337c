import { Duration } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import { type DetailType, source } from '../lib/contract.ts'
import type { AtalayaFunction } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { DeadLetters } from './dead-letters.ts'

/** After this and sixty ticks, a hint says nothing new. */
const stale = Duration.hours(1)

export interface HintsProps {
  readonly bus: Bus
  readonly description: string
  readonly types: readonly DetailType[]
  readonly target: AtalayaFunction
  readonly undelivered: DeadLetters
}

/** Events of the bus that tell a function to look now, not at its next tick. */
export const hints = (scope: Construct, { bus, description, types, target, undelivered }: HintsProps): Rule =>
  new Rule(scope, 'Hints', {
    description,
    eventBus: bus.bus,
    eventPattern: { source: [source], detailType: [...types] },
    targets: [
      new LambdaFunction(target.lambda, {
        deadLetterQueue: undelivered.queue,
        maxEventAge: stale,
        retryAttempts: 8,
      }),
    ],
  })

import { Duration } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type { Construct } from 'constructs'
import { type DetailType, source } from '../lib/contract.ts'
import type { AtalayaFunction } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { DeadLetters } from './dead-letters.ts'
import { EveryMinute } from './every-minute.ts'

/** After this and sixty ticks, a hint says nothing new. */
const stale = Duration.hours(1)

export interface HintsProps {
  readonly bus: Bus
  readonly schedules: CfnScheduleGroup
  readonly description: string
  readonly types: readonly DetailType[]
  readonly target: AtalayaFunction
  readonly undelivered: DeadLetters
}

/** Has a function look every minute, and at once when an event of the bus hints that something changed. */
export const hintsAndTicks = (scope: Construct, props: HintsProps): void => {
  const { bus, schedules, description, types, target, undelivered } = props
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
  new EveryMinute(scope, 'Ticks', {
    group: schedules,
    target: target.lambda,
    inputs: [{ tick: true }],
    undelivered,
  })
}

import { Duration } from 'aws-cdk-lib'
import { Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { DeadLetters } from './dead-letters.ts'
import { ImpactAlarm, type Told } from './impact-alarm.ts'
import type { Operate } from './operate.ts'

const period = Duration.minutes(5)

/** What was to be done and was not; docs/runbook.md has a table of what each alarm sees. */
export const alarmsOfFunctions = (
  scope: Construct,
  { leftBehind, operate }: { readonly leftBehind: DeadLetters; readonly operate: Operate },
  told: Told,
): void => {
  const { api } = operate.address
  new ImpactAlarm(scope, 'LeftBehind', {
    told,
    impact: 'A round, a post or an alert was not started or broke off: citizens or operators hear it late.',
    action: 'Read a message of the queue: it names the function and the error.',
    heading: 'left-behind',
    metric: leftBehind.queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period }),
    threshold: 1,
    evaluationPeriods: 1,
  })
  new ImpactAlarm(scope, 'OperateUnanswered', {
    told,
    impact: "An operator's command or link got no answer: citizens are not told what the operator knows.",
    action: 'Say the command again: a repeat changes nothing twice. Then read the log of the API.',
    heading: 'operate-unanswered',
    metric: api.metricServerError({ statistic: Stats.SUM, period }),
    threshold: 1,
    evaluationPeriods: 1,
  })
  new ImpactAlarm(scope, 'OperateKnocking', {
    told,
    impact:
      "Somebody tries links or signatures, or a script runs wild: operators' commands may be slowed down.",
    action: 'Read the log of the API: routes, statuses and callers say who it is.',
    heading: 'operate-knocking',
    metric: api.metricClientError({ statistic: Stats.SUM, period }),
    threshold: 100,
    evaluationPeriods: 1,
  })
}

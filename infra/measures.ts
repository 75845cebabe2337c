import { Duration, Stack } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { Metric as MetricName } from '../lib/contract.ts'

/** The stack's own metrics: those of another stage in the account stay apart. */
export const namespaceOf = (scope: Construct): string => Stack.of(scope).stackName

/** A metric that the functions write in their log lines. */
const written = (scope: Construct, metricName: MetricName, statistic: string, period: Duration) =>
  new Metric({ namespace: namespaceOf(scope), metricName, statistic, period })

export const eachMinute = (scope: Construct, metric: MetricName) =>
  written(scope, metric, Stats.SUM, Duration.minutes(1))

/** It happened: once is enough, and the alarm rests again five minutes later. */
export const happened = (scope: Construct, metric: MetricName) => ({
  metric: written(scope, metric, Stats.SUM, Duration.minutes(5)),
  threshold: 1,
  evaluationPeriods: 1,
})

/** Something is this many seconds old, or older. */
export const older = (scope: Construct, metric: MetricName, seconds: number) => ({
  metric: written(scope, metric, Stats.MAXIMUM, Duration.minutes(1)),
  threshold: seconds,
  evaluationPeriods: 1,
})

import { Duration, Stack } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { Metric as MetricName } from '../lib/contract.ts'

/** The stack's own metrics: those of another stage in the account stay apart. */
export const namespaceOf = (scope: Construct): string => Stack.of(scope).stackName

/** The sum of a metric that the functions write in their log lines. */
const written = (scope: Construct, metricName: MetricName, period: Duration) =>
  new Metric({ namespace: namespaceOf(scope), metricName, statistic: Stats.SUM, period })

export const eachMinute = (scope: Construct, metric: MetricName) =>
  written(scope, metric, Duration.minutes(1))

/** It happened: once is enough, and the alarm rests again five minutes later. */
export const happened = (scope: Construct, metric: MetricName) => ({
  metric: written(scope, metric, Duration.minutes(5)),
  threshold: 1,
  evaluationPeriods: 1,
})

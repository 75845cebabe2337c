import { Duration } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { type Metric as MetricName, metrics } from '../lib/contract.ts'

/** A metric that the functions write in their log lines. */
const written = (metricName: MetricName, statistic: string, period: Duration) =>
  new Metric({ namespace: metrics.namespace, metricName, statistic, period })

export const eachMinute = (metric: MetricName) => written(metric, Stats.SUM, Duration.minutes(1))

/** It happened: once is enough, and the alarm rests again five minutes later. */
export const happened = (metric: MetricName) => ({
  metric: written(metric, Stats.SUM, Duration.minutes(5)),
  threshold: 1,
  evaluationPeriods: 1,
})

/** Something is this many seconds old, or older. */
export const older = (metric: MetricName, seconds: number) => ({
  metric: written(metric, Stats.MAXIMUM, Duration.minutes(1)),
  threshold: seconds,
  evaluationPeriods: 1,
})

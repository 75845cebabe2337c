import { Duration } from 'aws-cdk-lib'
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  type Metric,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { metrics } from '../lib/contract.ts'
import type { AtalayaFunction } from './atalaya-function.ts'
import type { DeadLetters } from './dead-letters.ts'
import { eachMinute } from './measures.ts'
import type { OperateApi } from './operate-api.ts'
import type { Store } from './store.ts'

export interface DashboardProps {
  /** By the word that stands beside its line. */
  readonly functions: Readonly<Record<string, AtalayaFunction>>
  readonly store: Store
  readonly api: OperateApi
  readonly leftBehind: DeadLetters
  readonly alarms: readonly Alarm[]
  /** An address or a path. */
  readonly runbook: string
}

const period = Duration.minutes(5)
const half = 12

/** Lines of one measure each, whose names are words. */
const graph = (title: string, lines: Readonly<Record<string, Metric>>): IWidget =>
  new GraphWidget({
    title,
    width: half,
    left: Object.entries(lines).map(([label, metric]) => metric.with({ label })),
    leftYAxis: { min: 0, showUnits: false },
  })

const byFunction = (
  title: string,
  { functions }: DashboardProps,
  measure: (one: AtalayaFunction) => Metric,
): IWidget =>
  graph(title, Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, measure(one)])))

const ofWatch = (scope: Construct): readonly IWidget[] => [
  graph('Rounds taken in, a minute', {
    rounds: eachMinute(scope, metrics.rounds),
    'nothing could be told': eachMinute(scope, metrics.blind),
  }),
  graph('What wakes somebody', {
    'a post in trouble': eachMinute(scope, metrics.postTrouble),
    'somebody must look': eachMinute(scope, metrics.alarms),
  }),
]

const ofLogs = ({ functions }: DashboardProps): readonly IWidget[] => {
  const logGroupNames = Object.values(functions).map(one => one.lambda.logGroup.logGroupName)
  return [
    new LogQueryWidget({
      title: 'Seconds that the outbox waits for the bus',
      logGroupNames,
      view: LogQueryVisualizationType.LINE,
      queryLines: ['filter kind = "round" and outbox > 0', 'stats max(outbox) by bin(5m)'],
      width: half,
    }),
    new LogQueryWidget({
      title: 'Newest alarms and faults, in their own words',
      logGroupNames,
      view: LogQueryVisualizationType.TABLE,
      queryLines: [
        'fields @timestamp, kind, service, alarm, coalesce(text, error) as said',
        'filter kind in ["alarm", "fault"] or PostTrouble > 0',
        'sort @timestamp desc',
        'limit 20',
      ],
      width: half,
    }),
  ]
}

const ofFunctions = (props: DashboardProps): readonly IWidget[] => [
  byFunction('Calls of each function', props, one => one.lambda.metricInvocations({ period })),
  byFunction('Calls that failed', props, one => one.lambda.metricErrors({ period })),
  byFunction('Milliseconds of the longest call', props, one =>
    one.lambda.metricDuration({ period, statistic: Stats.MAXIMUM }),
  ),
  byFunction('Calls that found no free place', props, one => one.lambda.metricThrottles({ period })),
]

const ofPlaces = (props: DashboardProps): readonly IWidget[] => {
  const { leftBehind, store, functions } = props
  const { table } = store
  const { api } = props.api
  const ofTable = (metricName: string) => table.metric(metricName, { statistic: Stats.SUM, period })
  const lost = Object.entries(functions).map(([name, { lambda }]) => [
    `failed calls of ${name} that did not get there`,
    lambda.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period }),
  ])
  return [
    graph('Messages left behind, which somebody must read', {
      messages: leftBehind.queue.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period,
      }),
      ...Object.fromEntries(lost),
    }),
    graph("Requests of operators' API", {
      all: api.metricCount({ statistic: Stats.SUM, period }),
      'refused (4xx)': api.metricClientError({ statistic: Stats.SUM, period }),
      'unanswered (5xx)': api.metricServerError({ statistic: Stats.SUM, period }),
    }),
    graph('Units that the table was asked for', {
      read: ofTable('ConsumedReadCapacityUnits'),
      written: ofTable('ConsumedWriteCapacityUnits'),
    }),
    graph('Requests that the table turned away', {
      reads: ofTable('ReadThrottleEvents'),
      writes: ofTable('WriteThrottleEvents'),
    }),
  ]
}

const heading = (runbook: string): string =>
  [
    '# Atalaya',
    `What each alarm means for citizens, and what to do: ${/^https:/.test(runbook) ? `[the runbook](${runbook})` : runbook}.`,
    'Rounds are one a minute for each service. All below is nought on a good day, but for rounds, calls and units.',
  ].join('\n\n')

/** All that can be seen of a stack on one page. It has fewer than 50 measures, as beyond them none is free. */
export const dashboard = (scope: Construct, props: DashboardProps): Dashboard =>
  new Dashboard(scope, 'Dashboard', {
    defaultInterval: Duration.hours(3),
    widgets: [
      [
        new TextWidget({ markdown: heading(props.runbook), width: half, height: 4 }),
        new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: half, height: 4 }),
      ],
      ...[ofWatch(scope), ofLogs(props), ofFunctions(props), ofPlaces(props)].map(row => [...row]),
    ],
  })

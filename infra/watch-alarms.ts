import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { metrics } from '../lib/contract.ts'
import { ImpactAlarm } from './impact-alarm.ts'
import { eachMinute, happened, older } from './measures.ts'

/** Nobody looks, nobody hears, or somebody must decide. `services`: how many are looked at each minute. */
export const alarmsOfWatch = (scope: Construct, services: number, topic: ITopic): void => {
  new ImpactAlarm(scope, 'NoRounds', {
    topic,
    impact: 'For 5 minutes some service has not been looked at: citizens hear of no outage and of no end.',
    action: "Read the probe's log and its two queues.",
    heading: 'no-rounds',
    metric: eachMinute(scope, metrics.rounds),
    // One for each service, so that one which fell out alone is missed too.
    threshold: services,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5,
    treatMissingData: TreatMissingData.BREACHING,
  })
  new ImpactAlarm(scope, 'Blind', {
    topic,
    impact:
      'For 10 minutes nothing could be told of any component: citizens hear of no outage and of no end.',
    action:
      'Look at the reasons in the lines of "kind":"check": our own network, or a firewall that refuses us.',
    heading: 'blind',
    metric: eachMinute(scope, metrics.blind),
    threshold: 1,
    evaluationPeriods: 10,
  })
  new ImpactAlarm(scope, 'OutboxOld', {
    topic,
    impact: 'For 3 minutes the bus has not taken an event: citizens may hear late of a fall or of its end.',
    action: "Look for PutEvents in the probe's log and for trouble of EventBridge in the region.",
    heading: 'outbox-old',
    ...older(scope, metrics.outboxAge, 180),
  })
  new ImpactAlarm(scope, 'SomebodyMustLook', {
    topic,
    impact: 'Atalaya met something that it must not decide alone: citizens may wait for a post.',
    action: 'Search the logs for "kind":"alarm"; the line says what it is.',
    heading: 'somebody-must-look',
    ...happened(scope, metrics.alarms),
  })
}

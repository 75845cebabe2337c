import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { metrics } from '../lib/contract.ts'
import { ImpactAlarm, type Told } from './impact-alarm.ts'
import { eachMinute, happened } from './measures.ts'

/** Nobody looks, nobody hears, or somebody must decide. `services`: how many are looked at each minute. */
export const alarmsOfWatch = (scope: Construct, services: number, told: Told): void => {
  new ImpactAlarm(scope, 'NoRounds', {
    told,
    impact: 'For 5 minutes some service has not been looked at: citizens hear of no outage and of no end.',
    action: "Read the probe's log, then the queue of what was left behind.",
    heading: 'no-rounds',
    metric: eachMinute(scope, metrics.rounds),
    // One for each service, so that one which fell out alone is missed too.
    threshold: services,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5,
    treatMissingData: TreatMissingData.BREACHING,
  })
  new ImpactAlarm(scope, 'Blind', {
    told,
    impact:
      'For 10 minutes nothing could be told of any component: citizens hear of no outage and of no end.',
    action:
      'Look at the reasons in the lines of "kind":"check": our own network, or a firewall that refuses us.',
    heading: 'blind',
    metric: eachMinute(scope, metrics.blind),
    threshold: 1,
    evaluationPeriods: 10,
  })
  new ImpactAlarm(scope, 'PostTrouble', {
    told,
    impact: 'A post is not public, or nobody knows whether it is: followers may miss a fall or its end.',
    action: 'Read in the log of the publisher which it is: refused, unclear, unpaid, or 10 minutes in doubt.',
    heading: 'post-trouble',
    ...happened(scope, metrics.postTrouble),
  })
  new ImpactAlarm(scope, 'SomebodyMustLook', {
    told,
    impact: 'Atalaya met something that it must not decide alone: citizens may wait for a post.',
    action: 'Search the logs for "kind":"alarm"; the line says what it is.',
    heading: 'somebody-must-look',
    ...happened(scope, metrics.alarms),
  })
}
